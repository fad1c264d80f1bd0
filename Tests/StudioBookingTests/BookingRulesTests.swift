import StudioBooking
import Testing

@Suite struct BookingRulesTests {
  @Test(arguments: [
    ("2026-11-04T09:30", 60, nil), ("2026-11-04T09:15", 60, RefusalRule.startStep),
    ("2026-11-04T09:30:01", 60, .startStep), ("2026-11-04T09:30", 45, .durationStep),
    ("2026-11-04T09:30", 30, nil), ("2026-11-04T09:30", 720, nil),
    ("2026-11-04T09:30", 750, .maximumDuration),
  ])
  func `start and length follow the step and the limits`(
    start: String, minutes: Int, rule: RefusalRule?
  ) {
    #expect(DeskFixture().rule(start, minutes: minutes) == rule)
  }

  @Test func `a grid may count from another minute than midnight`() {
    let policy = BookingPolicy(
      starts: StartRule(everyMinutes: 60, fromMinute: 510), durationMinutes: 60...240)
    let desk = DeskFixture(policy: policy)
    #expect(desk.rule("2026-11-04T08:30") == nil)
    #expect(desk.rule("2026-11-04T00:30") == nil)
    #expect(desk.rule("2026-11-04T09:00") == .startStep)
  }

  @Test func `a booking shorter than allowed is refused with limit and actual`() throws {
    let desk = DeskFixture(policy: BookingPolicy(durationMinutes: 120...240))
    let refusal = try #require(desk.refusal(desk.ask("2026-11-04T10:00", minutes: 60)))
    #expect(refusal.rule == .minimumDuration)
    #expect(refusal.limit == .minutes(120) && refusal.actual == .minutes(60))
    #expect(refusal.code == "duration")
  }

  @Test(
    arguments: [
      // now is 2026-11-04T10:00:00+01:00
      (LeadTime.hours(2), "2026-11-04T12:00", nil), (.hours(2), "2026-11-04T11:30", .leadTime),
      (.hours(0), "2026-11-04T10:00", nil), (.hours(0), "2026-11-04T09:30", RefusalRule.past),
      (.days(2), "2026-11-06T00:00", nil), (.days(2), "2026-11-05T23:30", .leadTime),
      // Wednesday + 3 working days: Thursday, Friday, Monday.
      (.workingDays(3), "2026-11-09T00:00", nil), (.workingDays(3), "2026-11-08T23:30", .leadTime),
      // Wednesday 11 November is a holiday: + 5 is Thursday 12, not Wednesday 11.
      (.workingDays(5), "2026-11-11T23:30", .leadTime), (.workingDays(5), "2026-11-12T00:00", nil),
    ] as [(LeadTime, String, RefusalRule?)])
  func `lead time in hours, days and working days`(
    lead: LeadTime, start: String, rule: RefusalRule?
  ) {
    var desk = DeskFixture(
      policy: BookingPolicy(durationMinutes: 30...60, lead: lead), closedOn: ["jours-feries"])
    desk.now = "2026-11-04T09:00:00Z"
    #expect(desk.rule(start) == rule)
  }

  @Test func `a start one second before the lead time ends is too late`() {
    var desk = DeskFixture(policy: BookingPolicy(durationMinutes: 30...60, lead: .hours(2)))
    desk.now = "2026-11-04T09:00:01Z"
    let refusal = desk.refusal(desk.ask("2026-11-04T12:00"))
    #expect(refusal?.rule == .leadTime)
    // Starts are whole minutes: the sentence names the first that would do.
    #expect(refusal?.limit == .moment(desk.venue.zone.zoned(desk.utc("2026-11-04T12:01"))))
    desk.now = "2026-11-04T09:00:00Z"
    #expect(desk.rule("2026-11-04T12:00") == nil)
  }

  @Test(arguments: [("2026-11-18T23:30", nil), ("2026-11-19T00:00", RefusalRule.horizon)])
  func `the horizon is counted in the venue's dates`(start: String, rule: RefusalRule?) {
    var desk = DeskFixture(policy: BookingPolicy(durationMinutes: 30...60, horizonDays: 14))
    desk.now = "2026-11-04T22:59:00Z"
    #expect(desk.rule(start) == rule)
  }

  @Test(arguments: [
    ("2026-11-06T23:30", 120, nil), ("2026-11-07T01:00", 60, nil),
    ("2026-11-07T01:00", 90, RefusalRule.openingHours), ("2026-11-07T02:00", 60, .closedDay),
    ("2026-11-06T17:30", 60, .openingHours), ("2026-11-06T18:00", 30, nil),
    ("2026-11-05T18:00", 60, .closedDay),
  ])
  func `an opening that crosses midnight belongs to its day`(
    start: String, minutes: Int, rule: RefusalRule?
  ) {
    let desk = DeskFixture(hours: DeskFixture.every([.friday], "18:00-02:00"))
    let found = desk.rule(start, minutes: minutes)
    // On the Saturday the tail of Friday's opening is named.
    #expect(found == rule || (rule == .closedDay && found == .openingHours))
  }

