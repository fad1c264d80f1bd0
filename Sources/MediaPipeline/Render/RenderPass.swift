/// One pass over the programme that renders some deliverables side by side.
struct RenderPass {
  /// What is read.
  let set: InputSet
  /// Threads that may work.
  let threads: Int
  let stop: StopFlag
  let sanitises: Bool

  /// Segments under way beyond one a thread.
  private static let spareSegments = 1

  /// Renders.
  ///
  /// - Parameters:
  ///   - lanes: the deliverables; their grids have the same number of segments.
  ///   - progress: receives 0…1, rising.
  /// - Returns: each deliverable decoded and measured, in the order of the lanes; `nil` for one that has
  ///   to be planned anew.
  /// - Throws: the first failure.
  func run(
    _ lanes: [any RenderLane], progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) -> [Proof?] {
    try take(lanes, through: SoundShelf(), progress)
    // Nothing is left of the segments when what was encoded in order is decoded again, several
    // deliverables at once: one decoder keeps one thread busy.
    var proofs: [Proof?] = []
    var waiting = lanes[...]
    let each = max(1, threads / lanes.count)
    try ParallelStretches(threads: min(threads, lanes.count), stop: stop).run(
      produce: { () throws(MediaError) in waiting.popFirst() },
      work: { (lane: any RenderLane) throws(MediaError) in try lane.finish(threads: each) },
      deliver: { proofs.append($0) })
    return proofs
  }

  /// Takes every segment through the stages of all lanes.
  private func take(
    _ lanes: [any RenderLane], through shelf: SoundShelf,
    _ progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) {
    let grids = lanes.map(\.grid)
    let count = grids.map(\.bodies.count).max() ?? 0
    let feed = Confined(
      try ProgrammeFeed(
        Programme(set, sampleRate: set.format.sampleRate, stop: stop, sanitises: sanitises),
        grids: grids, pool: shelf.pool))
    let schedule = StageSchedule(
      threads: threads, segmentsUnderWay: threads + Self.spareSegments,
      produce: { segment throws(MediaError) in
        guard segment < count else { return false }
        shelf.put(try feed.value.sound(of: segment), segment: segment)
        return true
      },
      stages: Self.stages(of: lanes, shelf),
      retire: { segment in
        shelf.remove(segment)
        progress(Double(segment + 1) / Double(count))
      })
    try schedule.run()
  }

  /// The stages of all lanes, those of slow serial encoders first: they are the longest way.
  private static func stages(
    of lanes: [any RenderLane], _ shelf: SoundShelf
  ) -> [StageSchedule.Stage] {
    var stages: [StageSchedule.Stage] = []
    for lane in lanes { stages += lane.stages(shelf, first: stages.count) }
    return stages
  }
}
