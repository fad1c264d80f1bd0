/// Encodes one segment by an encoder of its own.
///
/// Not `Sendable`: one encoder belongs to one thread; any number may run at once.
struct MP3SegmentEncoder: ~Copyable {
  /// What is encoded.
  let segment: MP3Segment
  /// Frames of audio that must be given in all: `segment.samplesNeeded`.
  let samplesNeeded: Range<Int>

  private var encoder: PacketEncoder
  private var frames: PacketRun
  private var given = 0

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
    samplesNeeded = segment.samplesNeeded(total: totalSamples)
    encoder = try PacketEncoder(segment.format.writerSettings, stop: stop, sanitises: sanitises)
    frames = PacketRun(
      expectedBytes: samplesNeeded.count / 8 * segment.format.bitRate / segment.format.sampleRate
        + 4_096)
  }

  /// Encodes the next frames of audio.
  ///
  /// - Parameter block: levelled, in the format's channels and sample rate; the first one begins at
  ///   `samplesNeeded.lowerBound`, and none goes beyond `samplesNeeded.upperBound`.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`.
  mutating func add(_ block: consuming AudioBlock) throws(MediaError) {
    given += block.frameCount
    precondition(given <= samplesNeeded.count, "more frames of audio than the segment needs")
    try encoder.add(block) { frames.append($0) }
  }

  /// Ends the run.
  ///
  /// - Returns: its frames from the warm-up on, each as LAME made it; for all but the last segment
  ///   they end `MP3Segment.seamWindow` behind the boundary.
  /// - Throws: ``MediaError`` with code `outputUnwritable`, `unreadable` or `cancelled`.
  consuming func finish() throws(MediaError) -> MP3FrameRun {
    precondition(given == samplesNeeded.count, "fewer frames of audio than the segment needs")
    try encoder.finish { frames.append($0) }
    let run = try MP3FrameRun(bytes: frames.bytes, firstFrame: segment.startFrame)
    // What lies behind was made of the silence that ends an encode, not of the programme.
    guard let end = segment.keptEnd, end < run.numbers.upperBound else { return run }
    return run.part(run.firstFrame..<end)
  }
}
