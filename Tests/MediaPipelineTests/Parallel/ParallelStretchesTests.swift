import Dispatch
import StudioTestSupport
import Synchronization
import Testing

@testable import MediaPipeline

@Suite struct ParallelStretchesTests {
  /// Where a run goes wrong: at one item, in one of the three places.
  enum Place: CaseIterable, Sendable { case produce, work, deliver }

  static let threadCounts = 1...8

  static func failure(_ item: Int) -> MediaError { MediaError(.unreadable, detail: "\(item)") }

  /// Spends time that differs from item to item, so that results come out of order.
  @Sendable static func square(_ item: Int) -> Int {
    var random = SeededGenerator(seed: UInt64(item))
    var noise: UInt64 = 0
    for _ in 0..<Int.random(in: 0..<3_000, using: &random) { noise &+= random.next() }
    return noise == 1 ? 0 : item * item
  }

  @Test(arguments: threadCounts, [0, 1, 2, 3, 17, 5_000])
  func `every item is delivered once, in order`(threads: Int, count: Int) throws {
    var next = 0
    var delivered: [Int] = []
    try ParallelStretches(threads: threads, stop: StopFlag()).run(
      produce: { () -> Int? in
        guard next < count else { return nil }
        defer { next += 1 }
        return next
      }, work: Self.square, deliver: { delivered.append($0) })
    #expect(delivered == (0..<count).map { $0 * $0 })
  }

  @Test(arguments: threadCounts, Place.allCases)
  func `an error is thrown where the serial loop would throw it`(threads: Int, place: Place) {
    for failing in [0, 1, 7, 40, 99] {
      var next = 0
      var delivered: [Int] = []
      #expect(throws: Self.failure(failing)) {
        try ParallelStretches(threads: threads, stop: StopFlag()).run(
          produce: { () throws(MediaError) -> Int? in
            if place == .produce && next == failing { throw Self.failure(failing) }
            defer { next += 1 }
            return next < 100 ? next : nil
          },
          work: { (item: Int) throws(MediaError) -> Int in
            // Later items fail as well; the first one counts.
            if place == .work && item >= failing { throw Self.failure(item) }
            return Self.square(item)
          },
          deliver: { (output: Int) throws(MediaError) in
            if place == .deliver && delivered.count == failing { throw Self.failure(failing) }
            delivered.append(output)
          })
      }
      #expect(delivered == (0..<failing).map { $0 * $0 })
    }
  }

  /// The first item is not finished before as many are under way as may be.
  @Test(arguments: threadCounts)
  func `no more items are under way than memory was promised for`(threads: Int) throws {
    let limit = ParallelStretches.itemsPerThread * threads
    let full = DispatchSemaphore(value: 0)
    var made = 0
    var delivered = 0
    var most = 0
    try ParallelStretches(threads: threads, stop: StopFlag()).run(
      produce: { () -> Int? in
        guard made < 500 else { return nil }
        made += 1
        most = max(most, made - delivered)
        if made == limit { full.signal() }
        return made
      },
      work: { item in
        if item == 1 { full.wait() }
        return Self.square(item)
      }, deliver: { _ in delivered += 1 })
    #expect(most == limit)
  }

  @Test(arguments: threadCounts, Place.allCases)
  func `a stop ends an endless stream, wherever it is raised`(threads: Int, place: Place) {
    let stop = StopFlag()
    let worked = Mutex(0)
    var made = 0
    #expect(throws: MediaError(.cancelled, detail: "stopped on request")) {
      try ParallelStretches(threads: threads, stop: stop).run(
        produce: { () -> Int? in
          made += 1
          if place == .produce && made == 50 { stop.request() }
          return made
        },
        work: { (item: Int) -> Int in
          if place == .work && item == 50 { stop.request() }
          worked.withLock { $0 += 1 }
          return item
        },
        deliver: { if place == .deliver && $0 == 50 { stop.request() } })
    }
    #expect(made < 50 + 3 * ParallelStretches.itemsPerThread * threads)
    #expect(worked.withLock { $0 } <= made)
  }

  @Test func `several threads really work at the same time`() throws {
    // Two items that each wait for the other: one thread alone would never end.
    let barrier = Meeting(of: 2)
    var next = 0
    var delivered = 0
    try ParallelStretches(threads: 2, stop: StopFlag()).run(
      produce: { () -> Int? in
        next += 1
        return next <= 2 ? next : nil
      }, work: { (item: Int) in barrier.arrive() }, deliver: { delivered += 1 })
    #expect(delivered == 2)
  }

  @Test func `by default every core works`() {
    #expect(ParallelStretches(stop: StopFlag()).threads == ParallelStretches.cores)
    #expect(ParallelStretches(threads: 0, stop: StopFlag()).threads == 1)
  }
}
