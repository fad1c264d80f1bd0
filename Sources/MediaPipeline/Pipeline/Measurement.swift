public import MediaProtocol

/// The loudness of one file, and what reading it brought to light.
public struct Measurement: Sendable {
  /// What the meter read, on the file's own channels and rate; of more than two channels without a
  /// known layout on the first two, which are never summed with the others.
  public let reading: LoudnessReading
  /// What the file says about its audio.
  public let source: SourceDescription
  /// What a person should know.
  public let warnings: [MediaWarning]
  /// How much of it was damaged.
  public let faults: ReadFaults
  /// Where the true peak is above ``LoudnessCourse/peakCeilingDBTP``, the loudest of every second;
  /// `nil` when not looked for.
  public let peaks: [LoudnessCourse.Peak]?

  /// Decodes a file once and measures it.
  ///
  /// - Parameters:
  ///   - input: an open file.
  ///   - findsPeaks: whether to look for the places of high peaks, for a picture.
  ///   - dualMono: whether a mono file counts as heard on two loudspeakers.
  ///   - channels: one or two channels to measure, counted from 1; empty measures all that belong
  ///     together.
  ///   - threads: how many threads measure, this one included; the machine's cores if `nil`.
  ///   - stop: ends the work early.
  ///   - progress: receives 0…1, rising.
  /// - Throws: ``MediaError`` about the input.
  public init(
    of input: RenderInput, findsPeaks: Bool = false, dualMono: Bool = false, channels: [Int] = [],
    threads: Int? = nil, stop: StopFlag,
    progress: (Double) -> Void = { _ in }
  ) throws(MediaError) {
    do throws(MediaError) {
      var reader = try MediaReader(
        descriptor: input.descriptor, track: input.track, stop: stop)
      let ceiling = LoudnessCourse.peakCeilingDBTP
      let options = ChunkMeter.Options(
        peakMap: findsPeaks ? .above(Float(Decibels.amplitude(decibels: ceiling))) : nil)
      let rate = reader.format.sampleRate
      let mix = try ChannelMix(source: reader.source, channels: channels)
      // A known layout is heard whole (ITU-R BS.1770-5), not mixed down first.
      let isTaken = !channels.isEmpty || mix.takesFirstTwo
      let format = isTaken ? mix.output : reader.format
      let scan = MeterScan(
        ChunkMeter(format: format, dualMono: dualMono, options: options),
        format: format, threads: threads, stop: stop)
      var feed = BlockFeed()
      var found: [LoudnessCourse.Peak] = []
      let record = try scan.run(listening: { chunk, metered in
        for over in metered.takeOvers(from: chunk.start, sampleRate: rate, ceilingDBTP: ceiling) {
          found.add(over, ceilingDBTP: ceiling)
        }
      }) { (block, frames) throws(MediaError) in
        if isTaken {
          try feed.read(into: &block, upTo: frames) { () throws(MediaError) in
            try reader.next().map(mix.apply)
          }
        } else {
          try reader.read(into: &block, upTo: frames)
        }
        progress(reader.fraction)
      }
      try Self.requireFrames(reader.framesRead, claimed: reader.source.claimedFrames)
      var log = ReadLog()
      log.add(reader)
      reading = record.reading
      peaks = findsPeaks ? found : nil
      source = reader.source
      faults = log.faults
      warnings =
        (record.reading.isSilent ? [.silence] : []) + log.warnings
        + (record.reading.isClipped ? [.clipped] : [])
        + (mix.takesFirstTwo ? [.firstTwoChannels] : [])
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
