/// Encodes one segment of a FLAC stream by an encoder of its own.
///
/// Not `Sendable`: one encoder belongs to one thread; any number may run at once.
struct FLACSegmentEncoder: ~Copyable {
  private var encoder: PacketEncoder
  private var made: FLACSegment

  /// Starts an encoder.
  ///
  /// - Parameters:
  ///   - settings: of the stream.
  ///   - firstNumber: of the segment's first frame in the stream.
  ///   - frameCount: frames of audio in the segment: full blocks, save at the end of the stream.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when there is no such encoder.
  init(
    _ settings: MediaWriter.Settings, firstNumber: Int, frameCount: Int, stop: StopFlag,
    sanitises: Bool
  ) throws(MediaError) {
    precondition(settings.makeUp == 1, "the digest is of what the encoder is given")
    encoder = try PacketEncoder(settings, stop: stop, sanitises: sanitises)
    made = FLACSegment(
      firstNumber: firstNumber,
      expectedBytes: frameCount * settings.channels * FLACStreamInfo.bytesPerSample)
  }

  /// Encodes the next frames of audio.
  ///
  /// - Parameter block: levelled, in the channels of the settings.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`.
  mutating func add(_ block: consuming AudioBlock) throws(MediaError) {
    let block = block
    made.add(samplesOf: block)
    try encoder.add(block) { packet throws(MediaError) in try made.add(packet) }
  }

  /// Ends the segment.
  ///
  /// - Returns: its frames and samples.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `cancelled`.
  consuming func finish() throws(MediaError) -> FLACSegment {
    try encoder.finish { packet throws(MediaError) in try made.add(packet) }
    return made
  }
}
