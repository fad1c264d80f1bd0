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
  /// The same where the limiter's reduction decides, of which nobody hears a fiftieth of a decibel.
  private static let roughDB = 0.02
  /// How far one trial goes beyond all others, dB.
  private static let largestStepDB = 6.0
  /// What the limiter may take on average from what is audible, dB.
  ///
  /// At twelve, three quarters of the amplitude of everything loud is gone and what is left is a
  /// wall of sound: the lower level is the lesser evil, and is said.
  static let largestMeanReductionDB = 12.0
  /// From here on a person should know, dB: a decibel or two cannot be heard on speech, at six half
  /// of the amplitude of everything loud is gone.
  static let audibleMeanReductionDB = 6.0

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
  ///
  /// Its curve is not kept: 5 MB for ten hours.
  private struct Trial {
    let gainDB: Double
    let outcome: LevelSteps.Outcome
    /// How far below the level wanted, dB; negative above.
    let missingDB: Double

    /// Whether the limiter takes more than it may.
    var exceedsReduction: Bool { outcome.meanReductionDB > GainSolver.largestMeanReductionDB }
    /// Whether the gain sought is smaller.
    var isTooMuch: Bool { missingDB < 0 || exceedsReduction }
  }

  /// The programme's peaks.
  let peaks: PeakMap
  /// The programme's energies, at the same rate.
  let steps: LevelSteps
  /// Ends the search early: what was found by then comes out, and is of no use.
  var stop: StopFlag?

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
    var bracket = Bracket()
    while bracket.trials < Self.maximumTrials, stop?.isRequested != true {
      guard let tried = trial(gain, wanted, ceiling) else { break }
      bracket.add(tried)
      if abs(tried.missingDB) <= Self.solvedDB && !tried.exceedsReduction {
        return solution(tried, limit: nil, bracket.trials, ceiling)
      }
      guard let next = bracket.next else { break }
      gain = next
    }
    return best(bracket, wanted, ceiling) ?? silence(ceiling)
  }

  /// The trials that enclose the gain sought.
  private struct Bracket {
    private(set) var trials = 0
    private(set) var low: Trial?
    private(set) var high: Trial?
    private var last: Trial?
    private var beforeLast: Trial?

    mutating func add(_ trial: Trial) {
      trials += 1
      if trial.isTooMuch { high = trial } else { low = trial }
      (beforeLast, last) = (last, trial)
    }

    /// The gain to try next, `nil` when there is nothing between those tried.
    ///
    /// Where the straight line through the last two trials leads (the level bends little), unless
    /// that is outside the bracket: then its middle.
    var next: Double? {
      switch (low, high) {
      case (let low?, let high?):
        let (least, most) = (low.gainDB, high.gainDB)
        guard most - least > (high.exceedsReduction ? roughDB : narrowDB) else { return nil }
        if let line, line > least, line < most { return line }
        return (least + most) / 2
      case (let low?, nil):
        // Past what the line says, because the level bends down: the next trial is to be too much.
        let step = line.map { 1.3 * ($0 - low.gainDB) } ?? 1.5 * low.missingDB
        return low.gainDB + min(largestStepDB, max(1.5 * low.missingDB, step))
      case (nil, let high?):
        // Twice as far each time: figures swapped by mistake ask for 80 dB too much.
        let step = -0.5 * Double(1 << min(trials - 1, 6))
        return high.gainDB + min(1.5 * high.missingDB, step)
      case (nil, nil):
        return nil
      }
    }

    private var line: Double? {
      guard let last, let beforeLast, !last.exceedsReduction else { return nil }
      let slope =
        (beforeLast.missingDB - last.missingDB) / (last.gainDB - beforeLast.gainDB)
      return slope > 0 ? last.gainDB + last.missingDB / slope : .infinity
    }
  }
}

extension GainSolver {
  /// The better end of a bracket in which nothing is exact.
  private func best(
    _ bracket: Bracket, _ wanted: Double, _ ceiling: CeilingCurve
  ) -> Solution? {
    guard let low = bracket.low else {
      return bracket.high.map { high in
        solution(
          high, limit: high.exceedsReduction ? limit(high, wanted) : nil, bracket.trials, ceiling)
      }
    }
    if let high = bracket.high, !high.exceedsReduction {
      return solution(
        low.missingDB < -high.missingDB ? low : high, limit: nil, bracket.trials, ceiling)
    }
    return solution(low, limit: limit(low, wanted), bracket.trials, ceiling)
  }

  private func limit(_ trial: Trial, _ wanted: Double) -> PlanLimit {
    .ceiling(
      wantedDB: wanted, reachedDB: wanted - trial.missingDB,
      meanReductionDB: trial.outcome.meanReductionDB)
  }

  private func solution(
    _ trial: Trial, limit: PlanLimit?, _ trials: Int, _ ceiling: CeilingCurve
  ) -> Solution {
    Solution(
      curve: LimiterCurve(peaks, gainDB: trial.gainDB, ceiling: ceiling), outcome: trial.outcome,
      limit: limit, trials: trials)
  }

  private func silence(_ ceiling: CeilingCurve) -> Solution {
    let curve = LimiterCurve(peaks, gainDB: 0, ceiling: ceiling)
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
    let curve = LimiterCurve(peaks, gainDB: gainDB, ceiling: ceiling)
    let outcome = steps.outcome(of: curve)
    return outcome.levelDB.map { Trial(gainDB: gainDB, outcome: outcome, missingDB: wanted - $0) }
  }
}
