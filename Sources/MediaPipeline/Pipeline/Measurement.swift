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
  ///   - threads: how many threads measure, this one included; the machine's cores if `nil`.
  ///   - stop: ends the work early.
  ///   - progress: receives 0…1, rising.
  /// - Throws: ``MediaError`` about the input.
  public init(
    of input: RenderInput, dualMono: Bool = false, threads: Int? = nil, stop: StopFlag,
    progress: (Double) -> Void = { _ in }
  ) throws(MediaError) {
    do throws(MediaError) {
      var reader = try MediaReader(
        descriptor: input.descriptor, track: input.track, stop: stop)
      let scan = MeterScan(
        ChunkMeter(format: reader.format, dualMono: dualMono), format: reader.format,
        threads: threads, stop: stop)
      let record = try scan.run { (block, frames) throws(MediaError) in
        try reader.read(into: &block, upTo: frames)
        progress(reader.fraction)
      }
      try Self.requireFrames(reader.framesRead, claimed: reader.source.claimedFrames)
      var log = ReadLog()
      log.add(reader)
      reading = record.reading
      source = reader.source
      warnings = (record.reading.isSilent ? [.silence] : []) + log.warnings
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
