internal import FFmpegShim
internal import MediaProtocol

/// A container being written, packet by packet.
///
/// The descriptor is borrowed: a writable, seekable regular file, so that the MP4's index and the sizes
/// in headers can be completed. Without ``finish()`` the file is not complete. Not `Sendable`.
@safe final class Muxer {
  let handle: OpaquePointer
  /// It is looked at until the muxer is freed.
  private let stop: StopFlag
  /// For packets that come as bytes.
  private let packet: EncodedPacket

  /// Writes the header.
  ///
  /// - Parameters:
  ///   - descriptor: an open, writable, empty regular file.
  ///   - settings: what is written.
  ///   - encoder: one with the same settings; only its parameters are read.
  ///   - metadata: tags, chapters and cover; a cover is left out where the format has no place.
  ///   - durationSeconds: where the last chapter ends.
  ///   - stop: ends the work early.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  init(
    descriptor: Int32, settings: MediaWriter.Settings, encoder: borrowing PacketEncoder,
    metadata: MediaMetadata, durationSeconds: Double, stop: StopFlag
  ) throws(MediaError) {
    packet = try EncodedPacket()
    var made: OpaquePointer?
    let code = unsafe encoder.withHandle { encoder in
      unsafe fs_muxer_create(
        descriptor, settings.format.containerName, encoder, stop.handle, &made)
    }
    guard let made = unsafe made else {
      throw .ffmpeg(code, "create \(settings.format.rawValue)", fallback: .outputUnwritable)
    }
    unsafe handle = made
    self.stop = stop
    try begin(metadata, settings.format, durationSeconds: durationSeconds)
  }

  deinit { unsafe fs_muxer_free(handle) }

  /// Writes the next packet, which is empty afterwards.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  func write(_ packet: EncodedPacket) throws(MediaError) {
    try check(unsafe fs_muxer_write(handle, packet.handle), "write")
  }

  /// Writes a packet that was encoded before.
  ///
  /// - Parameters:
  ///   - bytes: what its encoder made, at least one byte.
  ///   - start: the frame of audio it begins with, counted from the programme's first.
  ///   - frames: how many it stands for.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  func write(_ bytes: ArraySlice<UInt8>, start: Int, frames: Int) throws(MediaError) {
    try packet.fill(bytes, start: start, frames: frames)
    try write(packet)
  }

  /// Tells new headers of the codec, which take the place of those at the file's start.
  ///
  /// - Parameters:
  ///   - headers: as the codec's encoder makes them: a FLAC stream's STREAMINFO.
  ///   - end: the frame of audio behind the last.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  func write(headers: [UInt8], end: Int) throws(MediaError) {
    let code = unsafe headers.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("no headers to write") }
      return unsafe fs_packet_fill_headers(packet.handle, base, buffer.count, Int64(end))
    }
    try check(code, "fill a packet")
    try write(packet)
  }

  /// Writes all packets of a tape.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  func write(_ tape: PacketTape) throws(MediaError) {
    try tape.forEach { (packet, start, frames) throws(MediaError) in
      try write(packet, start: start, frames: frames)
    }
  }

  /// Completes the file's header and index.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `diskFull` or `cancelled`.
  func finish() throws(MediaError) {
    try check(unsafe fs_muxer_finish(handle), "complete the file")
  }

  /// Throws a negative code.
  func check(_ code: Int32, _ operation: String) throws(MediaError) {
    if code < 0 { throw .ffmpeg(code, operation, fallback: .outputUnwritable) }
  }
}
