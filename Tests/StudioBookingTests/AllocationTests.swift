import StudioBooking
import StudioTestSupport
import Testing

@Suite struct AllocationTests {
  static let units = DeskFixture.stations

  func granted(_ desk: DeskFixture, _ units: [UnitID] = []) -> [String]? {
    try? desk.decide(desk.ask("2026-11-04T10:00", minutes: 60, units: units)).get()
      .units.map(\.rawValue)
  }

  @Test func `the first free unit is given, a chosen one when asked for`() {
    var desk = DeskFixture()
    #expect(granted(desk) == ["A"])
    desk.take("A", "2026-11-04T09:00", "2026-11-04T11:00")
    #expect(granted(desk) == ["B"])
    #expect(granted(desk, [Self.units[2]]) == ["C"])
    #expect(granted(desk, [Self.units[0]]) == nil)
  }

  @Test func `parts of an offering never share a unit`() {
    let desk = DeskFixture(needs: [.any(count: 2, of: Self.units), .all([Self.units[0]])])
    // A serves the first part, so the second cannot be met: nothing is given twice.
    #expect(granted(desk).map { Set($0).count == $0.count } ?? true)
    let fitting = DeskFixture(needs: [.all([Self.units[0]]), .any(count: 2, of: Self.units)])
    #expect(granted(fitting) == ["A", "B", "C"])
  }

  @Test func `of several taken units the conflict names the one that is free again first`() {
    var desk = DeskFixture()
    desk.take("A", "2026-11-04T09:00", "2026-11-04T13:00")
    desk.take("B", "2026-11-04T09:00", "2026-11-04T11:00")
    desk.take("C", "2026-11-04T10:30", "2026-11-04T12:00")
    desk.take("D", "2026-11-04T09:00", "2026-11-04T14:00")
    let refusal = desk.refusal(desk.ask("2026-11-04T10:00", minutes: 60))
    #expect(refusal?.conflict?.unit == Self.units[1])
    #expect(refusal?.conflict?.end.local.description == "2026-11-04T11:00")
  }

  @Test func `instead of a chosen unit another is proposed for the same time only`() {
    var desk = DeskFixture()
    desk.take("A", "2026-11-04T09:00", "2026-11-04T12:00")
    let found = desk.alternatives(desk.ask("2026-11-04T10:00", minutes: 60, units: [Self.units[0]]))
    #expect(found.map { $0.units.map(\.rawValue) } == [["B"], ["A"], ["A"]])
    #expect(
      found.map(\.start.local.clockText) == ["10:00", "08:00", "12:00"])
  }

  @Test func `alternatives start where the lead time allows, even weeks away`() {
    var desk = DeskFixture(
      hours: DeskFixture.every([.monday], "09:00-12:00"),
      policy: BookingPolicy(durationMinutes: 120...180, lead: .days(30)))
    desk.now = "2026-11-04T09:00:00Z"
    let found = desk.alternatives(desk.ask("2026-11-09T09:00", minutes: 120))
    #expect(
      found.map(\.start.local.description) == [
        "2026-12-07T09:00", "2026-12-07T09:30", "2026-12-07T10:00",
      ])
  }

  @Test func `a length that never fits is made to fit in the alternatives`() {
    let desk = DeskFixture(policy: BookingPolicy(durationMinutes: 60...120))
    for minutes in [10, 75, 600] {
      let found = desk.alternatives(desk.ask("2026-11-04T10:00", minutes: minutes))
      #expect(found.count == 3)
      let length = (found[0].end.utc - found[0].start.utc) / 60
      #expect(length == (minutes == 10 ? 60 : minutes == 75 ? 90 : 120))
    }
  }

  /// The naive model: unit by unit, second by second would be too slow, half hour by half hour is
  /// exact because everything lies on half hours.
  @Test(arguments: 0..<12)
  func `granted, refused and proposed agree with a naive model`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let count = Int.random(in: 1...3, using: &random)
    var desk = DeskFixture(
      hours: DeskFixture.every(Weekday.allCases, "08:00-20:00"),
      needs: [.any(count: count, of: Self.units)],
      policy: BookingPolicy(durationMinutes: 30...180))
    let day = desk.utc("2026-11-04T00:00")
    var busy: [UnitID: Set<Int>] = [:]
    for _ in 0..<50 {
      let (slot, length) = (
        Int.random(in: 0..<48, using: &random), Int.random(in: 1...6, using: &random)
      )
      let start = LocalDateTime(secondsSinceEpoch: day + 3600 + slot * 1800).description
      let cells = Set(slot..<(slot + length))
      let isOpen = slot >= 16 && slot + length <= 40
      let free = Self.units.filter { busy[$0, default: []].isDisjoint(with: cells) }
      let request = desk.ask(start, minutes: length * 30)
      switch desk.decide(request) {
      case .success(let decision):
        #expect(isOpen && free.count >= count)
        // As close together as the free ones allow.
        let places = decision.units.compactMap { Self.units.firstIndex(of: $0) }
        let row = free.compactMap { Self.units.firstIndex(of: $0) }
        let closest = (0...(row.count - count)).map { row[$0 + count - 1] - row[$0] }.min()
        #expect(places.count == count && Set(decision.units).isSubset(of: free))
        #expect(places[count - 1] - places[0] == closest)
        for unit in decision.units { busy[unit, default: []].formUnion(cells) }
        desk.claims += decision.claims
      case .failure(let refused):
        #expect(!isOpen || free.count < count)
        #expect((refused.refusal.rule == .slotTaken) == isOpen)
        for alternative in desk.alternatives(request) {
          let again = desk.ask(
            alternative.start.rfc3339,
            minutes: (alternative.end.utc - alternative.start.utc) / 60)
          #expect((try? desk.decide(again).get().units) == alternative.units)
        }
      }
    }
  }
}
