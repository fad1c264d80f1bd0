import StudioBooking
import Testing

@Suite struct CalendarBoardTests {
  func entry(_ desk: DeskFixture, _ unit: String, _ start: String, _ end: String)
    -> CalendarEntry
  {
    let zone = desk.venue.zone
    return CalendarEntry(
      id: ReservationID(1), unit: UnitID(rawValue: unit), start: zone.zoned(desk.utc(start)),
      end: zone.zoned(desk.utc(end)), status: .confirmed, title: "T")
  }

  func board(
    _ desk: DeskFixture, _ date: String, days: Int = 1, _ entries: [CalendarEntry] = []
  ) -> CalendarBoard {
    CalendarBoard(
      of: desk.venue, space: nil, firstDate: CivilDate(date)!, days: days,
      exceptions: desk.exceptions, entries: entries)
  }

  @Test func `scenario 20: Saturday's view shows the tail of Friday's opening`() {
    let desk = DeskFixture(hours: DeskFixture.every([.friday], "18:00-02:00"))
    let late = entry(desk, "A", "2026-11-06T23:30", "2026-11-07T01:30")
    let saturday = board(desk, "2026-11-07", [late])
    #expect(saturday.shownSeconds == 0..<7200)
    #expect(saturday.rows[0].entries == [late])
    #expect(saturday.rows[0].open.contains(desk.utc("2026-11-07T01:59")))
    #expect(!saturday.rows[0].open.contains(desk.utc("2026-11-07T02:00")))
    let axis = TimeAxis(
      saturday.shownInterval(ofDay: 0, saturday.shownSeconds), minutesPerColumn: 30,
      zone: saturday.zone)
    #expect(
      axis.columns(of: UTCInterval(startUTC: late.start.utc, endUTC: late.end.utc)) == 0..<3)
    // Friday's own view goes to midnight.
    #expect(board(desk, "2026-11-06", [late]).shownSeconds == 64_800..<86_400)
  }

  @Test func `the view spans openings and entries on whole hours, and a closed day is whole`() {
    let desk = DeskFixture(hours: DeskFixture.every([.monday], "09:30-17:45"))
    #expect(board(desk, "2026-11-02").shownSeconds == 32_400..<64_800)
    #expect(board(desk, "2026-11-03").shownSeconds == 0..<86_400)
    let early = entry(desk, "B", "2026-11-02T07:15", "2026-11-02T08:00")
    #expect(board(desk, "2026-11-02", [early]).shownSeconds == 25_200..<64_800)
  }

  @Test(arguments: [("2026-10-25", 25), ("2027-03-28", 23), ("2026-11-02", 24)])
  func `the whole day of a clock change keeps its real length`(date: String, hours: Int) {
    let board = board(DeskFixture(), date)
    #expect(board.shownInterval(ofDay: 0, board.shownSeconds).durationSeconds == hours * 3600)
  }

  @Test func `rows keep the venue's order, entries the order of time`() {
    let desk = DeskFixture()
    let entries = [
      entry(desk, "B", "2026-11-02T10:00", "2026-11-02T11:00"),
      entry(desk, "A", "2026-11-02T10:00", "2026-11-02T11:00"),
      entry(desk, "B", "2026-11-02T08:00", "2026-11-02T09:00"),
    ]
    let board = board(desk, "2026-11-02", entries)
    #expect(board.rows.map(\.unit.id.rawValue) == ["A", "B", "C", "D"])
    #expect(board.entries.map(\.unit.rawValue) == ["B", "A", "B"])
  }
}
