/// Takes numbered segments through stages on several threads.
///
/// One segment after the other is produced; each goes through every stage. An *ordered* stage
/// takes the segments one by one in order, as an encoder with a memory must; the others take any
/// number at once. Which thread does what when is left open, so what comes out may depend only on
/// the numbers: every stage sees the same segments in the same order on one core as on eight.
struct StageSchedule: Sendable {
  /// One kind of work that is done on every segment.
  struct Stage: Sendable {
    /// Whether the segments come one by one, in order.
    var isOrdered: Bool
    /// The stages, by their place in the schedule, that must be done with the segment before.
    var after: [Int] = []
    /// Does it, for one segment.
    var run: @Sendable (Int) throws(MediaError) -> Void
  }

  /// How many threads work.
  var threads: Int
  /// How many segments may be under way at once; bounds the memory.
  var segmentsUnderWay: Int
  /// Makes the next segment, in order; `false` when there is none.
  var produce: @Sendable (Int) throws(MediaError) -> Bool
  /// The stages, the most urgent first.
  var stages: [Stage]
  /// Told, once, when a segment has been through every stage.
  var retire: @Sendable (Int) throws(MediaError) -> Void = { _ in }

  /// Runs until every segment has been through every stage.
  ///
  /// - Throws: the first failure; whatever was running then has ended, nothing new has begun.
  func run() throws(MediaError) {
    precondition(segmentsUnderWay >= 1, "nothing could be under way")
    let board = Monitor(Board(segmentsUnderWay: segmentsUnderWay, stages: stages))
    let serve: @Sendable () -> Void = {
      while let task = board.wait({ $0.next() }) ?? nil { perform(task, board) }
    }
    let crew = Crew(max(1, threads) - 1, serve)
    serve()
    crew.join()
    if let failure = board.access({ $0.failure }) { throw failure }
  }

  private func perform(_ task: Board.Task, _ board: Monitor<Board>) {
    do throws(MediaError) {
      switch task {
      case .produce(let segment):
        let exists = try produce(segment)
        board.access { $0.produced(segment, exists: exists) }
      case .stage(let stage, let segment):
        try stages[stage].run(segment)
        if board.access({ $0.finished(stage, segment) }) {
          try retire(segment)
          board.access { $0.retired() }
        }
      }
    } catch {
      board.access { $0.fail(error) }
    }
  }
}

/// What is done, what is being done, and what can be done next.
private struct Board {
  enum Task {
    case produce(Int)
    case stage(Int, Int)
  }
  private enum Progress { case waiting, running, done }

  private let limit: Int
  private let stages: [StageSchedule.Stage]
  private var isProducing = false
  private var hasEnded = false
  private var nextToProduce = 0
  /// Segments that are made and not yet through, oldest first, with the progress of each stage.
  private var underWay: [(segment: Int, progress: [Progress])] = []
  /// Segments through every stage whose memory is not yet given back.
  private var retiring = 0
  /// The next segment of each ordered stage.
  private var turn: [Int]
  private(set) var failure: MediaError?

  init(segmentsUnderWay: Int, stages: [StageSchedule.Stage]) {
    limit = segmentsUnderWay
    self.stages = stages
    turn = stages.map { _ in 0 }
  }

  /// Takes the next task: a task, `.some(nil)` when there is nothing left, `nil` to wait.
  mutating func next() -> Task?? {
    if failure != nil { return .some(nil) }
    if !isProducing, !hasEnded, underWay.count + retiring < limit {
      isProducing = true
      return .produce(nextToProduce)
    }
    for stage in stages.indices {
      for place in underWay.indices where isReady(stage, place) {
        underWay[place].progress[stage] = .running
        return .stage(stage, underWay[place].segment)
      }
    }
    return hasEnded && underWay.isEmpty ? .some(nil) : nil
  }

  private func isReady(_ stage: Int, _ place: Int) -> Bool {
    let (segment, progress) = underWay[place]
    guard progress[stage] == .waiting else { return false }
    if stages[stage].isOrdered && turn[stage] != segment { return false }
    return stages[stage].after.allSatisfy { progress[$0] == .done }
  }

  mutating func produced(_ segment: Int, exists: Bool) {
    isProducing = false
    guard exists else { return hasEnded = true }
    nextToProduce = segment + 1
    // A schedule without stages only produces.
    guard !stages.isEmpty else { return }
    underWay.append((segment, stages.map { _ in .waiting }))
  }

  /// Notes a finished stage; true when the segment is through.
  mutating func finished(_ stage: Int, _ segment: Int) -> Bool {
    if stages[stage].isOrdered { turn[stage] = segment + 1 }
    guard let place = underWay.firstIndex(where: { $0.segment == segment }) else { return false }
    underWay[place].progress[stage] = .done
    guard underWay[place].progress.allSatisfy({ $0 == .done }) else { return false }
    underWay.remove(at: place)
    retiring += 1
    return true
  }

  mutating func retired() { retiring -= 1 }

  mutating func fail(_ error: MediaError) {
    if failure == nil { failure = error }
  }
}
