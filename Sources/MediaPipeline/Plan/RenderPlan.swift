/// What a render does to the programme: one gain, and a limiter's ceiling.
///
/// Pure values: a plan follows from what was measured, and the next plan from the last one and
/// what came of it.
public struct RenderPlan: Sendable, Hashable {
  /// How far the measured loudness may be off before another round is worth it, LU.
  static let toleranceLU = 0.05
  /// How far a rehearsal may be off; closer than a round, for the codec adds its own.
  static let rehearsalToleranceLU = 0.02
  /// Taken off the limiter's ceiling beyond the measured overshoot, dB: the next encode is a
  /// little different.
  static let extraMarginDB = 0.05
  /// Rounds that try to reach loudness and ceiling; later ones only go down.
  static let searchRounds = 4
  /// Rounds in all.
  static let maximumRounds = 6
  /// Rehearsals before the first round.
  static let maximumRehearsals = 10
  /// The largest change of the gain at once, dB.
  static let maximumStepDB = 6.0
  /// How much louder than its plain gain a programme may be pushed into the limiter, dB; beyond
  /// that the ceiling binds and the report says so.
  static let maximumPushDB = 15.0

  /// What is to be reached.
  public let target: LoudnessTarget
  /// The gain, dB.
  public let gainDB: Double
  /// The limiter's ceiling before the encoder, dBTP; at most the target's.
  public let limiterCeilingDBTP: Double
  /// Rounds made before this plan.
  public let round: Int
  private let rehearsals: Int
  /// What another gain gave, for the slope.
  private let previous: Point?
  private let plainGainDB: Double

  /// A gain and the loudness it gave.
  private struct Point: Sendable, Hashable {
    let gainDB: Double
    let loudnessLUFS: Double
  }

  /// Plans from the measured programme.
  ///
  /// Silence gets no gain. A programme too short for a gated figure goes by its ungated loudness.
  ///
  /// - Parameters:
  ///   - reading: the programme in the deliverable's channels.
  ///   - target: what is to be reached.
  public init(reading: LoudnessReading, target: LoudnessTarget) {
    let gain = Self.level(reading).map { target.loudnessLUFS - $0 } ?? 0
    self.init(
      target: target, gainDB: gain, limiterCeilingDBTP: target.ceilingDBTP, round: 0,
      rehearsals: 0, previous: nil, plainGainDB: gain)
  }

  private init(
    target: LoudnessTarget, gainDB: Double, limiterCeilingDBTP: Double, round: Int,
    rehearsals: Int, previous: Point?, plainGainDB: Double
  ) {
    self.target = target
    self.gainDB = gainDB
    self.limiterCeilingDBTP = limiterCeilingDBTP
    self.round = round
    self.rehearsals = rehearsals
    self.previous = previous
    self.plainGainDB = plainGainDB
  }

  /// Whether the limiter will take loudness away, so that the gain must be found by trial.
  ///
  /// - Parameter programme: the programme as measured before.
  /// - Returns: true when the gain lifts its peak over the limiter's ceiling.
  func needsRehearsal(_ programme: LoudnessReading) -> Bool {
    guard let peak = programme.truePeakDBTP, Self.level(programme) != nil else { return false }
    return peak + gainDB > limiterCeilingDBTP - TruePeakLimiter.marginDB
  }

  /// Corrects the gain by what the limiter left of it, before anything is encoded.
  ///
  /// - Parameter heard: the limited programme, measured.
  /// - Returns: nil when it is close enough or nothing better can be done.
  func next(afterRehearsal heard: LoudnessReading) -> RenderPlan? {
    guard rehearsals < Self.maximumRehearsals, let loudness = Self.level(heard),
      abs(target.loudnessLUFS - loudness) > Self.rehearsalToleranceLU
    else { return nil }
    let gain = gain(reaching: target.loudnessLUFS, from: loudness)
    guard gain != gainDB else { return nil }
    return RenderPlan(
      target: target, gainDB: gain, limiterCeilingDBTP: limiterCeilingDBTP, round: round,
      rehearsals: rehearsals + 1, previous: Point(gainDB: gainDB, loudnessLUFS: loudness),
      plainGainDB: plainGainDB)
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
    guard round + 1 < Self.maximumRounds, let loudness = Self.level(verified) else { return nil }
    let over = (verified.truePeakDBTP ?? -.infinity) - target.ceilingDBTP
    let missing = target.loudnessLUFS - loudness
    let isSearching = round + 1 < Self.searchRounds
    let better = gain(reaching: target.loudnessLUFS, from: loudness)
    let isWorthIt = isSearching && abs(missing) > Self.toleranceLU && better != gainDB
    guard over > 0 || isWorthIt else { return nil }
    // A late round no longer pushes: where the ceiling binds, loudness gives way.
    return RenderPlan(
      target: target,
      gainDB: isSearching ? better : gainDB + min(0, missing) - max(0, over),
      limiterCeilingDBTP: over > 0
        ? limiterCeilingDBTP - over - Self.extraMarginDB : limiterCeilingDBTP,
      round: round + 1, rehearsals: rehearsals,
      previous: Point(gainDB: gainDB, loudnessLUFS: loudness), plainGainDB: plainGainDB)
  }

  /// The gain that should give a loudness, by the secant through the last two trials.
  ///
  /// The limiter lets through between nearly nothing and all of a change, never more; a slope
  /// outside that is measuring noise.
  private func gain(reaching wanted: Double, from loudness: Double) -> Double {
    var slope = 1.0
    if let previous, abs(previous.gainDB - gainDB) > 1e-3 {
      slope = (loudness - previous.loudnessLUFS) / (gainDB - previous.gainDB)
    }
    let step = (wanted - loudness) / min(1, max(0.1, slope))
    let bounded = min(Self.maximumStepDB, max(-Self.maximumStepDB, step))
    return min(gainDB + bounded, plainGainDB + Self.maximumPushDB)
  }

  private static func level(_ reading: LoudnessReading) -> Double? {
    reading.integratedLUFS ?? reading.ungatedLUFS
  }
}
