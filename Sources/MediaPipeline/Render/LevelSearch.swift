/// Finds the level of one deliverable: plans, looks at what came of it, and corrects.
///
/// Where the decoded deliverable is over its ceiling, the limiter's ceiling is lowered around those
/// places, and a little everywhere where all is encoded anew; where its level is off, the encoder's
/// loss is known better and the gain is solved anew. After ``corrections`` rounds the gain goes down instead, and the plan says what binds.
struct LevelSearch {
  /// The plan of the coming render, or of the last one when no other is wanted.
  private(set) var plan: DeliverablePlan
  private let programme: DeliverablePlan.Programme
  /// Renders made and judged.
  private(set) var round = 0

  /// How far the level may end off the target before another render is worth it, dB; DESIGN §8
  /// allows 0.1.
  static let toleranceDB = 0.08
  /// Rounds of corrections around what was too high (DESIGN §5).
  static let corrections = 3
  /// Rounds in all.
  static let rounds = 6
  /// Taken off beyond the measured excess, dB: the next encode is a little different.
  ///
  /// What is still over after a correction is stubborn, and loses twice as much more each time.
  /// Less where that encodes some seconds around each place; an hour of encoding is waited for.
  private static func extraMarginDB(isPatched: Bool) -> Double { isPatched ? 0.3 : 0.5 }
  /// Taken off everywhere, dB, with each correction that encodes everything again: it comes out another
  /// little too high in other places (0.15 dB at 16 of them, measured with AAC).
  private static let baseMarginDB = 0.3
  /// The most an encoder is believed to take from the level, dB: what is missing beyond that is the
  /// limiter's doing, and more gain would not bring it back.
  static let largestLossDB = 3.0

  /// Starts with a plan for what was measured.
  ///
  /// - Parameters:
  ///   - plan: the first.
  ///   - programme: what was measured.
  init(_ plan: DeliverablePlan, programme: DeliverablePlan.Programme) {
    self.plan = plan
    self.programme = programme
  }

  /// How far the level is below the target, dB; 0 in silence.
  func missingDB(_ reading: LoudnessReading) -> Double {
    let level = plan.target.measure == .rms ? reading.rmsDB : reading.levelLUFS
    return level.map { plan.target.levelDB - $0 } ?? 0
  }

  /// How far the true peak is above the ceiling, dB; at most 0 when it is kept.
  func excessDB(_ reading: LoudnessReading) -> Double {
    (reading.truePeakDBTP ?? -.infinity) - plan.target.ceilingDBTP
  }

  /// Judges a render and plans the next one.
  ///
  /// - Parameters:
  ///   - proof: the decoded deliverable, measured.
  ///   - isPatched: whether the next render encodes only some seconds around each place.
  /// - Returns: `false` when it is good, or nothing better can be done.
  mutating func revise(after proof: Proof, isPatched: Bool) -> Bool {
    round += 1
    let excess = excessDB(proof.reading)
    let missing = missingDB(proof.reading)
    let isSilent = plan.solution.outcome.levelDB == nil
    let isOff = plan.limit == nil && !isSilent && abs(missing) > Self.toleranceDB
    guard round < Self.rounds, excess > 0 || isOff else { return false }
    let ceiling = plan.curve.ceiling
    guard round <= Self.corrections else {
      guard excess > 0 else { return false }
      let lower = excess + Self.extraMarginDB(isPatched: isPatched)
      plan = plan.revised(
        ceiling: ceiling.rebased(to: ceiling.baseDBTP - lower), gainDB: plan.gainDB - lower,
        isLowered: true, programme)
      return true
    }
    let extra = Self.extraMarginDB(isPatched: isPatched) * Double(1 << (round - 1))
    let corrected =
      excess > 0
      ? ceiling.lowered(by: proof.overs, extraDB: extra)
        .rebased(to: ceiling.baseDBTP - (isPatched ? 0 : Self.baseMarginDB))
      : ceiling
    guard isOff else {
      plan = plan.revised(ceiling: corrected, gainDB: plan.gainDB, programme)
      return true
    }
    var allowance = plan.allowance
    allowance.lossDB = max(
      -Self.largestLossDB, min(allowance.lossDB + missing, Self.largestLossDB))
    allowance.corrections = corrected.isFlat ? nil : corrected
    plan = DeliverablePlan(
      programme, target: plan.target, encoding: plan.encoding, allowance: allowance)
    return true
  }
}
