extension DeliverablePlan {
  /// The same gain under another ceiling.
  ///
  /// A correction of a few peaks must not change the gain of the whole: what it does not touch need
  /// not be rendered again.
  ///
  /// - Parameters:
  ///   - ceiling: the ceiling before the encoder.
  ///   - gainDB: the gain, dB.
  ///   - isLowered: whether the gain gives way because the ceiling cannot be kept otherwise.
  ///   - programme: what was measured.
  /// - Returns: the plan, with what it now leads to.
  func revised(
    ceiling: CeilingCurve, gainDB: Double, isLowered: Bool = false, _ programme: Programme
  ) -> DeliverablePlan {
    let curve = LimiterCurve(programme.peaks, gainDB: gainDB, ceiling: ceiling)
    var allowance = allowance
    allowance.marginDB = target.ceilingDBTP - ceiling.baseDBTP
    allowance.corrections = ceiling.isFlat ? nil : ceiling
    let outcome = programme.steps.outcome(of: curve)
    var limit = limit
    if isLowered, let reached = outcome.levelDB {
      limit = .ceiling(
        wantedDB: target.levelDB + allowance.lossDB, reachedDB: reached,
        meanReductionDB: outcome.meanReductionDB)
    }
    return DeliverablePlan(
      programme, target: target, encoding: encoding, allowance: allowance,
      solution: GainSolver.Solution(
        curve: curve, outcome: outcome, limit: limit,
        trials: solution.trials))
  }
}
