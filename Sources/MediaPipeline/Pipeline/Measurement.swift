/// The loudness of one file, and what reading it brought to light.
public struct Measurement: Sendable {
  /// What the meter read, on the file's own channels and rate.
  public let reading: LoudnessReading
  /// What the file says about its audio.
  public let source: SourceDescription
  /// What a person should know.
  public let warnings: [MediaWarning]

  /// Decodes a file once and measures it.
  ///
  /// - Parameters:
  ///   - input: an open file.
  ///   - dualMono: whether a mono file counts as heard on two loudspeakers.
  ///   - stop: ends the work early.
  ///   - progress: receives 0…1, rising.
  /// - Throws: ``MediaError`` about the input.
  public init(
    of input: RenderInput, dualMono: Bool = false, stop: StopFlag,
    progress: (Double) -> Void = { _ in }
  ) throws(MediaError) {
    do {
      var reader = try MediaReader(
        descriptor: input.descriptor, track: input.track, stop: stop)
      var meter = LoudnessMeter(format: reader.format, dualMono: dualMono)
      while let block = try reader.next() {
        meter.add(block)
        progress(reader.fraction)
      }
      try Self.requireFrames(reader.framesRead, claimed: reader.source.claimedFrames)
      var log = ReadLog()
      log.add(reader)
      let reading = meter.reading()
      self.reading = reading
      source = reader.source
      warnings = (reading.isSilent ? [.silence] : []) + log.warnings
    } catch {
      throw error.about(input.name)
    }
  }

  /// A file without a sample is empty when its header says so too, else unreadable.
  static func requireFrames(_ frames: Int, claimed: Int?) throws(MediaError) {
    guard frames == 0 else { return }
    if claimed ?? 0 > 0 {
      throw MediaError(.unreadable, detail: "the header promises audio, none can be decoded")
    }
    throw MediaError(.emptyInput, detail: "no sample")
  }
}

extension LoudnessReading {
  /// What to level by: integrated loudness, or the ungated one of a clip shorter than a gating
  /// block (400 ms, ITU-R BS.1770-5 Annex 1); `nil` for silence.
  var levelLUFS: Double? { integratedLUFS ?? (durationSeconds < 0.4 ? ungatedLUFS : nil) }

  /// Whether there is nothing to level.
  var isSilent: Bool { levelLUFS == nil }
}
