/// Plans the first render of every deliverable from one survey.
struct LevelPlanner {
  /// What was measured.
  let survey: Survey
  let set: InputSet
  let target: LevelTarget
  let stop: StopFlag

  /// Plans.
  ///
  /// - Parameters:
  ///   - outputs: where to write what.
  ///   - metadata: tags, chapters and cover.
  /// - Throws: ``MediaError`` where a format cannot have what is asked for.
  func plan(
    _ outputs: [(file: OutputFile, format: DeliverableFormat)], metadata: MediaMetadata
  ) throws(MediaError) -> [Deliverable] {
    let rate = set.format.sampleRate
    guard let map = survey.record.peakMap else {
      throw MediaError(.unreadable, subject: set.names, detail: "measured without its peaks")
    }
    let programme = DeliverablePlan.Programme(
      outline: PeakOutline(map, sampleRate: rate),
      steps: LevelSteps(
        measure: .loudness, sampleRate: rate, frameCount: survey.frameCount,
        energies: survey.record.stepEnergies))
    var deliverables: [Deliverable] = []
    for output in outputs {
      let encoding = try EncodingChoice(
        format: output.format, mix: set.mixes[0], target: target, wish: EncodingWish())
      let settings = MediaWriter.Settings(
        format: output.format, sampleRate: encoding.sampleRate, channels: set.format.channelCount)
      // What the encoder is tried with: as if it took and added nothing.
      var plan = DeliverablePlan(programme, target: target, encoding: encoding)
      if settings.bitRate > 0, plan.solution.outcome.levelDB != nil {
        plan = DeliverablePlan(
          programme, target: target, encoding: encoding,
          allowance: try allowance(for: settings, plan.curve, output.file))
      }
      let frames = Int(
        (Double(survey.frameCount) * Double(settings.sampleRate) / Double(rate)).rounded())
      deliverables.append(
        Deliverable(
          settings: settings, file: output.file, metadata: metadata, frameCount: frames,
          search: LevelSearch(plan, programme: programme)))
    }
    return deliverables
  }

  /// What an encoder does to the loudest stretches, levelled as they will be.
  private func allowance(
    for settings: MediaWriter.Settings, _ curve: LimiterCurve, _ file: OutputFile
  ) throws(MediaError) -> DeliverablePlan.CodecAllowance {
    var stretches: [AudioBlock] = []
    for stretch in survey.loudest {
      var block = stretch.block
      curve.apply(to: &block, firstFrame: stretch.firstFrame, sampleRate: set.format.sampleRate)
      stretches.append(try resampled(block, to: settings.sampleRate))
    }
    do {
      return try CodecTrial(
        settings: settings, ceilingDBTP: target.ceilingDBTP, file: file, stop: stop
      ).allowance(on: stretches)
    } catch {
      throw error.about(file.path)
    }
  }

  private func resampled(_ block: AudioBlock, to rate: Int) throws(MediaError) -> AudioBlock {
    guard rate != set.format.sampleRate else { return block }
    var resampler = try Resampler(
      channelCount: block.channelCount, from: set.format.sampleRate, to: rate)
    var whole = try resampler.process(block)
    whole.append(contentsOf: try resampler.finish())
    return whole
  }
}
