/// One pass over the programme that renders some deliverables side by side.
struct RenderPass: Sendable {
  /// What is read.
  let set: InputSet
  let stop: StopFlag
  let sanitises: Bool

  /// Segments under way beyond one a thread.
  private static let spareSegments = 1

  /// Takes every segment through the stages of all lanes.
  ///
  /// - Parameters:
  ///   - lanes: the deliverables; their grids have the same number of segments.
  ///   - threads: how many may work.
  ///   - progress: receives 0…1; ends the work by throwing.
  /// - Throws: the first failure.
  func run(
    _ lanes: [any RenderLane], threads: Int,
    progress: @escaping @Sendable (Double) throws(MediaError) -> Void
  ) throws(MediaError) {
    let shelf = SoundShelf()
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
      retire: { segment throws(MediaError) in
        shelf.remove(segment)
        try progress(Double(segment + 1) / Double(count))
      })
    try schedule.run()
  }

  /// The stages of all lanes, one lane after the other.
  private static func stages(
    of lanes: [any RenderLane], _ shelf: SoundShelf
  ) -> [StageSchedule.Stage] {
    var stages: [StageSchedule.Stage] = []
    for lane in lanes { stages += lane.stages(shelf, first: stages.count) }
    return stages
  }
}
