internal import FFmpegShim
internal import MediaProtocol

extension RenderReport {
  /// Gathers the report of a run; the plan is that of the first deliverable.
  init(
    input: LoudnessSummary, survey: Survey, finished: [FinishedDeliverable],
    jobWarnings: [MediaWarning], timings: [String: Double], includesCourse: Bool
  ) {
    precondition(!finished.isEmpty, "a run has a deliverable")
    var warnings: [MediaWarning] = []
    for warning in survey.warnings + jobWarnings + finished.flatMap(\.warnings)
    where !warnings.contains(warning) {
      warnings.append(warning)
    }
    self.init(
      input: input, plan: PlanReport(finished[0].plan),
      deliverables: finished.map(DeliverableReport.init), warnings: warnings.map(\.rawValue),
      timings: timings, environment: Self.environment(finished))
    guard includesCourse else { return }
    self.input.course = LoudnessCourse(survey.input)
    for index in finished.indices {
      deliverables[index].course = LoudnessCourse(finished[index].verified)
    }
  }

  /// What the bytes depend on besides input and settings; the second MP3 is `mp3.2`.
  private static func environment(_ finished: [FinishedDeliverable]) -> [String: String] {
    var stamp = [
      "libraries": unsafe String(cString: fs_versions()),
      "processorFlags": "0x" + String(UInt32(bitPattern: fs_processor_flags()), radix: 16),
    ]
    var counts: [DeliverableFormat: Int] = [:]
    for deliverable in finished {
      let settings = deliverable.settings
      counts[settings.format, default: 0] += 1
      let count = counts[settings.format] ?? 1
      let name = settings.format.rawValue + (count > 1 ? ".\(count)" : "")
      stamp["encoder.\(name)"] =
        "\(settings.format.encoderName), \(settings.rateText), \(settings.sampleRate) Hz, "
        + "\(settings.channels) channels, all else as lavcodec's defaults"
      stamp["rounds.\(name)"] = String(deliverable.rounds)
      if !deliverable.seams.isEmpty {
        stamp["seams.\(name)"] = String(deliverable.seams.count)
      }
    }
    return stamp
  }
}

extension MediaWriter.Settings {
  /// The bit rate and how it is kept.
  fileprivate var rateText: String {
    switch rateControl {
    case .constant: "\(bitRate) b/s"
    case .average: "\(bitRate) b/s on average"
    case .quality(let scale): "quality \(scale)"
    }
  }
}

extension PlanReport {
  /// What a plan has decided.
  init(_ plan: DeliverablePlan) {
    self.init(
      targetLUFS: plan.target.levelDB,
      ceilingDBTP: plan.target.ceilingDBTP, gainDB: plan.gainDB, limiter: LimiterReport(plan))
    if plan.target.measure == .rms { targetMeasure = LevelTarget.Measure.rms.rawValue }
  }
}

extension LimiterReport {
  /// What the limiter of a plan does.
  init(_ plan: DeliverablePlan) {
    let log = plan.curve.log
    let events = log.events.map {
      LimiterEvent(
        startSeconds: $0.startSeconds, endSeconds: $0.endSeconds, maxReductionDB: $0.maxReductionDB)
    }
    self.init(active: !events.isEmpty, maxReductionDB: log.maxReductionDB, events: events)
  }
}

extension DeliverableReport {
  /// The facts and the proof of a deliverable.
  init(_ finished: FinishedDeliverable) {
    let seconds = finished.verified.durationSeconds
    let rate = seconds > 0 ? Int((Double(finished.bytes) * 8 / seconds).rounded()) : 0
    // Only a constant rate is what was asked for; of the others the average is the truth.
    let isConstant =
      finished.settings.format == .mp3 && finished.settings.rateControl == .constant
    self.init(
      path: finished.path, format: finished.settings.format.rawValue, bytes: finished.bytes,
      bitRate: isConstant ? finished.settings.bitRate : rate,
      durationSeconds: seconds, sha256: finished.sha256,
      verified: Verified(
        integratedLUFS: finished.verified.integratedLUFS,
        truePeakDBTP: finished.verified.truePeakDBTP))
    verified.rmsDB = finished.verified.rmsDB
    decisions = finished.plan.decisions
    matrix = finished.plan.encoding.matrix.map { $0.map { $0.map(Double.init) } }
    limiter = LimiterReport(finished.plan)
  }
}
