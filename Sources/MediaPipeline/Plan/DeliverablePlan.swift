internal import MediaProtocol

/// What a render does to a programme to make one deliverable, and why.
///
/// A pure value that follows from what was measured and what is wanted: it can be printed before
/// anything is rendered, and after a verification the next plan follows from it and from what came
/// out of the encoder.
struct DeliverablePlan: Sendable {
  /// What was measured once.
  struct Programme: Sendable {
    /// The peaks in the deliverable's channels.
    let peaks: PeakMap
    /// The energies of the target's measure, at the peaks' rate.
    let steps: LevelSteps
    /// The energies from which the noise floor is read: plain squares; `nil` where the target does
    /// not ask.
    let squares: LevelSteps?
    /// Ends the planning of a programme that nobody wants any more.
    let stop: StopFlag?

    /// Gathers what was measured.
    init(
      peaks: PeakMap, steps: LevelSteps, squares: LevelSteps? = nil, stop: StopFlag? = nil
    ) {
      self.peaks = peaks
      self.steps = steps
      self.squares = squares
      self.stop = stop
    }

    /// The same without the peaks that neither some plans nor corrections of them ask for.
    ///
    /// A correction that lowers a ceiling by more than ``headroomDB`` limits more than it must, never
    /// less; what it predicts of the level differs by what a release takes from blocks beside.
    func thinned(for plans: [DeliverablePlan]) -> Programme {
      let lowest = plans.map(\.curve.lowestReduced).min() ?? 0
      let floor = lowest * Float(Decibels.amplitude(decibels: -Self.headroomDB))
      return Programme(
        peaks: peaks.keeping(above: floor), steps: steps, squares: squares, stop: stop)
    }

    /// What corrections take off the ceiling, or add to the gain, is mostly below a decibel.
    private static let headroomDB = 3.0
  }

  /// What is allowed for before the encoder.
  struct CodecAllowance: Sendable, Hashable {
    /// Taken off the ceiling everywhere, dB: what this kind of encode is known to overshoot.
    var marginDB = 0.0
    /// What the encoder takes from the level, dB; negative where it adds.
    var lossDB = 0.0
    /// Lower stretches of the ceiling, from earlier rounds; nil before the first.
    var corrections: CeilingCurve?
  }

  /// What is to be reached on the decoded deliverable.
  let target: LevelTarget
  /// The form of the deliverable.
  let encoding: EncodingChoice
  /// What is allowed for.
  let allowance: CodecAllowance
  /// Gain and limiter.
  let solution: GainSolver.Solution
  /// Everything decided, in the order in which a person would explain it.
  let decisions: [PlanDecision]

  /// Gain and limiter, for the renderer.
  var curve: LimiterCurve { solution.curve }
  /// The linear gain, dB.
  var gainDB: Double { solution.gainDB }
  /// What keeps the level below the target; `nil` when it is met.
  var limit: PlanLimit? { solution.limit }

  /// What of the decisions a person should be told without asking.
  var warnings: [MediaWarning] {
    let told: [PlanDecision.Code: MediaWarning] = [
      .heavilyLimited: .heavilyLimited, .noiseFloorTooHigh: .noiseFloorTooHigh,
      .ceilingBinds: .ceilingBinds,
    ]
    var found = decisions.compactMap { told[$0.code] }
    let isMixed = decisions.contains { $0.code == .mixedToMono }
    if isMixed { found.append(.mixedToMono) }
    return found
  }

  /// Plans.
  ///
  /// - Parameters:
  ///   - programme: what was measured.
  ///   - target: what is to be reached.
  ///   - encoding: the form of the deliverable.
  ///   - allowance: what the encoder is known to add and take.
  /// - Complexity: that of ``GainSolver/solve(levelDB:ceiling:)``.
  init(
    _ programme: Programme, target: LevelTarget, encoding: EncodingChoice,
    allowance: CodecAllowance = CodecAllowance()
  ) {
    let base = target.ceilingDBTP - allowance.marginDB
    let ceiling =
      allowance.corrections?.rebased(to: base) ?? CeilingCurve(baseDBTP: base)
    let solver = GainSolver(
      peaks: programme.peaks, steps: programme.steps, stop: programme.stop)
    self.init(
      programme, target: target, encoding: encoding, allowance: allowance,
      solution: solver.solve(levelDB: target.levelDB + allowance.lossDB, ceiling: ceiling))
  }