  @Test func `a day that closes at midnight sells its last hour`() {
    let desk = DeskFixture(hours: DeskFixture.every([.friday], "18:00-24:00"))
    #expect(desk.rule("2026-11-06T23:00", minutes: 60) == nil)
    #expect(desk.rule("2026-11-06T23:30", minutes: 60) == .openingHours)
  }

  @Test func `hours are those of room, station and offering together`() {
    let offering = Hours([
      Hours.Entry(
        during: .calendar("holidays"),
        weekly: WeeklyGrid(DeskFixture.every([.monday], "13:00-18:00"))),
      Hours.Entry(weekly: WeeklyGrid(DeskFixture.every([.wednesday], "13:00-18:00"))),
    ])
    let stationA = Hours([
      Hours.Entry(weekly: WeeklyGrid(DeskFixture.every(Weekday.allCases, "15:00-17:00")))
    ])
    let desk = DeskFixture(
      hours: DeskFixture.every(Weekday.allCases, "08:30-17:30"), offeringHours: offering,
      unitHours: [DeskFixture.stations[0]: stationA],
      calendars: [
        DayCalendar(
          name: "holidays",
          days: [.init(from: CivilDate("2026-11-02")!, to: CivilDate("2026-11-08")!)])
      ])
    // Wednesday 4 November is in the holidays: only Monday is open then.
    #expect(desk.rule("2026-11-04T14:00") == .closedDay)
    #expect(desk.rule("2026-11-02T14:00") == nil)
    #expect(desk.rule("2026-11-11T14:00") == nil)
    #expect(desk.rule("2026-11-11T17:00") == .openingHours)
    #expect(desk.rule("2026-11-11T14:00", units: [DeskFixture.stations[0]]) == .openingHours)
    #expect(desk.rule("2026-11-11T16:00", units: [DeskFixture.stations[0]]) == nil)
  }

  @Test func `a closed Sunday opens by exception for all stations but one in repair`() {
    var desk = DeskFixture(
      hours: DeskFixture.every([.monday], "09:00-18:00"), closedOn: ["jours-feries"])
    func dated(_ kind: HoursException.Kind, _ scope: HoursException.Scope) -> HoursException {
      HoursException(
        kind: kind, scope: scope,
        interval: UTCInterval(
          startUTC: desk.utc("2026-11-01T13:00"), endUTC: desk.utc("2026-11-01T18:00")))
    }
    #expect(desk.rule("2026-11-01T14:00") == .closedDay)
    desk.exceptions = [
      dated(.opening, .space(SpaceID(rawValue: "room"))),
      dated(.closure, .unit(DeskFixture.stations[3])),
    ]
    #expect(desk.rule("2026-11-01T14:00", units: [DeskFixture.stations[0]]) == nil)
    #expect(desk.rule("2026-11-01T14:00", units: [DeskFixture.stations[3]]) == .closedDay)
    #expect(desk.rule("2026-11-01T17:30") == .openingHours)
  }

  @Test(
    arguments: [
      (OpenDuring.throughout, "2026-11-06T17:00", RefusalRule.openingHours),
      (.ends, "2026-11-06T17:00", nil),
      (.start, "2026-11-06T17:00", nil), (.ends, "2026-11-06T17:30", .openingHours),
      (.start, "2026-11-06T17:30", nil), (.start, "2026-11-06T18:00", .openingHours),
    ] as [(OpenDuring, String, RefusalRule?)])
  func `a loan over night needs opening hours at its ends only`(
    part: OpenDuring, start: String, rule: RefusalRule?
  ) {
    // Friday 9–18, Saturday 9–10: seventeen hours later is 10:00 or half past.
    var hours = DeskFixture.every([.friday], "09:00-18:00")
    hours[.saturday] = [GridSpan("09:00-10:00")!]
    let desk = DeskFixture(
      hours: hours,
      policy: BookingPolicy(durationMinutes: 30...1440, openDuring: part))
    #expect(desk.rule(start, minutes: 17 * 60) == rule)
  }

  @Test func `only the named categories may book`() {
    var desk = DeskFixture(
      policy: BookingPolicy(
        durationMinutes: 30...60, bookers: BookerRules(categories: ["asbl", "ecole"])))
    #expect(desk.rule("2026-11-04T10:00") == .whoMayBook)
    desk.booker.category = "citoyen"
    #expect(desk.rule("2026-11-04T10:00") == .whoMayBook)
    desk.booker.category = "asbl"
    #expect(desk.rule("2026-11-04T10:00") == nil)
  }

  @Test(arguments: [
    ("10:30", 60, true), ("09:30", 60, true), ("10:00", 30, true), ("09:00", 180, true),
    ("11:00", 60, false), ("09:00", 60, false),
  ])
  func `touching bookings pass, overlapping ones do not`(
    clock: String, minutes: Int, taken: Bool
  ) {
    var desk = DeskFixture(needs: [.all([DeskFixture.stations[0]])])
    desk.take("A", "2026-11-04T10:00", "2026-11-04T11:00")
    let rule = desk.rule("2026-11-04T\(clock)", minutes: minutes)
    #expect(rule == (taken ? .slotTaken : nil))
  }

