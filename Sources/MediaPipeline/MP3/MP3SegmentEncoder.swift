internal import FFmpegShim

/// Encodes one segment by an encoder of its own.
///
/// Not `Sendable`: one encoder belongs to one thread; any number may run at once.
struct MP3SegmentEncoder: ~Copyable {
  /// What is encoded.
  let segment: MP3Segment
  /// Frames of audio that must be given in all: `segment.samplesNeeded`.
  let samplesNeeded: Range<Int>

  private let handles: FrameEncoderHandles
  private let stop: StopFlag
  private let makeUp: Float
  private var given = 0
  private var bytes: [UInt8] = []

  /// Starts an encoder with lavcodec's defaults.
  ///
  /// - Parameters:
  ///   - segment: what to encode.
  ///   - totalSamples: frames of audio in the whole programme.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when there is no such encoder.
  init(
    _ segment: MP3Segment, totalSamples: Int, stop: StopFlag, sanitises: Bool = true
  ) throws(MediaError) {
    self.segment = segment
    self.stop = stop
    samplesNeeded = segment.samplesNeeded(total: totalSamples)
    handles = try FrameEncoderHandles(segment.format.writerSettings, sanitises: sanitises)
    makeUp = segment.format.writerSettings.makeUp
    bytes.reserveCapacity(
      samplesNeeded.count / 8 * segment.format.bitRate / segment.format.sampleRate + 4_096)
  }

  /// Encodes the next frames of audio.
  ///
  /// - Parameter block: levelled, in the format's channels and sample rate; the first one begins at
  ///   `samplesNeeded.lowerBound`, and none goes beyond `samplesNeeded.upperBound`.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`.
  mutating func add(_ block: consuming AudioBlock) throws(MediaError) {
    given += block.frameCount
    precondition(given <= samplesNeeded.count, "more frames of audio than the segment needs")
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

  /// Ends the run.
  ///
  /// - Returns: its frames from the warm-up on, each as LAME made it; for all but the last segment
  ///   they end `MP3Segment.seamWindow` behind the boundary.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `unreadable` or `cancelled`.
  mutating func finish() throws(MediaError) -> MP3FrameRun {
    precondition(given == samplesNeeded.count, "fewer frames of audio than the segment needs")
    try Self.check(unsafe fs_encoder_flush(handles.encoder))
    try drain()
    let run = try MP3FrameRun(bytes: bytes, firstFrame: segment.startFrame)
    bytes = []
    // What lies behind was made of the silence that ends an encode, not of the programme.
    guard let end = segment.keptEnd, end < run.numbers.upperBound else { return run }
    return run.part(run.firstFrame..<end)
  }

  private mutating func drain() throws(MediaError) {
    while true {
      let code = unsafe fs_encoder_receive(handles.encoder, handles.packet)
      if code == fs_again || code == fs_end_of_file { return }
      try Self.check(code)
      var start: UnsafePointer<UInt8>?
      let count = unsafe fs_packet_bytes(handles.packet, &start)
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    }
  }

  private static func check(_ code: Int32) throws(MediaError) {
    if code < 0 { throw .ffmpeg(code, "encode", fallback: .outputUnwritable) }
  }
}

/// Encoder and packet without a container, freed together.
@safe final class FrameEncoderHandles {
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
