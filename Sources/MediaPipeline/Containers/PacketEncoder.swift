internal import FFmpegShim

/// An encoder without a container, with lavcodec's defaults: frames of audio in, packets out.
///
/// Not `Sendable`: one encoder belongs to one thread; any number may run at once.
@safe struct PacketEncoder: ~Copyable {
  private let handle: Handle
  private let packet: EncodedPacket
  private let stop: StopFlag
  private let makeUp: Float

  /// Starts an encoder.
  ///
  /// - Parameters:
  ///   - settings: what to make.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when there is no such encoder.
  init(
    _ settings: MediaWriter.Settings, stop: StopFlag, sanitises: Bool = true
  ) throws(MediaError) {
    (handle, packet) = (try Handle(settings, sanitises: sanitises), try EncodedPacket())
    self.stop = stop
    makeUp = settings.makeUp
  }

  /// Frames of audio that a packet stands for, save the last.
  var packetFrames: Int { Int(unsafe fs_encoder_packet_frames(handle.pointer)) }

  /// Encodes the next frames.
  ///
  /// - Parameters:
  ///   - block: any number of frames, in the channels of the settings.
  ///   - take: receives each packet that is ready; it is another one after the call.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`, and what `take` throws.
  mutating func add(
    _ block: consuming AudioBlock, _ take: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    guard !block.isEmpty else { return }
    block.scale(by: makeUp)
    let (scaled, count) = (block, Int32(block.frameCount))
    var offset: Int32 = 0
    while offset < count {
      try stop.check()
      // One packet's worth at a time: the encoder takes no more before its packet is fetched.
      let taken = unsafe scaled.withPlanePointers { planes in
        unsafe fs_encoder_send(handle.pointer, planes, offset, count)
      }
      try Self.check(taken, "encode")
      offset += taken
      try drain(take)
    }
  }

  /// Encodes what is left.
  ///
  /// - Parameter take: receives each packet; it is another one after the call.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, and what `take` throws.
  mutating func finish(
    _ take: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    try Self.check(unsafe fs_encoder_flush(handle.pointer), "finish encoding")
    try drain(take)
  }

  /// Lends the encoder to a muxer that wants to know what it makes.
  func withHandle<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    unsafe body(handle.pointer)
  }

  private func drain(
    _ take: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    while true {
      let code = unsafe fs_encoder_receive(handle.pointer, packet.handle)
      if code == fs_again || code == fs_end_of_file { return }
      try Self.check(code, "encode")
      try take(packet)
    }
  }

  private static func check(_ code: Int32, _ operation: String) throws(MediaError) {
    if code < 0 { throw .ffmpeg(code, operation, fallback: .outputUnwritable) }
  }

  /// The encoder, freed when it goes away.
  @safe private final class Handle {
    let pointer: OpaquePointer

    init(_ settings: MediaWriter.Settings, sanitises: Bool) throws(MediaError) {
      let quality: Double = if case .quality(let scale) = settings.rateControl { scale } else { -1 }
      let keepsHeaders = unsafe fs_container_keeps_headers(settings.format.containerName)
      var made: OpaquePointer?
      let code = unsafe settings.format.encoderName.withCString { name in
        var values = unsafe fs_encoder_settings(
          codec: name, sample_rate: Int32(settings.sampleRate), channels: Int32(settings.channels),
          bit_rate: Int64(settings.bitRate), average: settings.rateControl == .average ? 1 : 0,
          quality: quality, global_header: keepsHeaders,
          sanitise: sanitises ? 1 : 0)
        return unsafe fs_encoder_create(&values, &made)
      }
      guard let made = unsafe made else {
        throw .ffmpeg(
          code, "open \(settings.format.encoderName)", fallback: .outputUnwritable)
      }
      unsafe pointer = made
    }

    deinit { unsafe fs_encoder_free(pointer) }
  }
}
