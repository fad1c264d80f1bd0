import StudioBooking
import Testing

@Suite struct FixedPeriodTests {
  static func period(
    _ name: String, _ from: Int, _ to: Int, plus: Int = 0, days: [Weekday] = Weekday.allCases
  ) -> FixedPeriod {
    FixedPeriod(
      name: LocalizedText(name), days: days, fromMinute: from, toMinute: to, plusDays: plus)!
  }

  let desk = DeskFixture(
    policy: BookingPolicy(
      starts: StartRule(periods: [
        period("morning", 510, 750), period("day", 510, 1020), period("afternoon", 780, 1020),
        period("weekend", 1020, 540, plus: 3, days: [.friday]),
        period("month", 0, 0, plus: 31, days: [.monday]),
      ]), durationMinutes: 240...44_640))

  @Test(arguments: [
    ("2026-11-04T08:30", "2026-11-04T12:30", nil), ("2026-11-04T08:30", "2026-11-04T17:00", nil),
    ("2026-11-04T13:00", "2026-11-04T17:00", nil),
    ("2026-11-04T08:30", "2026-11-04T16:30", RefusalRule.fixedPeriod),
    ("2026-11-04T09:00", "2026-11-04T12:30", .fixedPeriod),
    ("2026-11-06T17:00", "2026-11-09T09:00", nil),
    ("2026-11-05T17:00", "2026-11-08T09:00", .fixedPeriod),
    // A month of 31 days across the end of summer time: an hour longer, the same on the clock.
    ("2026-10-05T00:00", "2026-11-05T00:00", nil),
  ])
  func `only whole periods are booked`(start: String, end: String, rule: RefusalRule?) {
    #expect(desk.rule(start, end: end) == rule)
  }

  @Test func `without an end the first period that begins then is meant`() throws {
    let found = try desk.decide(desk.ask("2026-11-04T08:30")).get()
    #expect(found.interval.durationSeconds == 4 * 3600)
  }

  @Test func `the refusal lists the periods of the day and the nearest ones are proposed`() throws {
    let request = desk.ask("2026-11-04T10:00", minutes: 240)
    let refusal = try #require(desk.refusal(request))
    #expect(refusal.code == "granularity")
    #expect(refusal.limit == .text("08:30-12:30, 08:30-17:00, 13:00-17:00"))
    let found = desk.alternatives(request)
    #expect(found.first?.start.local.description == "2026-11-04T08:30")
    #expect(found.first?.end.local.description == "2026-11-04T12:30")
    for alternative in found {
      #expect(desk.rule(alternative.start.rfc3339, end: alternative.end.rfc3339) == nil)
    }
  }

  @Test func `availability lists every period of a day`() throws {
    let answer = try BookingDesk.availability(
      AvailabilityQuery(offering: DeskFixture.offering, firstDate: CivilDate("2026-11-06")!),
      desk.snapshot, nowUTC: desk.nowUTC)
    #expect(
      answer.slots.map { "\($0.start.local.clockText)-\($0.end.local.clockText)" } == [
        "08:30-12:30", "08:30-17:00", "13:00-17:00", "17:00-09:00",
      ])
  }
}

@Suite struct SideBySideTests {
  func granted(_ desk: DeskFixture, units: [UnitID] = []) -> [String]? {
    try? desk.decide(desk.ask("2026-11-04T10:00", minutes: 60, units: units)).get()
      .units.map(\.rawValue)
  }

  func desk(_ count: Int, taken: [String]) -> DeskFixture {
    let units = ["A", "B", "C", "D", "E", "F", "G", "H"].map(UnitID.init(rawValue:))
    var desk = DeskFixture(needs: [.any(count: count, of: units)])
    desk.venue = desk.venue.with(
      spaces: [
        Space(
          id: SpaceID(rawValue: "room"), name: LocalizedText("Room"),
          units: units.map { BookableUnit(id: $0, name: LocalizedText("x"), kind: "pc") })
      ], offerings: desk.venue.offerings)
    for unit in taken { desk.take(unit, "2026-11-04T09:00", "2026-11-04T12:00") }
    return desk
  }

  @Test(
    arguments: [
      (2, [], ["A", "B"]),
      // Two gaps of two and four: the pair takes the small one and leaves the large.
      (2, ["E", "H"], ["F", "G"]),
      (3, ["B", "H"], ["C", "D", "E"]),
      (4, ["D"], ["E", "F", "G", "H"]),
      // No four in a row: as close together as can be.
      (4, ["C", "F"], ["A", "B", "D", "E"]),
      (1, ["A"], ["B"]),
    ] as [(Int, [String], [String])])
  func `those who come together sit side by side`(count: Int, taken: [String], seats: [String]) {
    #expect(granted(desk(count, taken: taken)) == seats)
  }

  @Test func `friends sit beside the station somebody chose`() {
    // On the side of the smaller gap, so that the five others stay together.
    #expect(granted(desk(3, taken: []), units: [UnitID(rawValue: "F")]) == ["F", "G", "H"])
    #expect(granted(desk(3, taken: ["G"]), units: [UnitID(rawValue: "F")]) == ["D", "E", "F"])
  }
}
