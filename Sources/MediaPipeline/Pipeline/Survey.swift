/// The first pass over a programme: what it measures, what was wrong with it, what it says.
struct Survey {
  /// The one input on its own channels, or the joined programme.
  let input: LoudnessReading
  /// The programme in the channels it will be delivered in.
  let programme: LoudnessReading
  let warnings: [MediaWarning]
  /// Where each input begins in the joined programme, seconds, before any cut.
  let inputStartSeconds: [Double]

  /// Reads everything once.
  init(
    _ set: InputSet, stop: StopFlag, sanitises: Bool, progress: (Double) -> Void
  ) throws(MediaError) {
    var stream = Programme(
      set, sampleRate: set.format.sampleRate, stop: stop, sanitises: sanitises)
    var meter = LoudnessMeter(format: set.format)
    var frames = 0
    while let block = try stream.next() {
      meter.add(block)
      frames += block.frameCount
      progress(stream.fraction)
    }
    let claimed = set.sources.compactMap(\.claimedFrames).max()
    do {
      try Measurement.requireFrames(frames, claimed: claimed)
    } catch {
      throw error.about(set.names)
    }
    let measured = meter.reading()
    programme = measured
    inputStartSeconds = stream.inputStartSeconds
    input =
      set.isPlain || set.inputs.count > 1
      ? measured : try Measurement(of: set.inputs[0], stop: stop).reading
    warnings = (measured.isSilent ? [.silence] : []) + stream.log.warnings + set.warnings
  }
}
