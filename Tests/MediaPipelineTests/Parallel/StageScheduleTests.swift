import StudioTestSupport
import Synchronization
import Testing

@testable import MediaPipeline

@Suite struct StageScheduleTests {
  /// What happened, in the order in which it ended.
  final class Journal: Sendable {
    private let lines = Mutex<[(stage: Int, segment: Int)]>([])
    private let busy = Mutex<[Int: Int]>([:])
    private let most = Mutex<[Int: Int]>([:])

    func enter(_ stage: Int) {
      let now = busy.withLock {
        $0[stage, default: 0] += 1; return $0[stage, default: 0]
      }
      most.withLock { $0[stage] = max($0[stage, default: 0], now) }
    }
    func leave(_ stage: Int, _ segment: Int) {
      lines.withLock { $0.append((stage, segment)) }
      busy.withLock { $0[stage, default: 0] -= 1 }
    }
    func segments(of stage: Int) -> [Int] {
      lines.withLock { $0.filter { $0.stage == stage }.map(\.segment) }
    }
    func position(_ stage: Int, _ segment: Int) -> Int? {
      lines.withLock { $0.firstIndex { $0.stage == stage && $0.segment == segment } }
    }
    func mostAtOnce(_ stage: Int) -> Int { most.withLock { $0[stage, default: 0] } }
  }

  static let produceStage = -1

  static func schedule(
    segments: Int, threads: Int, underWay: Int, shape: [(ordered: Bool, after: [Int])],
    journal: Journal, failing: (stage: Int, segment: Int)? = nil,
    retire: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> StageSchedule {
    StageSchedule(
      threads: threads, segmentsUnderWay: underWay,
      produce: { segment throws(MediaError) in
        if let failing, failing == (produceStage, segment) {
          throw MediaError(.unreadable, detail: "as told")
        }
        guard segment < segments else { return false }
        journal.leave(produceStage, segment)
        return true
      },
      stages: shape.indices.map { stage in
        StageSchedule.Stage(isOrdered: shape[stage].ordered, after: shape[stage].after) {
          segment throws(MediaError) in
          journal.enter(stage)
          var noise = SeededGenerator(seed: UInt64(stage * 1_000 + segment))
          var sum: UInt64 = 0
          for _ in 0..<Int.random(in: 0...3_000, using: &noise) { sum &+= noise.next() }
          if let failing, failing == (stage, segment) {
            throw MediaError(.diskFull, detail: "as told \(sum & 0)")
          }
          journal.leave(stage, segment)
        }
      }, retire: retire)
  }

  @Test(arguments: [1, 2, 3, 8], [1, 2, 5])
  func `every segment goes through every stage, ordered ones in order`(
    threads: Int, underWay: Int
  ) throws {
    let journal = Journal()
    let shape: [(ordered: Bool, after: [Int])] = [
      (true, []), (false, []), (true, [1]), (false, [0, 2]),
    ]
    let retired = Mutex<[Int]>([])
    try Self.schedule(
      segments: 60, threads: threads, underWay: underWay, shape: shape, journal: journal,
      retire: { segment in retired.withLock { $0.append(segment) } }
    ).run()
    #expect(journal.segments(of: Self.produceStage) == Array(0..<60))
    for stage in shape.indices {
      let segments = journal.segments(of: stage)
      #expect(shape[stage].ordered ? segments == Array(0..<60) : Set(segments) == Set(0..<60))
      #expect(segments.count == 60)
      if shape[stage].ordered { #expect(journal.mostAtOnce(stage) == 1) }
      for segment in 0..<60 {
        for earlier in shape[stage].after + [Self.produceStage] {
          #expect(
            try #require(journal.position(earlier, segment))
              < #require(journal.position(stage, segment)))
        }
      }
    }
    #expect(retired.withLock { $0.sorted() } == Array(0..<60))
  }

  @Test(arguments: [1, 2, 8])
  func `no more segments are under way than allowed`(threads: Int) throws {
    let alive = Mutex((now: 0, most: 0))
    try StageSchedule(
      threads: threads, segmentsUnderWay: 3,
      produce: { segment throws(MediaError) in
        guard segment < 200 else { return false }
        alive.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        return true
      },
      stages: [StageSchedule.Stage(isOrdered: false) { _ throws(MediaError) in }],
      retire: { _ in alive.withLock { $0.now -= 1 } }
    ).run()
    #expect(alive.withLock { $0.now } == 0)
    #expect(alive.withLock { $0.most } <= 3)
  }

  @Test(arguments: [(-1, 7), (0, 0), (0, 13), (1, 19), (2, 5)], [1, 2, 4])
  func `a failure anywhere ends the run with itself and begins nothing new`(
    failing: (Int, Int), threads: Int
  ) throws {
    let journal = Journal()
    let schedule = Self.schedule(
      segments: 20, threads: threads, underWay: 3,
      shape: [(true, []), (false, []), (true, [1])], journal: journal, failing: failing)
    let error = #expect(throws: MediaError.self) { try schedule.run() }
    #expect(error?.code == (failing.0 < 0 ? .unreadable : .diskFull))
    // An ordered stage that failed at a segment has not gone beyond it.
    if failing.0 == 0 || failing.0 == 2 {
      #expect(journal.segments(of: failing.0) == Array(0..<failing.1))
    }
  }

  @Test func `a stream without a segment ends at once`() throws {
    let journal = Journal()
    try Self.schedule(
      segments: 0, threads: 4, underWay: 2, shape: [(true, [])], journal: journal
    ).run()
    #expect(journal.segments(of: 0).isEmpty)
  }
}
