import Foundation
import StudioBooking
import StudioTestSupport
import Testing

/// Compares with PyPI python-dateutil, which was written by others.
///
/// The random rules are those the standard allows and python-dateutil reads as the standard does.
/// Where it differs, it is by its own documentation or code, and the table below holds each
/// difference with the reading of RFC 5545 that ours follows.
@Suite(.needsPython)
struct IndependentRecurrenceTests {
  /// A few hundred rules in every run, thousands when asked.
  static let ruleCount =
    ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1" ? 3_000 : 300

  @Test func `random rules have the dates that python-dateutil finds`() throws {
    var generator = SeededGenerator(seed: 5545)
    let cases = (0..<Self.ruleCount).map { _ in RandomRule(using: &generator) }
    let folder = try TemporaryFolder()
    let file = folder.file("rules.txt")
    try cases.map { "\($0.start) \($0.rule)" }.joined(separator: "\n")
      .write(to: file, atomically: true, encoding: .utf8)
    let result = try PythonTool.run(["-c", Self.program, file.path])
    try #require(result.exitCode == 0, "\(result.standardError)")
    let theirs = result.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
    var compared = 0
    for (each, line) in zip(cases, theirs) {
      let ours = RecurrenceDates(each.rule, from: each.start).prefix(RandomRule.wanted)
        .map(\.description).prefix { $0 < "2051" }
      #expect(ours.joined(separator: " ") == line, "\(each.start) \(each.rule)")
      compared += ours.count
    }
    #expect(theirs.count >= cases.count)
    // The rules are not all empty ones.
    #expect(compared > 5 * cases.count)
  }

  /// Prints the first dates of each rule, one line a rule.
  private static let program = """
    import sys, itertools
    from datetime import datetime
    from dateutil.rrule import rrulestr
    for line in open(sys.argv[1]).read().split("\\n"):
      start, rule = line.split(" ")
      # Without an end, a rule that never comes true keeps it busy until the year 9999.
      dates = rrulestr(rule + ";UNTIL=20501231", dtstart=datetime.fromisoformat(start))
      print(" ".join(str(d.date()) for d in itertools.islice(dates, \(RandomRule.wanted))))
    """

  /// Rule, start, ours, python-dateutil's, and why ours.
  @Test(arguments: [
    // "Information, not contained in the rule … is derived from DTSTART": one day, not the week.
    (
      "FREQ=YEARLY;BYWEEKNO=20", "1997-05-12", "1997-05-12 1998-05-11",
      "1997-05-12 1997-05-13"
    ),
    // "Comma-separated list of days": a union. python-dateutil intersects plain and counted days.
    ("FREQ=MONTHLY;BYDAY=1TU,SU", "2026-12-01", "2026-12-01 2026-12-06", ""),
    // BYSETPOS counts in the whole week, as it does in the whole month; python-dateutil begins the
    // first week at DTSTART.
    (
      "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2026-12-01", "2026-12-02 2026-12-09",
      "2026-12-04 2026-12-09"
    ),
  ])
  func `where python-dateutil differs, the standard's words decide`(
    rule: String, start: String, ours: String, theirs: String
  ) throws {
    let found = RecurrenceDates(try RecurrenceRule(text: rule), from: CivilDate(start)!)
      .prefix(2).map(\.description)
    #expect(found.joined(separator: " ") == ours)
    let folder = try TemporaryFolder()
    let file = folder.file("rules.txt")
    try "\(start) \(rule)".write(to: file, atomically: true, encoding: .utf8)
    let result = try PythonTool.run(["-c", Self.program, file.path])
    let said = result.standardOutput.split(separator: "\n").first.map(String.init) ?? ""
    #expect(said.split(separator: " ").prefix(2).joined(separator: " ") == theirs)
  }
}

/// A rule the standard allows, and a first date.
private struct RandomRule {
  /// Dates compared a rule.
  static let wanted = 40

  let rule: RecurrenceRule
  let start: CivilDate

  init(using generator: inout SeededGenerator) {
    start = CivilDate(dayNumber: Int.random(in: 18_000...24_000, using: &generator))
    var rule = RecurrenceRule(
      RecurrenceRule.Frequency.allCases.randomElement(using: &generator)!)
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    func some(_ range: ClosedRange<Int>, signed: Bool = false) -> [Int] {
      let values = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        let value = Int.random(in: range, using: &generator)
        return signed && chance(40) ? -value : value
      }
      return Array(Set(values)).sorted()
    }
    if chance(60) { rule.interval = Int.random(in: 1...5, using: &generator) }
    if chance(30) { rule.weekStart = Weekday.allCases.randomElement(using: &generator)! }
    if chance(25) { rule.months = some(1...12) }
    if chance(30), rule.frequency != .weekly { rule.monthDays = some(1...31, signed: true) }
    if chance(20), rule.frequency == .yearly { rule.yearDays = some(1...366, signed: true) }
    if chance(40) {
      let isCounted = chance(50) && [.monthly, .yearly].contains(rule.frequency)
      let reach = rule.frequency == .monthly || !rule.months.isEmpty ? 5 : 53
      rule.days = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        let place = Int.random(in: 1...reach, using: &generator)
        return RecurrenceRule.Day(
          isCounted ? (chance(40) ? -place : place) : nil,
          Weekday.allCases.randomElement(using: &generator)!)
      }
    }
    // Week -52 and -53 at the turn of the year are left out: python-dateutil looks for week 1 only
    // under that number there. So are weeks without a day (see the table of differences).
    if chance(20), rule.frequency == .yearly, !rule.days.contains(where: { $0.ordinal != nil }) {
      rule.weekNumbers = some(1...53).map { $0 == 53 || chance(70) ? $0 : -min($0, 51) }
      if rule.days.isEmpty {
        rule.days = [RecurrenceRule.Day(nil, Weekday.allCases.randomElement(using: &generator)!)]
      }
    }
    let hasDays =
      !(rule.days.isEmpty && rule.monthDays.isEmpty && rule.months.isEmpty && rule.yearDays.isEmpty)
    if chance(25), hasDays, rule.frequency != .weekly {
      rule.setPositions = some(1...5, signed: true)
    }
    self.rule = rule
  }
}
