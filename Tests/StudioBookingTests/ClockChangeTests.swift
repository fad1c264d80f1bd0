import StudioBooking
import Testing

/// Scenarios 1–4, 7 and 20 of the acceptance list, on the nights of 2026-10-25 and 2027-03-28.
@Suite struct ClockChangeTests {
  func decision(_ desk: DeskFixture, _ start: String, end: String) throws -> BookingDecision {
    try desk.decide(desk.ask(start, end: end)).get()
  }

  @Test func `scenario 1: the long night lasts seven real hours`() throws {
    let night = try decision(DeskFixture(), "2026-10-24T22:00", end: "2026-10-25T04:00")
    #expect(night.interval.durationSeconds == 7 * 3600)
    #expect(RFC3339.utc(night.interval.endUTC) == "2026-10-25T03:00:00Z")
  }

  @Test func `scenario 2: the short night lasts five real hours`() throws {
    let night = try decision(DeskFixture(), "2027-03-27T22:00", end: "2027-03-28T04:00")
    #expect(night.interval.durationSeconds == 5 * 3600)
  }

  @Test func `scenario 3: a time that does not exist is refused with its neighbours`() throws {
    let desk = DeskFixture()
    let request = desk.ask("2027-03-28T02:30")
    let refusal = try #require(desk.refusal(request))
    #expect(refusal.code == "nonexistent_time")
    #expect(
      Set(desk.alternatives(request).map(\.start.local.description))
        == ["2027-03-28T03:00", "2027-03-28T01:30", "2027-03-28T03:30"])
  }

  @Test func `an end that does not exist is refused too`() {
    #expect(
      DeskFixture().rule("2027-03-28T01:00", end: "2027-03-28T02:30") == .nonexistentTime)
  }

  @Test func `scenario 4: both hours of the repeated one are bookable, the bare time is a choice`()
    throws
  {
    var desk = DeskFixture(needs: [.all([DeskFixture.stations[0]])])
    let first = try decision(
      desk, "2026-10-25T02:00+02:00", end: "2026-10-25T03:00+02:00")
    desk.claims += first.claims
    let second = try decision(
      desk, "2026-10-25T02:00+01:00", end: "2026-10-25T03:00+01:00")
    #expect(second.interval.startUTC == first.interval.endUTC)
    desk.claims = []

    let bare = desk.ask("2026-10-25T02:30", minutes: 30)
    #expect(desk.refusal(bare)?.code == "ambiguous_time")
    #expect(
      desk.alternatives(bare).prefix(2).map(\.start.rfc3339) == [
        "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00",
      ])
  }

  @Test(arguments: [("2026-10-25", 50), ("2027-03-28", 46), ("2026-10-26", 48)])
  func `scenario 7: a day and night room has as many half hours as the day`(
    date: String, slots: Int
  ) throws {
    let desk = DeskFixture(
      policy: BookingPolicy(durationMinutes: 30...30))
    let answer = try BookingDesk.availability(
      AvailabilityQuery(offering: DeskFixture.offering, firstDate: CivilDate(date)!),
      desk.snapshot, nowUTC: desk.nowUTC)
    #expect(answer.slots.count == slots)
    #expect(Set(answer.slots.map(\.start.rfc3339)).count == slots)
    #expect(zip(answer.slots, answer.slots.dropFirst()).allSatisfy { $0.end == $1.start })
  }

  @Test func `closing at half past two on the long night means the second half past two`() {
    let desk = DeskFixture(hours: DeskFixture.every([.saturday], "22:00-02:30"))
    #expect(desk.rule("2026-10-25T02:00+01:00", minutes: 30) == nil)
    #expect(desk.rule("2026-10-25T02:00+01:00", minutes: 60) == .openingHours)
  }

  @Test func `an opening that lies in the skipped hour has no time at all`() {
    let desk = DeskFixture(hours: DeskFixture.every([.sunday], "02:00-03:00"))
    #expect(desk.rule("2027-03-28T03:00", minutes: 30) == .closedDay)
  }
}
