internal import MediaProtocol

/// Renders one deliverable until it measures right, within the plan's bounded rounds.
struct LevelSearch {
  let rendition: Rendition
  let scale: ProgressScale
  /// The stretch of the whole run that this deliverable takes.
  let range: ClosedRange<Double>

  /// How far the loudness may end off the target before the report says what binds, LU.
  private static let reportedLU = 0.2

  /// Renders, verifies and corrects.
  func run(
    _ programme: LoudnessReading, _ target: LoudnessTarget, _ watch: inout Stopwatch
  ) throws(MediaError) -> FinishedDeliverable {
    var level = programme
    // What lies below the gate is silence, however loud it is without one.
    if programme.isSilent { level.ungatedLUFS = nil }
    var plan = RenderPlan(reading: level, target: target)
    if plan.needsRehearsal(level) {
      plan = try watch.time("rehearsing") { () throws(MediaError) in try rehearse(plan) }
    }
    while true {
      let stretch = stretch(ofRound: plan.round)
      let middle = (stretch.lowerBound + stretch.upperBound * 2) / 3
      let written = try watch.time("rendering") { () throws(MediaError) in
        try rendition.write(plan) { scale.say(.rendering, $0, of: stretch.lowerBound...middle) }
      }
      var verified = try watch.time("verifying") { () throws(MediaError) in
        try rendition.verify(written) { scale.say(.verifying, $0, of: middle...stretch.upperBound) }
      }
      if programme.isSilent { verified.ungatedLUFS = nil }
      if let better = plan.next(after: verified) {
        plan = better
        continue
      }
      scale.say(.verifying, 1, of: range)
      return try finish(plan, written, verified)
    }
  }

  /// Finds the gain that meets the target after limiting, without encoding.
  private func rehearse(_ first: RenderPlan) throws(MediaError) -> RenderPlan {
    var plan = first
    while let better = plan.next(afterRehearsal: try rendition.rehearse(plan)) { plan = better }
    return plan
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