  @Test func `one shared second is an overlap`() {
    var desk = DeskFixture(needs: [.all([DeskFixture.stations[0]])])
    desk.take("A", "2026-11-04T09:00", "2026-11-04T10:00:01")
    #expect(desk.rule("2026-11-04T10:00") == .slotTaken)
    desk.claims = []
    desk.take("A", "2026-11-04T10:59:59", "2026-11-04T11:30")
    #expect(desk.rule("2026-11-04T10:00", minutes: 60) == .slotTaken)
  }

  @Test func `the time to make ready is claimed after the booking and may pass closing time`() {
    var desk = DeskFixture(
      hours: DeskFixture.every(Weekday.allCases, "09:00-12:00"),
      needs: [.all([DeskFixture.stations[0]])],
      policy: BookingPolicy(durationMinutes: 30...240, bufferMinutes: 15))
    guard case .success(let last) = desk.decide(desk.ask("2026-11-04T11:00", minutes: 60)) else {
      Issue.record("the last session may end exactly at closing")
      return
    }
    #expect(last.interval.endUTC == desk.utc("2026-11-04T12:00"))
    #expect(last.claims.map(\.interval.endUTC) == [desk.utc("2026-11-04T12:15")])
    desk.take("A", "2026-11-04T11:00", "2026-11-04T12:15")
    // 10:00–11:00 needs until 11:15 itself.
    #expect(desk.rule("2026-11-04T10:00", minutes: 60) == .slotTaken)
    #expect(desk.rule("2026-11-04T10:00", minutes: 30) == nil)
  }

  @Test func `rules are asked in the published order`() {
    // Breaks everything at once; each cure uncovers the next rule.
    var desk = DeskFixture(
      hours: DeskFixture.every([.wednesday], "09:00-18:00"),
      needs: [.all([DeskFixture.stations[0]])],
      policy: BookingPolicy(
        starts: StartRule(everyMinutes: 30), durationMinutes: 60...120, lead: .hours(2),
        horizonDays: 7, bookers: BookerRules(categories: ["asbl"])))
    desk.now = "2027-03-24T09:00:00Z"
    desk.take("A", "2027-03-31T16:00", "2027-03-31T17:00")
    #expect(desk.rule("2027-03-28T02:10", end: "2027-03-28T01:00") == .nonexistentTime)
    #expect(desk.rule("2026-10-25T02:10", end: "2026-10-25T01:00") == .ambiguousTime)
    #expect(desk.rule("2027-03-24T10:10", end: "2027-03-24T10:00") == .endNotAfterStart)
    #expect(desk.rule("2027-03-24T10:10", minutes: 30) == .startStep)
    #expect(desk.rule("2027-03-24T09:30", minutes: 30) == .minimumDuration)
    #expect(desk.rule("2027-03-24T09:30", minutes: 60) == .past)
    #expect(desk.rule("2027-04-07T16:00", minutes: 60) == .horizon)
    #expect(desk.rule("2027-03-29T16:00", minutes: 60) == .closedDay)
    #expect(desk.rule("2027-03-31T16:00", minutes: 60) == .whoMayBook)
    desk.booker.category = "asbl"
    #expect(desk.rule("2027-03-31T16:00", minutes: 60) == .slotTaken)
    #expect(desk.rule("2027-03-31T15:00", minutes: 60) == nil)
  }

  @Test func `what staff set aside is named; a taken unit cannot be set aside`() {
    var desk = DeskFixture(
      hours: DeskFixture.every([.wednesday], "09:00-18:00"),
      needs: [.all([DeskFixture.stations[0]])])
    let night = desk.ask("2026-11-05T03:00")
    guard case .success(let decision) = desk.decide(night, overriding: [.closed]) else {
      Issue.record("closed was set aside")
      return
    }
    #expect(decision.overridden == [.closed])
    desk.take("A", "2026-11-05T03:00", "2026-11-05T04:00")
    guard case .failure(let refused) = desk.decide(night, overriding: Set(RefusalCode.allCases))
    else {
      Issue.record("a taken unit was given twice")
      return
    }
    #expect(refused.refusal.rule == .slotTaken)
  }

  @Test func `names that do not exist are refused with the ones that do`() {
    let desk = DeskFixture()
    let unit = desk.refusal(
      desk.ask("2026-11-04T10:00", units: [UnitID(rawValue: "Z")]))
    #expect(unit?.rule == .unknownUnit && unit?.limit == .text("A, B, C, D"))
    let many = desk.refusal(
      desk.ask("2026-11-04T10:00", units: Array(DeskFixture.stations.prefix(2))))
    #expect(many?.rule == .tooManyUnits)
    let offering = desk.refusal(
      BookingRequest(
        offering: OfferingID(rawValue: "pool"), start: RequestedTime("2026-11-04T10:00")!,
        person: .name("Test")))
    #expect(offering?.rule == .unknownOffering && offering?.limit == .text("station"))
  }
}
