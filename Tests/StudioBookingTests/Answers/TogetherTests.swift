import StudioTestSupport
import Testing

@testable import StudioBooking

@Suite struct TogetherTests {
  func slots(
    _ desk: DeskFixture, together: Int?, limit: Int = .max, days: Int = 1
  ) throws -> [Availability.Slot] {
    try BookingDesk.availability(
      AvailabilityQuery(
        offering: DeskFixture.offering, firstDate: CivilDate("2026-11-04")!, days: days,
        durationMinutes: 60, together: together), desk.snapshot, nowUTC: desk.nowUTC,
      limit: limit
    ).slots
  }

  @Test func `the first time at which three stations are free together`() throws {
    var desk = DeskFixture(hours: DeskFixture.every(Weekday.allCases, "09:00-18:00"))
    desk.take("B", "2026-11-04T09:00", "2026-11-04T10:30")
    desk.take("C", "2026-11-04T09:00", "2026-11-04T12:00")
    let found = try slots(desk, together: 3, limit: 1)
    #expect(found.map(\.start.local.clockText) == ["10:30"])
    #expect(found[0].together?.map(\.rawValue) == ["A", "B", "D"])
    #expect(try slots(desk, together: 2, limit: 1).map(\.start.local.clockText) == ["09:00"])
    #expect(try slots(desk, together: nil, limit: 1)[0].together == nil)
  }

  @Test(arguments: [0, 5, -1]) func `more together than there are is refused with the number`(
    count: Int
  ) throws {
    let refusal = #expect(throws: Refusal.self) { try slots(DeskFixture(), together: count) }
    #expect(refusal?.rule == .tooFewUnits)
    #expect(refusal?.limit == .count(4) && refusal?.actual == .count(count))
  }

  @Test func `what has no choice cannot be had several times`() {
    let whole = DeskFixture(needs: [.all(DeskFixture.stations)])
    let refusal = #expect(throws: Refusal.self) { try slots(whole, together: 2) }
    #expect(refusal?.limit == .count(1))
  }

  @Test(arguments: 0..<8) func `together agrees with counting free units`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var desk = DeskFixture()
    var busy: [String: Set<Int>] = [:]
    for unit in ["A", "B", "C", "D"] {
      for slot in stride(from: 0, to: 46, by: 2) where Bool.random(using: &random) {
        let clock = { (half: Int) in
          LocalDateTime(date: CivilDate("2026-11-04")!, secondOfDay: half * 1800).description
        }
        desk.take(unit, clock(slot), clock(slot + 2))
        busy[unit, default: []].formUnion([slot, slot + 1])
      }
    }
    for count in 1...4 {
      let expected = (0..<48).filter { half in
        ["A", "B", "C", "D"].count { busy[$0, default: []].isDisjoint(with: [half, half + 1]) }
          >= count
      }
      let found = try slots(desk, together: count)
      #expect(found.map { $0.start.local.secondOfDay / 1800 } == expected)
      #expect(found.allSatisfy { $0.together?.count == count })
    }
  }
}
