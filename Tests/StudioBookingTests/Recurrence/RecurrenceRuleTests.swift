import StudioBooking
import Testing

@Suite struct RecurrenceRuleTests {
  private func dates(_ rule: String, from start: String, count: Int) throws -> [String] {
    let rule = try RecurrenceRule(text: rule)
    return RecurrenceDates(rule, from: CivilDate(start)!).prefix(count).map(\.description)
  }

  @Test(arguments: [
    (
      "FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31",
      ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31"]
    ),
    ("FREQ=MONTHLY", "2027-01-31", ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31"]),
  ])
  func `scenario 9: monthly on the 31st is never on the 1st, the last day is in February too`(
    rule: String, start: String, expected: [String]
  ) throws {
    #expect(try dates(rule, from: start, count: expected.count) == expected)
  }

  @Test func `scenario 10: a yearly 29 February comes in leap years only`() throws {
    #expect(
      try dates("FREQ=YEARLY", from: "2028-02-29", count: 3)
        == ["2028-02-29", "2032-02-29", "2036-02-29"])
  }

  @Test(arguments: [
    // The examples of RFC 5545 §3.8.5.3, from September 1997.
    ("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", ["1997-09-05", "1997-10-03", "1997-11-07"]),
    (
      "FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07",
      ["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"]
    ),
    ("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", ["1997-09-22", "1997-10-20", "1997-11-17"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", ["1997-09-28", "1997-10-29", "1997-11-28"]),
    (
      "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10",
      [
        "1997-09-10", "1997-09-11", "1997-09-12", "1997-09-13", "1997-09-14", "1997-09-15",
        "1999-03-10",
      ]
    ),
    (
      "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200", "1997-01-01",
      ["1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01", "2000-04-09"]
    ),
    ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", ["1997-05-19", "1998-05-18", "1999-05-17"]),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", ["1997-05-12", "1998-05-11", "1999-05-17"]),
    // Without BYDAY the weekday is that of the start, as §3.3.10 derives what a rule leaves open.
    ("FREQ=YEARLY;BYWEEKNO=20", "1997-05-12", ["1997-05-12", "1998-05-11", "1999-05-17"]),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02", ["1998-02-13", "1998-03-13"]),
    (
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05",
      ["1996-11-05", "2000-11-07", "2004-11-02"]
    ),
    ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", ["1997-09-04", "1997-10-07"]),
    (
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29",
      ["1997-09-29", "1997-10-30", "1997-11-27"]
    ),
    // WKST decides which weeks are skipped.
    (
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05",
      ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]
    ),
    (
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05",
      ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]
    ),
    // Plain and counted days together are a union.
    ("FREQ=MONTHLY;BYDAY=1TU,SU", "2026-12-01", ["2026-12-01", "2026-12-06", "2026-12-13"]),
  ])
  func `the dates of a rule are those of the standard`(
    rule: String, start: String, expected: [String]
  ) throws {
    #expect(try dates(rule, from: start, count: expected.count) == expected)
  }

  @Test(arguments: [
    "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=MONTHLY;BYYEARDAY=3",
    "FREQ=MONTHLY;BYWEEKNO=3", "FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO", "FREQ=DAILY;BYSETPOS=1",
    "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=3;UNTIL=20270101", "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;UNTIL=20270230", "FREQ=SOMETIMES", "BYDAY=MO", "",
    "FREQ=DAILY;FREQ=DAILY", "FREQ=MONTHLY;BYDAY=54MO", "FREQ=DAILY;NONSENSE=1",
    "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;COUNT",
  ])
  func `what the standard forbids is refused by name`(text: String) {
    #expect(throws: Refusal.self) { try RecurrenceRule(text: text) }
    do throws(Refusal) {
      _ = try RecurrenceRule(text: text)
    } catch {
      #expect(error.rule == .recurrenceUnreadable)
    }
  }

  @Test(arguments: ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=MONTHLY;SKIP=OMIT"])
  func `what is readable but not offered says so`(text: String) {
    do throws(Refusal) {
      _ = try RecurrenceRule(text: text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect(error.rule == .recurrenceUnsupported)
    }
  }

  @Test(arguments: [
    "FREQ=MONTHLY;COUNT=10;BYDAY=1TH,-1FR", "FREQ=DAILY;INTERVAL=3;UNTIL=20270630T215900Z",
    "FREQ=WEEKLY;UNTIL=20270630;WKST=SU;BYDAY=TU,TH",
    "FREQ=YEARLY;BYMONTH=1,2;BYWEEKNO=1,-1;BYYEARDAY=1,-366;BYMONTHDAY=-31;BYDAY=MO;BYSETPOS=-1",
  ])
  func `the text form survives reading and writing`(text: String) throws {
    #expect(try RecurrenceRule(text: text).description == text)
    #expect(try RecurrenceRule(text: "RRULE:" + text.lowercased()).description == text)
  }

  @Test(arguments: [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=WEEKLY;INTERVAL=100000;BYMONTH=2;BYDAY=MO;BYSETPOS=7",
  ])
  func `a rule that never comes true ends by its budget`(text: String) throws {
    var walk = RecurrenceDates(try RecurrenceRule(text: text), from: CivilDate("2026-01-01")!)
    #expect(walk.next() == nil)
    #expect(walk.isExhausted)
  }
}
