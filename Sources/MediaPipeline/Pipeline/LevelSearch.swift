internal import MediaProtocol

/// Renders one deliverable until it measures right, within the plan's bounded rounds.
struct LevelSearch {
  let rendition: Rendition
  let scale: ProgressScale
  /// The stretch of the whole run that this deliverable takes.
  let range: ClosedRange<Double>

  /// How far the loudness may end off the target before the report says what binds, LU.
  private static let reportedLU = 0.2
  /// Runs without the encoder at most, and how close to the target ends them, LU.
  private static let trials = 4
  private static let solvedLU = 0.02

  /// Renders, verifies and corrects.
  func run(
    _ programme: LoudnessReading, _ target: LoudnessTarget, _ watch: inout Stopwatch
  ) throws(MediaError) -> FinishedDeliverable {
    var level = programme
    // What lies below the gate is silence, however loud it is without one.
    if programme.isSilent { level.ungatedLUFS = nil }
    var plan = RenderPlan(reading: level, target: target)
    // What the encoder takes from the loudness, LU; known after the first round.
    var codecLossLU = 0.0
    while true {
      let rehearsal = try watch.time("solving") { () throws(MediaError) in
        try solve(plan, programme, codecLossLU: codecLossLU)
      }
      plan = rehearsal.plan
      let stretch = stretch(ofRound: plan.round)
      let middle = (stretch.lowerBound + stretch.upperBound * 2) / 3
      let written = try watch.time("rendering") { () throws(MediaError) in
        try rendition.write(plan) { scale.say(.rendering, $0, of: stretch.lowerBound...middle) }
      }
      var verified = try watch.time("verifying") { () throws(MediaError) in
        try rendition.verify(written) { scale.say(.verifying, $0, of: middle...stretch.upperBound) }
      }
      if programme.isSilent { verified.ungatedLUFS = nil }
      if let given = rehearsal.loudnessLUFS, let got = verified.integratedLUFS {
        codecLossLU = given - got
      }
      if let better = plan.next(after: verified) {
        plan = better
        continue
      }
      scale.say(.verifying, 1, of: range)
      return try finish(plan, written, verified)
    }
  }

  /// Corrects the gain for what the limiter takes from the loudness.
  ///
  /// Found by running gain and limiter without the encoder, which costs eight times more. Late
  /// rounds, in which loudness gives way to the ceiling, are left as they are.
  private func solve(
    _ first: RenderPlan, _ programme: LoudnessReading, codecLossLU: Double
  ) throws(MediaError) -> (plan: RenderPlan, loudnessLUFS: Double?) {
    var plan = first
    var reached: Double?
    guard let peak = programme.truePeakDBTP, first.round < RenderPlan.searchRounds else {
      return (plan, nil)
    }
    for _ in 0..<Self.trials where peak + plan.gainDB > plan.limiterCeilingDBTP {
      reached = try rendition.rehearse(plan).integratedLUFS
      guard let loudness = reached else { break }
      let missing = plan.target.loudnessLUFS + codecLossLU - loudness
      if abs(missing) <= Self.solvedLU { break }
      plan = plan.gained(by: missing)
      reached = loudness + missing
    }
    return (plan, reached)
  }

  /// Half of what is left of the range for each round, since nobody knows how many there will be.
  private func stretch(ofRound round: Int) -> ClosedRange<Double> {
    let width = range.upperBound - range.lowerBound
    var left = width
    for _ in 0..<round { left /= 2 }
    let start = range.upperBound - left
    return start...start + left / 2
  }

  private func finish(
    _ plan: RenderPlan, _ written: Rendition.Written, _ verified: LoudnessReading
  ) throws(MediaError) -> FinishedDeliverable {
    let path = rendition.file.path
    if let peak = verified.truePeakDBTP, peak > plan.target.ceilingDBTP {
      throw MediaError(
        .targetUnreachable, subject: path,
        detail: "\(peak) dBTP after \(plan.round + 1) rounds, ceiling \(plan.target.ceilingDBTP)")
    }
    let misses =
      verified.levelLUFS.map { abs($0 - plan.target.loudnessLUFS) > Self.reportedLU } ?? false
    return FinishedDeliverable(
      path: path, settings: rendition.settings, plan: plan, log: written.log, verified: verified,
      bytes: try rendition.file.size(),
      sha256: try FileDigest.sha256(descriptor: rendition.file.descriptor),
      warnings: misses ? [.ceilingBinds] : [])
  }
}
