/// One deliverable: renders it by a plan, decodes what was written, measures that.
struct Rendition {
  let set: InputSet
  let format: DeliverableFormat
  /// Bits a second; `nil` takes the format's default.
  let bitRate: Int?
  let metadata: MediaMetadata
  /// Length of the programme, seconds: where the last chapter ends.
  let durationSeconds: Double
  let file: OutputFile
  let stop: StopFlag
  let sanitises: Bool

  /// What one run of the encoder made.
  struct Written {
    var frames: Int
    var log: GainReductionLog
  }

  /// Frames by which a decoded deliverable may differ from what was encoded before it counts as
  /// broken: two frames of an MP3 (ISO/IEC 11172-3: 1152 samples each).
  private static let maxFrameDifference = 2_304

  var settings: MediaWriter.Settings {
    MediaWriter.Settings(
      format: format, sampleRate: format.sampleRate(forSource: set.format.sampleRate),
      channels: set.format.channelCount, bitRate: bitRate)
  }

  /// Writes the file anew: decode → mix → resample → gain → limiter → encode → mux.
  func write(_ plan: RenderPlan, progress: (Double) -> Void) throws(MediaError) -> Written {
    try file.restart()
    do {
      return try encode(plan, progress: progress)
    } catch {
      // Inputs have named themselves; what is left is about the output.
      throw error.about(file.path)
    }
  }

  private func encode(
    _ plan: RenderPlan, progress: (Double) -> Void
  ) throws(MediaError) -> Written {
    var stream = Programme(
      set, sampleRate: settings.sampleRate, stop: stop, sanitises: sanitises)
    let gain = LinearGain(decibels: plan.gainDB)
    var limiter = TruePeakLimiter(format: stream.format, ceilingDBTP: plan.limiterCeilingDBTP)
    var writer = try MediaWriter(
      descriptor: file.descriptor, settings: settings, metadata: metadata,
      durationSeconds: durationSeconds, stop: stop, sanitises: sanitises)
    var frames = 0
    while var block = try stream.next() {
      frames += block.frameCount
      gain.apply(to: &block)
      try writer.add(limiter.process(block))
      progress(stream.fraction)
    }
    try writer.add(limiter.finish())
    try writer.finish()
    return Written(frames: frames, log: limiter.log)
  }

  /// Measures what the encoder would be given.
  func rehearse(_ plan: RenderPlan) throws(MediaError) -> LoudnessReading {
    var stream = Programme(
      set, sampleRate: settings.sampleRate, stop: stop, sanitises: sanitises)
    let gain = LinearGain(decibels: plan.gainDB)
    var limiter = TruePeakLimiter(format: stream.format, ceilingDBTP: plan.limiterCeilingDBTP)
    var meter = LoudnessMeter(format: stream.format)
    while var block = try stream.next() {
      gain.apply(to: &block)
      meter.add(limiter.process(block))
    }
    meter.add(limiter.finish())
    return meter.reading()
  }

  /// Decodes the written file and measures it.
  func verify(_ written: Written, progress: (Double) -> Void) throws(MediaError) -> LoudnessReading
  {
    do throws(MediaError) {
      var reader = try MediaReader(descriptor: file.descriptor, stop: stop)
      var meter = LoudnessMeter(format: reader.format)
      while let block = try reader.next() {
        meter.add(block)
        progress(reader.fraction)
      }
      guard abs(reader.framesRead - written.frames) <= Self.maxFrameDifference else {
        throw MediaError(
          .outputUnwritable,
          detail: "\(written.frames) frames were encoded, \(reader.framesRead) decode again")
      }
      return meter.reading()
    } catch {
      throw error.about(file.path)
    }
  }
}
