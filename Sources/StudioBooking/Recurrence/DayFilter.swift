/// Which dates of a period a rule names: every BY… part but BYSETPOS.
///
/// Source: the table of RFC 5545 §3.3.10. Seen over the days of one period, each of its "expand" and
/// "limit" cells says the same: a day stays when every part that is there names it.
struct DayFilter {
  private let months: Set<Int>
  private let monthDays: Set<Int>
  private let yearDays: Set<Int>
  private let weekNumbers: Set<Int>
  private let weekdays: Set<Weekday>
  private let counted: Set<RecurrenceRule.Day>
  private let countsWithinMonth: Bool
  private let weekStart: Weekday

  /// Fills what the rule leaves open from the first date: "information, not contained in the rule,
  /// … is derived from the DTSTART" (RFC 5545 §3.3.10).
  init(_ rule: RecurrenceRule, from start: CivilDate) {
    var (months, monthDays) = (Set(rule.months), Set(rule.monthDays))
    var plain = Set(rule.days.filter { $0.ordinal == nil }.map(\.weekday))
    if rule.days.isEmpty, rule.monthDays.isEmpty, rule.yearDays.isEmpty {
      switch rule.frequency {
      case .daily: break
      case .weekly: plain = [start.weekday]
      case .monthly: monthDays = [start.parts.day]
      case .yearly where !rule.weekNumbers.isEmpty: plain = [start.weekday]
      case .yearly:
        monthDays = [start.parts.day]
        if months.isEmpty { months = [start.parts.month] }
      }
    }
    self.months = months
    self.monthDays = monthDays
    yearDays = Set(rule.yearDays)
    weekNumbers = Set(rule.weekNumbers)
    weekdays = plain
    counted = Set(rule.days.filter { $0.ordinal != nil })
    // "Within the month" also in a yearly rule once BYMONTH is there (RFC 5545 §3.3.10, note 2).
    countsWithinMonth = rule.frequency == .monthly || !rule.months.isEmpty
    weekStart = rule.weekStart
  }

  func allowsMonth(of date: CivilDate) -> Bool {
    months.isEmpty || months.contains(date.parts.month)
  }

  func matches(_ date: CivilDate) -> Bool {
    let (year, month, day) = date.parts
    guard months.isEmpty || months.contains(month) else { return false }
    let monthLength = CivilDate.days(inMonth: month, of: year)
    if !monthDays.isEmpty {
      guard monthDays.contains(day) || monthDays.contains(day - monthLength - 1) else {
        return false
      }
    }
    guard !yearDays.isEmpty || !weekNumbers.isEmpty || !counted.isEmpty else {
      return weekdays.isEmpty || weekdays.contains(date.weekday)
    }
    let yearDay = Self.dayOfYear(date, year)
    let yearLength = CivilDate.isLeap(year) ? 366 : 365
    if !yearDays.isEmpty {
      guard yearDays.contains(yearDay) || yearDays.contains(yearDay - yearLength - 1) else {
        return false
      }
    }
    if !weekNumbers.isEmpty {
      let (number, count) = Self.week(of: date, weekStart: weekStart)
      guard weekNumbers.contains(number) || weekNumbers.contains(number - count - 1) else {
        return false
      }
    }
    guard !weekdays.isEmpty || !counted.isEmpty else { return true }
    if weekdays.contains(date.weekday) { return true }
    let (place, length) = countsWithinMonth ? (day, monthLength) : (yearDay, yearLength)
    let fromFront = RecurrenceRule.Day((place - 1) / 7 + 1, date.weekday)
    let fromEnd = RecurrenceRule.Day(-((length - place) / 7 + 1), date.weekday)
    return counted.contains(fromFront) || counted.contains(fromEnd)
  }

  private static func dayOfYear(_ date: CivilDate, _ year: Int) -> Int {
    let newYear = CivilDate(year: year, month: 1, day: 1)?.dayNumber ?? date.dayNumber
    return date.dayNumber - newYear + 1
  }

  /// The number of a date's week and how many weeks its year has.
  ///
  /// A week belongs to the year that holds its fourth day, so week 1 has at least four days in it
  /// (RFC 5545 §3.3.10 after ISO 8601).
  static func week(of date: CivilDate, weekStart: Weekday) -> (number: Int, count: Int) {
    let behind = (date.weekday.rawValue - weekStart.rawValue + 7) % 7
    let fourth = date.adding(days: 3 - behind)
    let year = fourth.parts.year
    let place = dayOfYear(fourth, year)
    let left = (CivilDate.isLeap(year) ? 366 : 365) - place
    let number = (place - 1) / 7 + 1
    return (number, number + left / 7)
  }
}
