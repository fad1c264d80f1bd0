import StudioBooking
import StudioTestSupport
import Testing

@Suite struct IntervalSetTests {
  static let slot = UTCInterval(startUTC: 100, endUTC: 200)

  @Test(arguments: [
    (0, 100, false), (0, 101, true), (199, 300, true), (200, 300, false), (120, 150, true),
    (50, 250, true), (100, 200, true),
  ])
  func `touching is free, one shared second is a clash`(start: Int, end: Int, clash: Bool) {
    let other = UTCInterval(startUTC: start, endUTC: end)
    #expect(Self.slot.overlaps(other) == clash)
    #expect(other.overlaps(Self.slot) == clash)
  }

  @Test func `an empty interval stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = UTCInterval(startUTC: 5, endUTC: 5) }
  }

  /// Sets of instants 0..<64 as bits are the slow, obviously right model.
  @Test func `set algebra agrees with bit sets on random sets`() {
    var random = SeededGenerator(seed: 20_261_124)
    func bits(_ set: IntervalSet) -> UInt64 {
      var bits: UInt64 = 0
      for instant in 0..<64 where set.contains(instant) { bits |= 1 << UInt64(instant) }
      return bits
    }
    func randomSet() -> IntervalSet {
      IntervalSet(
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          let start = Int.random(in: 0..<63, using: &random)
          return UTCInterval(
            startUTC: start, endUTC: Int.random(in: (start + 1)...64, using: &random))
        })
    }
    for _ in 0..<3000 {
      let (left, right) = (randomSet(), randomSet())
      #expect(bits(left.union(right)) == bits(left) | bits(right))
      #expect(bits(left.intersection(right)) == bits(left) & bits(right))
      #expect(bits(left.subtracting(right)) == bits(left) & ~bits(right))
      let joined = left.union(right).intervals
      #expect(zip(joined, joined.dropFirst()).allSatisfy { $0.endUTC < $1.startUTC })
      let start = Int.random(in: 0..<63, using: &random)
      let probe = UTCInterval(
        startUTC: start, endUTC: Int.random(in: (start + 1)...64, using: &random))
      #expect(left.covers(probe) == (probe.startUTC..<probe.endUTC).allSatisfy(left.contains))
    }
  }
}
