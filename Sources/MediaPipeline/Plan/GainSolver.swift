/// Finds the gain with which a programme has the level wanted after the limiter.
///
/// Pure arithmetic on what was measured once: each trial computes a ``LimiterCurve`` and reads the
/// level after it. Without a limiter the level follows the gain decibel for decibel; with one it
/// follows less and less.
struct GainSolver: Sendable {
  /// How close to the level wanted ends the search, dB.
  static let solvedDB = 0.005
  /// Trials at most.
  static let maximumTrials = 24
  /// A bracket this narrow holds no better gain, dB: the level jumps where a gating block drops
  /// out, or the limit is found.
  private static let narrowDB = 0.002
  /// What the limiter may take on average from what is loud, dB.
  ///
  /// A decibel or two cannot be heard on speech; at six, half of the amplitude of everything loud
  /// is gone and the sound is a wall. From there on the lower level is the lesser evil, and is said.
  static let largestMeanReductionDB = 6.0

  /// What was found.
  struct Solution: Sendable {
    /// Gain and limiter.
    let curve: LimiterCurve
    /// The level predicted before the encoder, and what the limiter takes.
    let outcome: LevelSteps.Outcome
    /// What keeps the level below the one wanted; `nil` when it is met.
    let limit: PlanLimit?
    /// How many trials it took.
    let trials: Int

    /// The linear gain, dB.
    var gainDB: Double { curve.gainDB }
  }

  /// A gain tried, and what came of it.
  private struct Trial {
    let curve: LimiterCurve
    let outcome: LevelSteps.Outcome
    /// How far below the level wanted, dB; negative above.
    let missingDB: Double

    /// Whether the limiter takes more than it may.
    var exceedsReduction: Bool { outcome.meanReductionDB > GainSolver.largestMeanReductionDB }
    /// Whether the gain sought is smaller.
    var isTooMuch: Bool { missingDB < 0 || exceedsReduction }
  }

  /// The programme's peaks.
  let outline: PeakOutline
  /// The programme's energies, at the same rate.
  let steps: LevelSteps

  /// Finds the gain.
  ///
  /// - Parameters:
  ///   - wanted: the level to have before the encoder, LUFS or dB: the target's, and what the
  ///     encoder takes.
  ///   - ceiling: the ceiling before the encoder.
  /// - Returns: a level within ``solvedDB``, or the nearest where a gating block drops out, or the
  ///   most there is under a limit. Silence gets no gain.
  /// - Complexity: O(seconds + reduced groups) a trial, at most ``maximumTrials`` trials.
  func solve(levelDB wanted: Double, ceiling: CeilingCurve) -> Solution {
    guard let present = steps.level else { return silence(ceiling) }
    var gain = linearGain(wanted, present)
    var (low, high): (Trial?, Trial?)
    var trials = 0
    while trials < Self.maximumTrials {
      guard let tried = trial(gain, wanted, ceiling) else { break }
      trials += 1
      if tried.isTooMuch { high = tried } else { low = tried }
      if abs(tried.missingDB) <= Self.solvedDB && !tried.exceedsReduction {
        return Solution(curve: tried.curve, outcome: tried.outcome, limit: nil, trials: trials)
      }
      guard let next = Self.next(low, high) else { break }
      gain = next
    }
    return best(low, high, wanted, trials) ?? silence(ceiling)
  }

  /// The gain to try next, `nil` when there is nothing between those tried.
  ///
  /// Between two trials the straight line through both, kept off the bracket's ends so that each
  /// trial shortens it by a tenth at least; where the reduction decides, the middle.
  private static func next(_ low: Trial?, _ high: Trial?) -> Double? {
    switch (low, high) {
    case (let low?, let high?):
      let width = high.curve.gainDB - low.curve.gainDB
      guard width > narrowDB else { return nil }
      let share =
        high.exceedsReduction ? 0.5 : low.missingDB / (low.missingDB - high.missingDB)
      return low.curve.gainDB + width * min(0.9, max(0.1, share))
    case (let low?, nil):
      // The level follows less than the gain: half as much again as is missing.
      return low.curve.gainDB + max(1.5 * low.missingDB, 2 * narrowDB)
    case (nil, let high?):
      return high.curve.gainDB + min(1.5 * high.missingDB, -0.5)
    case (nil, nil):
      return nil
    }
  }
}

extension GainSolver {
  /// The better end of a bracket in which nothing is exact.
  private func best(_ low: Trial?, _ high: Trial?, _ wanted: Double, _ trials: Int) -> Solution? {
    guard let low else { return nil }
    if let high, !high.exceedsReduction {
      let nearest = low.missingDB < -high.missingDB ? low : high
      return Solution(
        curve: nearest.curve, outcome: nearest.outcome, limit: nil, trials: trials)
    }
    let limit = PlanLimit.ceiling(
      wantedDB: wanted, reachedDB: wanted - low.missingDB,
      meanReductionDB: low.outcome.meanReductionDB)
    return Solution(curve: low.curve, outcome: low.outcome, limit: limit, trials: trials)
  }

  private func silence(_ ceiling: CeilingCurve) -> Solution {
    let curve = LimiterCurve(outline, gainDB: 0, ceiling: ceiling)
    return Solution(
      curve: curve, outcome: LevelSteps.Outcome(levelDB: nil, meanReductionDB: 0), limit: nil,
      trials: 0)
  }

  /// The gain without a limiter.
  ///
  /// The level follows the gain decibel for decibel, except that quiet blocks may cross the
  /// absolute gate: corrected until it stays.
  private func linearGain(_ wanted: Double, _ present: Double) -> Double {
    var gain = wanted - present
    for _ in 0..<Self.maximumTrials {
      guard let level = steps.level(gainDB: gain), abs(level - wanted) > Self.solvedDB / 10 else {
        break
      }
      gain += wanted - level
    }
    return gain
  }

  private func trial(_ gainDB: Double, _ wanted: Double, _ ceiling: CeilingCurve) -> Trial? {
    let curve = LimiterCurve(outline, gainDB: gainDB, ceiling: ceiling)
    let outcome = steps.outcome(of: curve)
    return outcome.levelDB.map { Trial(curve: curve, outcome: outcome, missingDB: wanted - $0) }
  }
}
