import StudioTestSupport
import Testing

@testable import StudioBooking

@Suite struct UtilisationTests {
  func report(
    _ desk: DeskFixture, _ period: String, by grouping: Utilisation.Grouping = .unit,
    _ uses: [UnitUse]
  ) -> Utilisation {
    Utilisation(
      ReportPeriod(period)!, by: grouping, space: nil, at: desk.venue,
      exceptions: desk.exceptions, uses: uses)
  }

  func use(_ desk: DeskFixture, _ unit: String, _ start: String, _ end: String) -> UnitUse {
    UnitUse(
      unit: UnitID(rawValue: unit),
      interval: UTCInterval(startUTC: desk.utc(start), endUTC: desk.utc(end)))
  }

  @Test(arguments: [("2026-10", 31 * 24 + 1), ("2027-03", 31 * 24 - 1), ("2026-11", 30 * 24)])
  func `scenario 7: a month fully booked is 100 percent, also with a clock change`(
    month: String, hours: Int
  ) {
    let desk = DeskFixture()
    let all = ReportPeriod(month)!.interval(in: desk.venue.zone)
    let wider = UTCInterval(startUTC: all.startUTC - 7200, endUTC: all.endUTC + 7200)
    let row = report(desk, month, [UnitUse(unit: DeskFixture.stations[0], interval: wider)]).rows[0]
    #expect(row.openSeconds == hours * 3600)
    #expect(row.usedSeconds == row.openSeconds && row.share == 1)
  }

  @Test func `what lies outside opening hours is told apart and never counts`() {
    let desk = DeskFixture(hours: DeskFixture.every([.monday], "09:00-17:00"))
    let row = report(
      desk, "2026-11",
      [
        use(desk, "A", "2026-11-02T16:00", "2026-11-02T20:00"),
        use(desk, "A", "2026-11-03T10:00", "2026-11-03T12:00"),
      ]
    ).rows[0]
    #expect(row.openSeconds == 5 * 8 * 3600)
    #expect(row.usedSeconds == 3600 && row.outsideSeconds == 5 * 3600)
    let never = report(
      DeskFixture(hours: [:]), "2026-11", [use(desk, "A", "2026-11-02T10:00", "2026-11-02T11:00")]
    ).rows[0]
    #expect(never.share == nil && never.outsideSeconds == 3600)
  }

  @Test func `a closure shrinks what is open, an exceptional opening adds to it`() {
    var desk = DeskFixture(hours: DeskFixture.every([.monday], "09:00-17:00"))
    desk.exceptions = [
      HoursException(
        kind: .closure, scope: .venue,
        interval: UTCInterval(
          startUTC: desk.utc("2026-11-02T00:00"), endUTC: desk.utc("2026-11-03T00:00"))),
      HoursException(
        kind: .opening, scope: .unit(DeskFixture.stations[1]),
        interval: UTCInterval(
          startUTC: desk.utc("2026-11-04T10:00"), endUTC: desk.utc("2026-11-04T12:00"))),
    ]
    let rows = report(desk, "2026-11", []).rows
    #expect(rows.map { $0.openSeconds / 3600 } == [32, 34, 32, 32])
  }

  @Test(arguments: 0..<12)
  func `random months agree with counting minutes and are never over 100 percent`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let desk = DeskFixture(
      hours: DeskFixture.every([.monday, .wednesday, .sunday], "00:00-04:00", "20:00-23:00"))
    let month = ["2026-10", "2027-03", "2026-11"].randomElement(using: &random)!
    let all = ReportPeriod(month)!.interval(in: desk.venue.zone)
    var uses: [UnitUse] = []
    var minutes = Set<Int>()
    var next = all.startUTC - 6 * 3600
    while next < all.endUTC {
      let end = next + 900 * Int.random(in: 1...40, using: &random)
      uses.append(
        UnitUse(unit: DeskFixture.stations[0], interval: UTCInterval(startUTC: next, endUTC: end)))
      minutes.formUnion(stride(from: next, to: end, by: 900))
      next = end + 900 * Int.random(in: 0...30, using: &random)
    }
    let open = EffectiveHours(
      of: [DeskFixture.stations[0]], at: desk.venue, exceptions: [], window: all)
    let quarters = stride(from: all.startUTC, to: all.endUTC, by: 900)
    let isOpen = { (utc: Int) in open.openTimes(of: DeskFixture.stations[0]).contains(utc) }
    let row = report(desk, month, uses.shuffled(using: &random)).rows[0]
    #expect(row.openSeconds == quarters.count(where: isOpen) * 900)
    #expect(row.usedSeconds == quarters.count { isOpen($0) && minutes.contains($0) } * 900)
    #expect(row.outsideSeconds == quarters.count { !isOpen($0) && minutes.contains($0) } * 900)
    #expect(row.share.map { $0 <= 1 } ?? true)
  }

  @Test func `lines by space and month are the sums of those by unit`() {
    let desk = DeskFixture(hours: DeskFixture.every(Weekday.allCases, "09:00-17:00"))
    let uses = [
      use(desk, "A", "2026-11-02T10:00", "2026-11-02T12:00"),
      use(desk, "B", "2026-12-02T10:00", "2026-12-02T13:00"),
    ]
    let units = report(desk, "2026-Q4", uses).rows
    #expect(units.count == 12)
    for grouping in [Utilisation.Grouping.space, .month] {
      let rows = report(desk, "2026-Q4", by: grouping, uses).rows
      #expect(rows.map(\.month) == ["2026-10", "2026-11", "2026-12"])
      #expect(rows.map { $0.usedSeconds / 3600 } == [0, 2, 3])
      #expect(
        rows.reduce(0) { $0 + $1.openSeconds } == units.reduce(0) { $0 + $1.openSeconds })
    }
  }

  @Test(arguments: [
    ("2026", "2026-01-01", "2026-12-31"), ("2026-Q1", "2026-01-01", "2026-03-31"),
    ("2028-02", "2028-02-01", "2028-02-29"), ("2026-q4", "2026-10-01", "2026-12-31"),
  ])
  func `a period is read as people say it`(text: String, first: String, last: String) {
    let period = ReportPeriod(text)
    #expect(period?.first.description == first && period?.last.description == last)
  }

  @Test(arguments: ["26", "2026-13", "2026-Q5", "2026-1", "2026-12-01", "", "x", "2026-"])
  func `what is no period is not read`(text: String) { #expect(ReportPeriod(text) == nil) }

  @Test func `less than all is never written as 100 percent`() {
    #expect(DecimalText.percent(1) == "100.0")
    #expect(DecimalText.percent(0.99999) == "99.9")
    #expect(DecimalText.hours(seconds: 5400) == "1.50")
    #expect(DecimalText.hours(seconds: 61) == "0.02")
  }
}
