import MediaProtocol

/// A file to make, open in its folder of work.
struct PlannedFile: Sendable {
  let file: OutputFile
  let format: DeliverableFormat
  /// What is asked of its form.
  let wish: EncodingWish
}

/// Plans the first render of every deliverable from one survey.
struct LevelPlanner: Sendable {
  private let survey: Survey
  private let set: InputSet
  private let target: LevelTarget
  private let threads: Int?
  private let stop: StopFlag
  private let sanitises: Bool
  private let programme: DeliverablePlan.Programme

  /// Takes what was measured.
  ///
  /// - Parameters:
  ///   - survey: of the programme.
  ///   - set: the inputs.
  ///   - target: what is to be reached.
  ///   - threads: how many may work; the machine's cores if `nil`. What is planned does not depend on
  ///     it.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` when the survey lacks what a plan needs.
  init(
    survey: Survey, set: InputSet, target: LevelTarget, threads: Int? = nil, stop: StopFlag,
    sanitises: Bool = true
  ) throws(MediaError) {
    let rate = set.format.sampleRate
    guard let map = survey.record.peakMap else {
      throw MediaError(.unreadable, subject: set.names, detail: "measured without its peaks")
    }
    self.survey = survey
    self.set = set
    self.target = target
    self.threads = threads
    self.stop = stop
    self.sanitises = sanitises
    let loudness = LevelSteps(
      measure: .loudness, sampleRate: rate, frameCount: survey.frameCount,
      energies: survey.record.stepEnergies)
    let squares =
      survey.record.stepSquares.isEmpty
      ? nil
      : LevelSteps(
        measure: .rms(channels: set.format.channelCount), sampleRate: rate,
        frameCount: survey.frameCount, energies: survey.record.stepSquares)
    programme = DeliverablePlan.Programme(
      peaks: map,
      steps: target.measure == .rms ? squares ?? loudness : loudness, squares: squares,
      stop: stop)
  }

  /// Plans without trying the encoder: as if it took and added nothing.
  ///
  /// - Parameters:
  ///   - format: kind of file.
  ///   - wish: what is asked of its form.
  /// - Returns: the plan.
  /// - Throws: ``MediaError`` where the format cannot have what is asked for.
  func ideal(
    _ format: DeliverableFormat, _ wish: EncodingWish = EncodingWish()
  ) throws(MediaError) -> DeliverablePlan {
    let encoding = try EncodingChoice(
      format: format, mix: set.tellingMix, programme: set.format, target: target, wish: wish)
    return DeliverablePlan(programme, target: target, encoding: encoding)
  }

  /// How a plan's file is to be written.
  func settings(_ plan: DeliverablePlan) -> MediaWriter.Settings {
    var settings = MediaWriter.Settings(
      format: plan.encoding.format, sampleRate: plan.encoding.sampleRate,
      channels: plan.encoding.channels)
    switch plan.encoding.bitRate {
    case .constant(let bits): settings.bitRate = bits
    case .average(let bits): (settings.bitRate, settings.rateControl) = (bits, .average)
    case .variable(let scale): (settings.bitRate, settings.rateControl) = (0, .quality(scale))
    case .usual, nil: break
    }
    return settings
  }

  /// Plans every file.
  ///
  /// - Parameters:
  ///   - outputs: where to write what.
  ///   - metadata: tags, chapters and cover.
  /// - Returns: one deliverable a file, in order.
  /// - Throws: ``MediaError`` where a format cannot have what is asked for.
  func plan(
    _ outputs: [PlannedFile], metadata: MediaMetadata
  ) throws(MediaError) -> [Deliverable] {
    // Two at once: solving for the gain keeps one thread busy, trying the encoder all.
    let plans = try ParallelStretches(threads: min(2, threads ?? 2), stop: stop).map(outputs) {
      [self] output throws(MediaError) in
      try output.file.naming { () throws(MediaError) in try plan(output) }
    }
    let thin = programme.thinned(for: plans)
    var deliverables: [Deliverable] = []
    for (output, plan) in zip(outputs, plans) {
      deliverables.append(
        try output.file.naming { () throws(MediaError) in
          try deliverable(output, plan.over(thin), thin, metadata)
        })
    }
    return deliverables
  }

  private func plan(_ output: PlannedFile) throws(MediaError) -> DeliverablePlan {
    let plan = try ideal(output.format, output.wish)
    let isSilent = plan.solution.outcome.levelDB == nil
    guard output.format.defaultBitRate > 0, !isSilent else { return plan }
    return DeliverablePlan(
      programme, target: target, encoding: plan.encoding,
      allowance: try allowance(for: settings(plan), plan.curve, output.file))
  }

  private func deliverable(
    _ output: PlannedFile, _ plan: DeliverablePlan, _ programme: DeliverablePlan.Programme,
    _ metadata: MediaMetadata
  ) throws(MediaError) -> Deliverable {
    let settings = settings(plan)
    // A plan that was given up would disown the parts of an earlier run.
    try stop.check()
    let leftovers = try output.file.claim(
      WorkIdentity.text(
        set, settings, plan, survey.programme, sanitises: sanitises))
    let scale = Double(settings.sampleRate) / Double(set.format.sampleRate)
    return try Deliverable(
      settings: settings, file: output.file, metadata: metadata,
      frameCount: Int((Double(survey.frameCount) * scale).rounded()),
      search: LevelSearch(plan, programme: programme),
      discardedWork: leftovers == .discarded)
  }

  /// What an encoder does to the loudest stretches, levelled as they will be.
  private func allowance(
    for settings: MediaWriter.Settings, _ curve: LimiterCurve, _ file: OutputFile
  ) throws(MediaError) -> DeliverablePlan.CodecAllowance {
    try CodecTrial(
      settings: settings, ceilingDBTP: target.ceilingDBTP, file: file, threads: threads,
      stop: stop
    ).allowance(stretches: survey.loudest.count) { index throws(MediaError) in
      let stretch = survey.loudest[index]
      var block = stretch.block
      curve.apply(to: &block, firstFrame: stretch.firstFrame, sampleRate: set.format.sampleRate)
      return try resampled(block, to: settings.sampleRate)
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
