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

  /// What of the work that is left the first round takes, about: others are rarely wanted.
  private static let firstShare = 0.95
  /// The same of any other round: nobody knows how many there will be.
  private static let nextShare = 0.5
  /// What of a round its pass takes, about.
  private static let passShare = 0.9

  /// Renders.
  ///
  /// - Parameters:
  ///   - deliverables: planned, and pending as long as another render is wanted.
  ///   - watch: is told the times of passes and of what follows them.
  ///   - progress: receives 0…1, rising.
  /// - Throws: the first failure.
  func run(
    _ deliverables: [Deliverable], _ watch: inout Stopwatch,
    progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) {
    var (start, share) = (0.0, Self.firstShare)
    while true {
      let shared = Self.next(of: deliverables.filter(\.isPending))
      guard !shared.isEmpty else { return }
      let (first, length) = (start, (1 - start) * share)
      let lanes = try watch.time("rendering") { () throws(MediaError) in
        try render(shared) { progress(first + $0 * length * Self.passShare) }
      }
      try watch.time("verifying") { () throws(MediaError) in
        try settle(Array(zip(shared, lanes))) {
          progress(first + length * (Self.passShare + $0 * (1 - Self.passShare)))
        }
      }
      (start, share) = (first + length, Self.nextShare)
    }
  }

  /// What the coming pass renders: cuts of their own have one deliverable a pass, all others follow them.
  private static func next(of waiting: [Deliverable]) -> [Deliverable] {
    let leader = waiting.first { $0.grid != nil }
    return waiting.filter { $0.grid == nil || $0 === leader }
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
    // A decoder and a meter beside it, where there are two threads.
    let each = max(min(2, threads), threads / rendered.count)
    let joint = JointProgress(parts: rendered.count, progress)
    var waiting = rendered.enumerated().map { index, pair in
      (index: index, deliverable: Confined(pair.0), lane: pair.1)
    }[...]
    try ParallelStretches(threads: min(threads, rendered.count), stop: pass.stop).run(
      produce: { () throws(MediaError) in waiting.popFirst() },
      work: { [self] (index, deliverable, lane) throws(MediaError) in
        try settle(deliverable.value, lane, threads: each) { joint.say($0, of: index) }
      },
      deliver: { _ in })
  }

  /// The same of one deliverable.
  private func settle(
    _ deliverable: Deliverable, _ rendered: any RenderLane, threads: Int,
    progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) {
    var lane = rendered
    var start = 0.0
    while true {
      // A correction is about as long again as decoding, and hardly ever needs another.
      let (first, half) = (start, (1 - start) / 2)
      if let proof = try lane.finish(threads: threads, progress: { progress(first + $0 * half) }) {
        deliverable.take(proof)
      } else {
        deliverable.planAroundSeam()
      }
      guard deliverable.isPatched, let cuts = deliverable.grid else { break }
      start = first + half
      lane = try deliverable.newLane(cuts, stop: pass.stop, sanitises: pass.sanitises)
      try pass.run([lane], threads: threads) { _ in }
    }
    progress(1)
  }
}

/// One figure for parts that go on at the same time.
private final class JointProgress: Sendable {
  private let report: @Sendable (Double) -> Void
  private let fractions: Mutex<[Double]>

  init(parts: Int, _ report: @escaping @Sendable (Double) -> Void) {
    self.report = report
    fractions = Mutex(Array(repeating: 0, count: parts))
  }

  /// Says how far a part is, 0…1.
  func say(_ fraction: Double, of part: Int) {
    let mean = fractions.withLock { fractions in
      fractions[part] = fraction
      return fractions.reduce(0, +) / Double(fractions.count)
    }
    report(mean)
  }
}
