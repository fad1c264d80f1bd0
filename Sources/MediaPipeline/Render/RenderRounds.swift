internal import Synchronization

/// Renders deliverables until every one is right, or as right as it can be.
///
/// A round is one pass that they share. What comes out is then decoded again, and where a correction
/// encodes places only, corrected: each deliverable by itself and several at once, because one decoder
/// keeps no more than one thread busy. What has to be encoded again as a whole waits for the next round.
struct RenderRounds: Sendable {
  let pass: RenderPass
  /// Threads that may work.
  let threads: Int

  /// What of the work the rounds take that are wanted anyway, about: others are rare.
  private static let plannedShare = 0.95
  /// What any other round takes of the rest: nobody knows how many there will be.
  private static let nextShare = 0.5
  /// What of a round its pass takes, about.
  private static let passShare = 0.9
  /// Deliverables at most that are decoded and corrected at once: each holds some meter chunks, or the
  /// segments of its correction.
  private static let mostAtOnce = 4

  /// Renders.
  ///
  /// - Parameters:
  ///   - deliverables: planned, and pending as long as another render is wanted.
  ///   - watch: is told the times of passes and of what follows them.
  ///   - progress: receives 0…1 from any thread; a figure may come behind a higher one.
  /// - Throws: a failure.
  func run(
    _ deliverables: [Deliverable], _ watch: inout Stopwatch,
    progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) {
    let planned = max(1, Set(deliverables.compactMap(\.grid)).count)
    var (start, round) = (0.0, 0)
    while true {
      let shared = Self.next(of: deliverables.filter(\.isPending))
      guard !shared.isEmpty else { return }
      let first = start
      let length =
        round < planned
        ? Self.plannedShare / Double(planned) : (1 - start) * Self.nextShare
      let lanes = try watch.time("rendering") { () throws(MediaError) in
        try render(shared) { progress(first + $0 * length * Self.passShare) }
      }
      try watch.time("verifying") { () throws(MediaError) in
        try settle(Array(zip(shared, lanes))) {
          progress(first + length * (Self.passShare + $0 * (1 - Self.passShare)))
        }
      }
      (start, round) = (first + length, round + 1)
    }
  }

  /// What the coming pass renders: those with the same cuts of their own, and all that follow any.
  private static func next(of waiting: [Deliverable]) -> [Deliverable] {
    let cuts = waiting.lazy.compactMap(\.grid).first
    return waiting.filter { $0.grid == nil || $0.grid == cuts }
  }

  /// Makes one pass.
  private func render(
    _ shared: [Deliverable], progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) -> [any RenderLane] {
    let first = shared[0]
    let cuts =
      shared.lazy.compactMap(\.grid).first
      ?? SegmentGrid(sampleRate: first.settings.sampleRate, frameCount: first.frameCount)
    var lanes: [any RenderLane] = []
    for deliverable in shared {
      lanes.append(
        try deliverable.newLane(cuts, stop: pass.stop, sanitises: pass.sanitises))
    }
    try pass.run(lanes, threads: threads, progress: progress)
    return lanes
  }

  /// Decodes what a pass rendered, and corrects it in places.
  private func settle(
    _ rendered: [(Deliverable, any RenderLane)], progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) {
    let atOnce = min(threads, rendered.count, Self.mostAtOnce)
    // A decoder and a meter beside it, where there are two threads.
    let each = max(min(2, threads), threads / atOnce)
    let joint = JointWork(parts: rendered.count, progress)
    let parts = rendered.enumerated().map { index, pair in
      (index: index, deliverable: Confined(pair.0), lane: pair.1)
    }
    _ = try ParallelStretches(threads: atOnce, stop: pass.stop).map(parts) {
      [self] (part) throws(MediaError) in
      try joint.run { () throws(MediaError) in
        try settle(part.deliverable.value, part.lane, threads: each) {
          (fraction) throws(MediaError) in try joint.say(fraction, of: part.index)
        }
      }
    }
  }

  /// The same of one deliverable, until it is right in places; `step` is told how far that is, 0…1, and
  /// throws where it is to go no further.
  private func settle(
    _ deliverable: Deliverable, _ rendered: any RenderLane, threads: Int,
    step: @escaping @Sendable (Double) throws(MediaError) -> Void
  ) throws(MediaError) {
    var lane = rendered
    var start = 0.0
    while true {
      // A correction, a pass and decoding once more, is hardly ever followed by another.
      let (first, third) = (start, (1 - start) / 3)
      let proof = try lane.finish(threads: threads) { (fraction) throws(MediaError) in
        try step(first + fraction * third)
      }
      if let proof { deliverable.take(proof) } else { deliverable.planAroundSeam() }
      guard deliverable.isPatched, let cuts = deliverable.grid else { break }
      lane = try deliverable.newLane(cuts, stop: pass.stop, sanitises: pass.sanitises)
      try pass.run([lane], threads: threads) { (fraction) throws(MediaError) in
        try step(first + (1 + fraction) * third)
      }
      start = first + 2 * third
    }
    try step(1)
  }
}

/// What parts of a work that go on at the same time have in common: one figure of progress, and that none
/// goes on when another has failed.
private final class JointWork: Sendable {
  private struct State {
    var fractions: [Double]
    var failure: MediaError?
  }

  private let report: @Sendable (Double) -> Void
  private let state: Mutex<State>

  init(parts: Int, _ report: @escaping @Sendable (Double) -> Void) {
    self.report = report
    state = Mutex(State(fractions: Array(repeating: 0, count: parts)))
  }

  /// Does a part, unless another has failed.
  ///
  /// - Throws: the first failure of any part.
  func run(_ body: () throws(MediaError) -> Void) throws(MediaError) {
    do throws(MediaError) {
      try check()
      try body()
    } catch {
      throw state.withLock { state in
        let first = state.failure ?? error
        state.failure = first
        return first
      }
    }
  }

  /// Says how far a part is, 0…1.
  ///
  /// - Throws: the failure of another part.
  func say(_ fraction: Double, of part: Int) throws(MediaError) {
    try check()
    let mean = state.withLock { state in
      state.fractions[part] = fraction
      return state.fractions.reduce(0, +) / Double(state.fractions.count)
    }
    report(mean)
  }

  private func check() throws(MediaError) {
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }
}
