/// The first pass over a programme: what it measures, what was wrong with it, what it says.
struct Survey {
  /// The one input on its own channels, or the joined programme.
  let input: LoudnessReading
  /// The programme in the channels it will be delivered in: reading, peak map, step energies.
  private(set) var record: MeterRecord
  let warnings: [MediaWarning]
  /// Frames of the programme.
  let frameCount: Int
  /// The stretches with the highest peaks, for trying encoders on.
  private(set) var loudest: [SegmentSound.Stretch]
  /// Where each input begins in the joined programme, frames at its rate, before any cut.
  let inputStarts: [Int]
  /// Whether no packet was skipped and no read failed: then every frame is at its place.
  let isIntact: Bool
  /// How much of it was damaged.
  let faults: ReadFaults
  private let sampleRate: Int

  /// The same in seconds.
  var inputStartSeconds: [Double] { inputStarts.map { Double($0) / Double(sampleRate) } }

  /// What the meter read of the programme.
  var programme: LoudnessReading { record.reading }

  /// Lets go of what only plans are made from: 9 MB of sound, and peaks, 6 MB an hour.
  mutating func forgetDetails() {
    loudest = []
    record.peakMap = nil
  }

  /// Reads everything once, metering on `threads` threads (`nil`: the machine's cores), plain squares
  /// too where a target counts them.
  init(
    _ set: InputSet, squares: Bool = false, threads: Int? = nil, stop: StopFlag, sanitises: Bool,
    progress: (Double) -> Void
  ) throws(MediaError) {
    var stream = Programme(
      set, sampleRate: set.format.sampleRate, stop: stop, sanitises: sanitises)
    var feed = BlockFeed()
    let meter = ChunkMeter(
      format: set.format,
      options: ChunkMeter.Options(peakMap: .planning, squares: squares, keepsSteps: true))
    let scan = MeterScan(meter, format: set.format, threads: threads, stop: stop)
    var frames = 0
    var kept = LoudestStretches(meter.grid)
    record = try scan.run(listening: { kept.hear($0, $1) }) { (block, room) throws(MediaError) in
      let before = block.frameCount
      try feed.read(into: &block, upTo: room) { () throws(MediaError) in try stream.next() }
      frames += block.frameCount - before
      progress(stream.fraction)
    }
    frameCount = frames
    loudest = kept.stretches
    let claimed = set.sources.compactMap(\.claimedFrames).max()
    do {
      try Measurement.requireFrames(frames, claimed: claimed)
    } catch {
      throw error.about(set.names)
    }
    let measured = record.reading
    inputStarts = stream.inputStarts
    sampleRate = set.format.sampleRate
    isIntact = stream.log.isIntact
    faults = stream.log.faults
    input =
      set.isPlain || set.inputs.count > 1
      ? measured : try Measurement(of: set.inputs[0], threads: threads, stop: stop).reading
    warnings =
      (measured.isSilent ? [.silence] : []) + stream.log.warnings
      + (measured.isClipped ? [.clipped] : [])
      + set.warnings
  }
}
