import StudioBooking
import StudioTestSupport
import Testing

@Suite struct SeriesDeskTests {
  private func request(
    _ rule: String, _ start: String, minutes: Int = 60, end: String? = nil,
    except: [String] = [], calendars: [String] = [], standard: Bool = false
  ) throws -> SeriesRequest {
    SeriesRequest(
      booking: DeskFixture().ask(start, minutes: minutes, end: end),
      repetition: Repetition(
        rule: try RecurrenceRule(text: rule), exceptDates: except.map { CivilDate($0)! },
        exceptCalendars: calendars, countsExceptions: standard))
  }

  private func plan(_ request: SeriesRequest, _ desk: DeskFixture) throws -> SeriesPlan {
    let candidate = try SeriesDesk.interpret(request, at: desk.venue)
    return SeriesDesk.judge(candidate, desk.snapshot, nowUTC: desk.nowUTC)
  }

  private func rule(_ request: SeriesRequest, _ desk: DeskFixture = DeskFixture()) -> RefusalRule? {
    do throws(Refusal) {
      _ = try SeriesDesk.interpret(request, at: desk.venue)
      return nil
    } catch {
      return error.rule
    }
  }

  @Test func `scenario 24: a 12-week series with weeks 3 and 7 busy shows both in the preview`()
    throws
  {
    var desk = DeskFixture(needs: [.all([DeskFixture.stations[0]])])
    desk.take("A", "2026-12-15T14:30", "2026-12-15T15:30")
    desk.take("A", "2027-01-12T13:00", "2027-01-12T14:01")
    let plan = try plan(try request("FREQ=WEEKLY;COUNT=12", "2026-12-01T14:00"), desk)
    #expect(
      plan.dates.map(\.state).enumerated().filter { $0.element == "busy" }.map(\.offset) == [2, 6])
    #expect(plan.decisions.count == 10)
    let refusal = try #require(plan.conflict(skipping: false))
    #expect(refusal.rule == .seriesConflict)
    #expect(refusal.subject == "2026-12-15, 2027-01-12")
    #expect(refusal.conflict?.unit.rawValue == "A")
    #expect(plan.conflict(skipping: true) == nil)
  }

  @Test func `the preview says what is closed and what does not exist`() throws {
    let desk = DeskFixture(hours: DeskFixture.every([.saturday, .sunday], "00:00-24:00"))
    let plan = try plan(
      try request("FREQ=DAILY;COUNT=4", "2027-03-26T02:30", minutes: 30), desk)
    #expect(plan.dates.map(\.state) == ["closed", "free", "missing", "closed", "closed"])
  }

  @Test func `scenario 10: a 29 February comes back in four years and the preview says so`() throws
  {
    let plan = try plan(
      try request("FREQ=YEARLY;COUNT=2", "2028-02-29T14:00"), DeskFixture())
    #expect(plan.dates.map(\.local.date.description) == ["2028-02-29", "2032-02-29"])
    #expect(plan.periodsWithoutDate == ["2029", "2030", "2031"])
    let thirtyFirst = try self.plan(
      try request("FREQ=MONTHLY;COUNT=4", "2027-01-31T14:00"), DeskFixture())
    #expect(thirtyFirst.periodsWithoutDate == ["2027-02", "2027-04", "2027-06"])
  }

  @Test func `ten times except the holidays are ten times, but an RRULE counts as the RFC says`()
    throws
  {
    let desk = DeskFixture()
    let people = try SeriesDesk.interpret(
      try request(
        "FREQ=WEEKLY;COUNT=3", "2026-12-11T14:00", except: ["2026-12-18"],
        calendars: ["jours-feries"]), at: desk.venue)
    // 25 December and 1 January are legal holidays, both Fridays.
    #expect(
      people.occurrences.map(\.local.date.description) == [
        "2026-12-11", "2027-01-08", "2027-01-15",
      ])
    #expect(people.excluded.count == 3)
    #expect(people.pattern.times.rule?.end == .count(6))
    let experts = try SeriesDesk.interpret(
      try request(
        "FREQ=WEEKLY;COUNT=3", "2026-12-11T14:00", except: ["2026-12-18"], standard: true),
      at: desk.venue)
    #expect(experts.occurrences.map(\.local.date.description) == ["2026-12-11", "2026-12-25"])
  }

  @Test func `a night by the clock ends at four also when it is longer`() throws {
    let candidate = try SeriesDesk.interpret(
      try request("FREQ=WEEKLY;COUNT=2", "2026-10-17T22:00", end: "2026-10-18T04:00"),
      at: DeskFixture().venue)
    #expect(candidate.occurrences.map(\.interval!.durationSeconds) == [6 * 3600, 7 * 3600])
    let byLength = try SeriesDesk.interpret(
      try request("FREQ=WEEKLY;COUNT=2", "2026-10-17T22:00", minutes: 360),
      at: DeskFixture().venue)
    #expect(byLength.occurrences.map(\.interval!.durationSeconds) == [6 * 3600, 6 * 3600])
  }

  @Test func `the first date's station is kept where it is free`() throws {
    var desk = DeskFixture()
    desk.take("A", "2026-12-01T14:00", "2026-12-01T15:00")
    desk.take("B", "2026-12-15T14:00", "2026-12-15T15:00")
    let plan = try plan(try request("FREQ=WEEKLY;COUNT=4", "2026-12-01T14:00"), desk)
    #expect(plan.decisions.map(\.units.first!.rawValue) == ["B", "B", "A", "B"])
  }

  @Test func `scenario 26: what can never be booked is refused by name`() throws {
    #expect(
      rule(try request("FREQ=DAILY;COUNT=1000000000", "2026-12-01T14:00")) == .recurrenceTooLong)
    #expect(rule(try request("FREQ=DAILY", "2026-12-01T14:00")) == .recurrenceEndless)
    #expect(
      rule(try request("FREQ=WEEKLY;COUNT=500", "2026-12-01T14:00", minutes: 10 * 1440))
        == .recurrenceOverlapsItself)
    #expect(
      rule(try request("FREQ=WEEKLY;COUNT=5", "2026-12-01T14:00", end: "2026-12-01T13:00"))
        == .endNotAfterStart)
    #expect(
      rule(try request("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", "2026-12-01T14:00"))
        == .recurrenceEmpty)
    #expect(
      rule(try request("FREQ=DAILY;UNTIL=20261101", "2026-12-01T14:00")) == .recurrenceEmpty)
    #expect(
      rule(
        try request("FREQ=DAILY;COUNT=2", "2026-12-01T14:00", calendars: ["vacances"]))
        == .unknownCalendar)
  }

  @Test func `a year of every day is judged from one snapshot`() throws {
    var desk = DeskFixture(needs: [.all([DeskFixture.stations[0]])])
    for day in stride(from: 0, to: 366, by: 10) {
      let date = CivilDate("2026-12-01")!.adding(days: day)
      desk.take("A", "\(date)T13:00", "\(date)T14:30")
    }
    let plan = try plan(try request("FREQ=DAILY;COUNT=366", "2026-12-01T14:00"), desk)
    #expect(plan.dates.count == 366)
    #expect(plan.refusals.count == 37)
  }

  @Test func `a pattern split at an occurrence loses no date and shifts only the rest`() throws {
    let zone = DeskFixture().venue.zone
    var generator = SeededGenerator(seed: 24)
    for _ in 0..<200 {
      let rules = [
        "FREQ=WEEKLY;COUNT=9", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270601",
        "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=MONTHLY;BYDAY=1TU;COUNT=8", "FREQ=MONTHLY;COUNT=6",
      ]
      let rule = try RecurrenceRule(text: rules.randomElement(using: &generator)!)
      let start = LocalDateTime(
        date: RecurrenceDates(rule, from: CivilDate("2026-09-01")!).first { _ in true }!,
        secondOfDay: 2 * 3600 + 1800)
      var set = RecurrenceSet(start: start, rule: rule)
      let all = try set.times(in: zone)
      let out = all.times.randomElement(using: &generator)!.local
      set = RecurrenceSet(start: start, rule: rule, excluded: out == start ? [] : [out])
      let pattern = SeriesPattern(times: set, length: .minutes(30))
      let times = try set.times(in: zone).times
      let cut = times.randomElement(using: &generator)!.local
      let shift = SeriesPattern.Shift(secondOfDay: 20 * 3600)
      let rest = try pattern.continued(from: cut, shifted: shift, in: zone)
      let restTimes = try rest.times.times(in: zone).times.map(\.local)
      let expected = (times.map(\.local) + all.dropped).filter { $0 >= cut }.map(shift.applied)
      #expect(restTimes == expected.sorted(), "\(rule) at \(cut)")
      if cut > start {
        let head = try pattern.ended(before: cut).times.times(in: zone).times.map(\.local)
        #expect(head == times.map(\.local).filter { $0 < cut })
      }
    }
  }

  @Test func `a weekly rule follows to another day, the first Tuesday does not`() throws {
    let zone = DeskFixture().venue.zone
    func moved(_ rule: String, _ start: String, days: Int) throws -> [String] {
      let pattern = SeriesPattern(
        times: RecurrenceSet(
          start: LocalDateTime(start)!, rule: try RecurrenceRule(text: rule)),
        length: .minutes(30))
      let rest = try pattern.continued(
        from: LocalDateTime(start)!, shifted: SeriesPattern.Shift(days: days), in: zone)
      return try rest.times.times(in: zone).times.map(\.local.date.description)
    }
    #expect(
      try moved("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", "2026-12-01T14:00", days: 1) == [
        "2026-12-02", "2026-12-04", "2026-12-09",
      ])
    #expect(throws: Refusal.self) {
      try moved("FREQ=MONTHLY;BYDAY=1TU;COUNT=5", "2026-12-01T14:00", days: 2)
    }
    // Biweekly Tuesday and Thursday, five days later, lie in different weeks: no rule says that.
    #expect(throws: Refusal.self) {
      try moved("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4", "2026-12-01T14:00", days: 5)
    }
  }
}
