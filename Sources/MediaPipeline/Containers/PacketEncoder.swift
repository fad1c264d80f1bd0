internal import FFmpegShim

/// An encoder without a container, with lavcodec's defaults: frames of audio in, packets out.
///
/// Not `Sendable`: one encoder belongs to one thread; any number may run at once.
@safe struct PacketEncoder: ~Copyable {
  /// The packets so far, one behind the other.
  private(set) var bytes: [UInt8] = []
  /// Bytes of each.
  private(set) var sizes: [Int] = []
  /// How many frames of audio the last one stands for, as its encoder says.
  private(set) var lastFrames = 0

  private let handles: Handles
  private let stop: StopFlag
  private let makeUp: Float

  /// Starts an encoder.
  ///
  /// - Parameters:
  ///   - settings: what to make.
  ///   - expectedBytes: for how many there is to be room.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when there is no such encoder.
  init(
    _ settings: MediaWriter.Settings, expectedBytes: Int = 0, stop: StopFlag, sanitises: Bool = true
  ) throws(MediaError) {
    handles = try Handles(settings, sanitises: sanitises)
    self.stop = stop
    makeUp = settings.makeUp
    bytes.reserveCapacity(expectedBytes)
  }

  /// Encodes the next frames.
  ///
  /// - Parameter block: any number of frames, in the channels of the settings.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`.
  mutating func add(_ block: consuming AudioBlock) throws(MediaError) {
    guard !block.isEmpty else { return }
    block.scale(by: makeUp)
    let (scaled, count) = (block, Int32(block.frameCount))
    var offset: Int32 = 0
    while offset < count {
      try stop.check()
      let taken = unsafe scaled.withPlanePointers { planes in
        unsafe fs_encoder_send(handles.encoder, planes, offset, count)
      }
      try Self.check(taken)
      offset += taken
      try drain()
    }
  }

  /// Encodes what is left.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable`.
  mutating func finish() throws(MediaError) {
    try Self.check(unsafe fs_encoder_flush(handles.encoder))
    try drain()
  }

  private mutating func drain() throws(MediaError) {
    while true {
      let code = unsafe fs_encoder_receive(handles.encoder, handles.packet)
      if code == fs_again || code == fs_end_of_file { return }
      try Self.check(code)
      var start: UnsafePointer<UInt8>?
      let count = unsafe fs_packet_bytes(handles.packet, &start)
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
      sizes.append(count)
      lastFrames = Int(unsafe fs_packet_frames(handles.packet))
    }
  }

  private static func check(_ code: Int32) throws(MediaError) {
    if code < 0 { throw .ffmpeg(code, "encode", fallback: .outputUnwritable) }
  }

  /// Encoder and packet, freed together.
  @safe private final class Handles {
    let encoder: OpaquePointer
    let packet: OpaquePointer

    init(_ settings: MediaWriter.Settings, sanitises: Bool) throws(MediaError) {
      let encoder = unsafe try WriterHandles.makeEncoder(settings, sanitises: sanitises)
      var empty: OpaquePointer?
      let code = unsafe fs_packet_create(&empty)
      guard let packet = unsafe empty else {
        unsafe fs_encoder_free(encoder)
        throw .ffmpeg(code, "make a packet", fallback: .outputUnwritable)
      }
      unsafe self.encoder = encoder
      unsafe self.packet = packet
    }

    deinit {
      unsafe fs_packet_free(packet)
      unsafe fs_encoder_free(encoder)
    }
  }
}
