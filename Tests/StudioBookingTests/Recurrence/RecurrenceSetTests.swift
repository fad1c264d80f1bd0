import StudioBooking
import Testing

@Suite struct RecurrenceSetTests {
  private let zone = VenueZone(identifier: "Europe/Brussels")!

  private func times(
    _ rule: String, _ start: String, excluded: [String] = [], added: [String] = [],
    fold: RecurrenceSet.Fold = .first
  ) throws -> RecurrenceSet.Times {
    try RecurrenceSet(
      start: LocalDateTime(start)!, rule: try RecurrenceRule(text: rule),
      added: added.map { LocalDateTime($0)! }, excluded: Set(excluded.map { LocalDateTime($0)! }),
      fold: fold
    ).times(in: zone)
  }

  @Test func `scenario 5: a weekly 19:00 keeps its clock over both changes`() throws {
    let autumn = try times("FREQ=WEEKLY;COUNT=3", "2026-10-20T19:00").times
    #expect(
      autumn.map { RFC3339.utc($0.utc) } == [
        "2026-10-20T17:00:00Z", "2026-10-27T18:00:00Z", "2026-11-03T18:00:00Z",
      ])
    #expect(autumn.allSatisfy { zone.local(atUTC: $0.utc).clockText == "19:00" })
    let spring = try times("FREQ=WEEKLY;COUNT=2", "2027-03-23T19:00").times
    #expect(
      spring.map { RFC3339.utc($0.utc) } == ["2027-03-23T18:00:00Z", "2027-03-30T17:00:00Z"])
  }

  @Test func `scenario 6: a Sunday 02:30 that does not exist is listed and not counted`() throws {
    let found = try times("FREQ=WEEKLY;COUNT=3", "2027-03-21T02:30")
    #expect(
      found.times.map(\.local.description) == [
        "2027-03-21T02:30", "2027-04-04T02:30", "2027-04-11T02:30",
      ])
    #expect(found.dropped.map(\.description) == ["2027-03-28T02:30"])
  }

  @Test func `of two equal readings the first is taken, the second on request`() throws {
    let first = try times("FREQ=WEEKLY;COUNT=2", "2026-10-18T02:30")
    let second = try times("FREQ=WEEKLY;COUNT=2", "2026-10-18T02:30", fold: .second)
    #expect(RFC3339.utc(first.times[1].utc) == "2026-10-25T00:30:00Z")
    #expect(RFC3339.utc(second.times[1].utc) == "2026-10-25T01:30:00Z")
  }

  @Test func `excluded times count, added ones come on top`() throws {
    let found = try times(
      "FREQ=WEEKLY;COUNT=3", "2026-12-01T14:00", excluded: ["2026-12-08T14:00"],
      added: ["2026-12-09T10:00", "2026-12-15T14:00"])
    #expect(
      found.times.map(\.local.description) == [
        "2026-12-01T14:00", "2026-12-09T10:00", "2026-12-15T14:00",
      ])
    #expect(found.excluded.map(\.description) == ["2026-12-08T14:00"])
  }

  @Test(arguments: [
    ("FREQ=DAILY;UNTIL=20261203", 3), ("FREQ=DAILY;UNTIL=20261203T135959", 2),
    ("FREQ=DAILY;UNTIL=20261203T140000", 3), ("FREQ=DAILY;UNTIL=20261203T130000Z", 3),
    ("FREQ=DAILY;UNTIL=20261203T125959Z", 2),
  ])
  func `UNTIL includes its own instant in every form`(rule: String, count: Int) throws {
    #expect(try times(rule, "2026-12-01T14:00").times.count == count)
  }

  @Test(arguments: [
    ("FREQ=DAILY;COUNT=1000000000", RefusalRule.recurrenceTooLong),
    ("FREQ=DAILY", .recurrenceEndless), ("FREQ=DAILY;UNTIL=20991231", .recurrenceTooLong),
  ])
  func `a set too long or endless is refused`(rule: String, expected: RefusalRule) throws {
    do {
      _ = try times(rule, "2026-12-01T14:00")
      Issue.record("\(rule) was expanded")
    } catch let refusal as Refusal {
      #expect(refusal.rule == expected)
    }
  }
}
