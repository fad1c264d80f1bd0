/// What a render does to the programme: one gain, and a limiter's ceiling.
///
/// Pure values: a plan follows from what was measured, and the next plan from the last one and
/// what came of it.
public struct RenderPlan: Sendable, Hashable {
  /// How far the measured loudness may be off before another round is worth it, LU.
  static let toleranceLU = 0.05
  /// Taken off the limiter's ceiling beyond the measured overshoot, dB: the next encode is a
  /// little different.
  static let extraMarginDB = 0.05
  /// Rounds that try to reach loudness and ceiling; later ones only go down.
  static let searchRounds = 4
  /// Rounds in all.
  static let maximumRounds = 6

  /// What is to be reached.
  public let target: LoudnessTarget
  /// The gain, dB.
  public let gainDB: Double
  /// The limiter's ceiling before the encoder, dBTP; at most the target's.
  public let limiterCeilingDBTP: Double
  /// Rounds made before this plan.
  public let round: Int

  /// Plans from the measured programme.
  ///
  /// Silence, digital or only below the gate, gets no gain.
  ///
  /// - Parameters:
  ///   - reading: the programme in the deliverable's channels.
  ///   - target: what is to be reached.
  public init(reading: LoudnessReading, target: LoudnessTarget) {
    let loudness = reading.audibleLUFS
    self.init(
      target: target, gainDB: loudness.map { target.loudnessLUFS - $0 } ?? 0,
      limiterCeilingDBTP: target.ceilingDBTP, round: 0)
  }

  private init(
    target: LoudnessTarget, gainDB: Double, limiterCeilingDBTP: Double, round: Int
  ) {
    self.target = target
    self.gainDB = gainDB
    self.limiterCeilingDBTP = limiterCeilingDBTP
    self.round = round
  }

  /// The same plan with another gain, for a caller that has tried it without the encoder.
  ///
  /// - Parameter change: added to the gain, dB.
  /// - Returns: the plan, in the same round.
  func gained(by change: Double) -> RenderPlan {
    RenderPlan(
      target: target, gainDB: gainDB + change, limiterCeilingDBTP: limiterCeilingDBTP, round: round)
  }

  /// Judges what came of this plan.
  ///
  /// - Parameter verified: the decoded deliverable, measured.
  /// - Returns: nil when it is good or nothing better can be done, else the plan to try next.
  public func next(after verified: LoudnessReading) -> RenderPlan? {
    guard round + 1 < Self.maximumRounds,
      let loudness = verified.audibleLUFS
    else { return nil }
    let over = (verified.truePeakDBTP ?? -.infinity) - target.ceilingDBTP
    let missing = target.loudnessLUFS - loudness
    let isSearching = round + 1 < Self.searchRounds
    guard over > 0 || (isSearching && abs(missing) > Self.toleranceLU) else { return nil }
    let lowered = over > 0 ? limiterCeilingDBTP - over - Self.extraMarginDB : limiterCeilingDBTP
    // A late round no longer pushes: where the ceiling binds, loudness gives way.
    let change = isSearching ? missing : min(0, missing) - max(0, over)
    return RenderPlan(
      target: target, gainDB: gainDB + change, limiterCeilingDBTP: lowered, round: round + 1)
  }
}
