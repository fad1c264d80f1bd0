internal import FFmpegShim

/// One packet between encoder and muxer; the same one serves again and again.
///
/// Not `Sendable`: it belongs to the thread of its encoder or muxer.
@safe final class EncodedPacket {
  let handle: OpaquePointer

  /// Makes an empty packet.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when there is no memory.
  init() throws(MediaError) {
    var made: OpaquePointer?
    let code = unsafe fs_packet_create(&made)
    guard let made = unsafe made else {
      throw .ffmpeg(code, "make a packet", fallback: .outputUnwritable)
    }
    unsafe handle = made
  }

  deinit { unsafe fs_packet_free(handle) }

  /// How many frames of audio it stands for, as its encoder says.
  var frames: Int { Int(unsafe fs_packet_frames(handle)) }

  /// A copy of its bytes.
  var bytes: [UInt8] { unsafe withBytes { unsafe Array($0) } }

  /// Lends its bytes.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var start: UnsafePointer<UInt8>?
    let count = unsafe fs_packet_bytes(handle, &start)
    return unsafe body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Becomes a packet that was encoded before.
  ///
  /// - Parameters:
  ///   - bytes: what its encoder made, at least one byte.
  ///   - start: the frame of audio it begins with, counted from the programme's first.
  ///   - frames: how many it stands for.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when there is no memory.
  func fill(_ bytes: ArraySlice<UInt8>, start: Int, frames: Int) throws(MediaError) {
    let code = unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a packet has bytes") }
      return unsafe fs_packet_fill(handle, base, buffer.count, Int64(start), Int64(frames))
    }
    if code < 0 { throw .ffmpeg(code, "fill a packet", fallback: .outputUnwritable) }
  }
}