  /// Explains gain and limiter that are already found.
  init(
    _ programme: Programme, target: LevelTarget, encoding: EncodingChoice,
    allowance: CodecAllowance, solution: GainSolver.Solution
  ) {
    self.target = target
    self.encoding = encoding
    self.allowance = allowance
    self.solution = solution
    decisions =
      encoding.decisions + Self.allowances(allowance, target.ceilingDBTP - allowance.marginDB)
      + Self.level(solution, programme.steps)
      + Self.noise(programme.squares, target, gainDB: solution.gainDB)
  }

  /// The same plan over a map without peaks that it does not ask for.
  func over(_ programme: Programme) -> DeliverablePlan {
    let curve = LimiterCurve(programme.peaks, gainDB: gainDB, ceiling: curve.ceiling)
    return DeliverablePlan(
      programme, target: target, encoding: encoding, allowance: allowance,
      solution: GainSolver.Solution(
        curve: curve, outcome: solution.outcome, limit: solution.limit, trials: solution.trials))
  }

  private static func allowances(_ allowance: CodecAllowance, _ base: Double) -> [PlanDecision] {
    var decisions: [PlanDecision] = []
    if allowance.marginDB != 0 {
      decisions.append(
        PlanDecision(.codecMargin, ["marginDB": allowance.marginDB, "ceilingDBTP": base]))
    }
    if allowance.lossDB != 0 {
      decisions.append(PlanDecision(.codecLoss, ["codecLossDB": allowance.lossDB]))
    }
    return decisions
  }

  private static func level(
    _ solution: GainSolver.Solution, _ steps: LevelSteps
  ) -> [PlanDecision] {
    guard let present = steps.level else {
      return [PlanDecision(.silence, ["silenceDB": LevelSteps.silenceDB])]
    }
    var decisions: [PlanDecision] = []
    if steps.measure == .loudness && steps.isShorterThanBlock {
      decisions.append(PlanDecision(.ungated, ["levelDB": present]))
    }
    var figures = ["gainDB": solution.gainDB]
    figures["levelDB"] = solution.outcome.levelDB
    if solution.curve.isActive {
      let log = solution.curve.log
      figures["maxReductionDB"] = log.maxReductionDB
      figures["meanReductionDB"] = solution.outcome.meanReductionDB
      figures["reducedSeconds"] = log.events.reduce(0) { $0 + $1.endSeconds - $1.startSeconds }
      figures["events"] = Double(log.events.count)
      decisions.append(PlanDecision(.limited, figures))
      let reduction = solution.outcome.meanReductionDB
      if reduction > GainSolver.audibleMeanReductionDB {
        decisions.append(PlanDecision(.heavilyLimited, ["meanReductionDB": reduction]))
      }
    } else {
      decisions.append(PlanDecision(.linearGain, figures))
    }
    if case .ceiling(let wanted, let reached, let reduction) = solution.limit {
      decisions.append(
        PlanDecision(
          .ceilingBinds,
          ["wantedDB": wanted, "reachedDB": reached, "meanReductionDB": reduction]))
    }
    return decisions
  }

  private static func noise(
    _ squares: LevelSteps?, _ target: LevelTarget, gainDB: Double
  ) -> [PlanDecision] {
    guard let largest = target.noiseFloorDB, let floor = squares?.noiseFloorDB,
      floor + gainDB > largest
    else { return [] }
    return [
      PlanDecision(
        .noiseFloorTooHigh, ["noiseFloorDB": floor + gainDB, "largestNoiseFloorDB": largest])
    ]
  }
}
