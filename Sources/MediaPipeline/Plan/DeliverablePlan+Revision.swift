extension DeliverablePlan {
  /// The same gain under another ceiling.
  ///
  /// A correction of a few peaks must not change the gain of the whole: what it does not touch need
  /// not be rendered again.
  ///
  /// - Parameters:
  ///   - ceiling: the ceiling before the encoder.
  ///   - gainDB: the gain, dB.
  ///   - programme: what was measured.
  /// - Returns: the plan, with what it now leads to.
  func revised(
    ceiling: CeilingCurve, gainDB: Double, _ programme: Programme
  ) -> DeliverablePlan {
    let curve = LimiterCurve(programme.outline, gainDB: gainDB, ceiling: ceiling)
    var allowance = allowance
    allowance.marginDB = target.ceilingDBTP - ceiling.baseDBTP
    allowance.corrections = ceiling.isFlat ? nil : ceiling
    return DeliverablePlan(
      programme, target: target, encoding: encoding, allowance: allowance,
      solution: GainSolver.Solution(
        curve: curve, outcome: programme.steps.outcome(of: curve), limit: limit,
        trials: solution.trials))
  }
}
