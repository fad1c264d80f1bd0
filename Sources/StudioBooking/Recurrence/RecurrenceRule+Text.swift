extension RecurrenceRule {
  /// Reads the text form, with or without `RRULE:` before it.
  ///
  /// - Parameter text: `FREQ=MONTHLY;BYDAY=1TH;COUNT=10`.
  /// - Throws: a refusal with code `bad_recurrence` that names the part: one that cannot be read,
  ///   one that RFC 5545 §3.3.10 forbids beside the others, or one this program does not offer.
  public init(text: String) throws(Refusal) {
    var parts: [String: String] = [:]
    let body = text.uppercased().hasPrefix("RRULE:") ? text.dropFirst(6) : text[...]
    for part in body.split(separator: ";", omittingEmptySubsequences: true) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, parts[sides[0].uppercased()] == nil else {
        throw Self.unreadable(part)
      }
      parts[sides[0].uppercased()] = sides[1].uppercased()
    }
    guard let name = parts.removeValue(forKey: "FREQ") else { throw Self.unreadable(text) }
    guard let frequency = Frequency(rawValue: name) else {
      let isFiner = ["HOURLY", "MINUTELY", "SECONDLY"].contains(name)
      throw isFiner ? Self.unsupported("FREQ=\(name)") : Self.unreadable("FREQ=\(name)")
    }
    self.init(frequency)
    if parts["COUNT"] != nil, let until = parts["UNTIL"] {
      throw Self.unreadable("COUNT + UNTIL=\(until)")
    }
    for (name, value) in parts.sorted(by: { $0.key < $1.key }) {
      guard try read(name, value) else { throw Self.unreadable("\(name)=\(value)") }
    }
    try checkCombination()
  }

  /// Reads one part; false when its value cannot be read.
  private mutating func read(_ name: String, _ value: String) throws(Refusal) -> Bool {
    switch name {
    case "INTERVAL":
      guard let number = Int(value), (1...100_000).contains(number) else { return false }
      interval = number
    case "COUNT":
      guard let number = Int(value), number >= 1 else { return false }
      end = .count(number)
    case "UNTIL":
      guard let until = ICalendarTime.until(value) else { return false }
      end = until
    case "WKST":
      guard let day = Weekday(icalendar: value) else { return false }
      weekStart = day
    case "BYDAY":
      guard let list = Self.list(value, Day.init(text:)) else { return false }
      days = list
    case "BYMONTHDAY": return Self.fill(&monthDays, value, 1...31, signed: true)
    case "BYMONTH": return Self.fill(&months, value, 1...12, signed: false)
    case "BYYEARDAY": return Self.fill(&yearDays, value, 1...366, signed: true)
    case "BYWEEKNO": return Self.fill(&weekNumbers, value, 1...53, signed: true)
    case "BYSETPOS": return Self.fill(&setPositions, value, 1...366, signed: true)
    case "BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP":
      throw Self.unsupported("\(name)=\(value)")
    default: return false
    }
    return true
  }

  /// Refuses what RFC 5545 §3.3.10 says MUST NOT be combined.
  private func checkCombination() throws(Refusal) {
    let isCounted = days.contains { $0.ordinal != nil }
    let hasDays =
      !(days.isEmpty && monthDays.isEmpty && months.isEmpty && yearDays.isEmpty
      && weekNumbers.isEmpty)
    let forbidden: [(Bool, String)] = [
      (isCounted && (frequency == .daily || frequency == .weekly), "BYDAY=1MO"),
      (isCounted && !weekNumbers.isEmpty, "BYDAY=1MO + BYWEEKNO"),
      (!monthDays.isEmpty && frequency == .weekly, "BYMONTHDAY"),
      (!yearDays.isEmpty && frequency != .yearly, "BYYEARDAY"),
      (!weekNumbers.isEmpty && frequency != .yearly, "BYWEEKNO"),
      (!setPositions.isEmpty && !hasDays, "BYSETPOS"),
    ]
    for (isThere, part) in forbidden where isThere {
      throw Self.unreadable("FREQ=\(frequency.rawValue) + \(part)")
    }
  }

  private static func list<Value>(_ text: String, _ read: (Substring) -> Value?) -> [Value]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap(read)
    return values.count == parts.count ? values : nil
  }

  private static func fill(
    _ target: inout [Int], _ text: String, _ range: ClosedRange<Int>, signed: Bool
  ) -> Bool {
    let read = list(text) { part in
      Int(part).flatMap { range.contains(signed ? abs($0) : $0) ? $0 : nil }
    }
    guard let read else { return false }
    target = read
    return true
  }

  static func unreadable(_ part: some StringProtocol) -> Refusal {
    Refusal(.recurrenceUnreadable, subject: String(part.prefix(100)))
  }

  private static func unsupported(_ part: String) -> Refusal {
    Refusal(.recurrenceUnsupported, subject: String(part.prefix(100)))
  }
}

extension RecurrenceRule: CustomStringConvertible {
  /// The text form of RFC 5545, FREQ first.
  public var description: String {
    var parts = ["FREQ=\(frequency.rawValue)"]
    if interval != 1 { parts.append("INTERVAL=\(interval)") }
    switch end {
    case .never: break
    case .count(let count): parts.append("COUNT=\(count)")
    case .untilDate(let date): parts.append("UNTIL=\(ICalendarTime.text(date))")
    case .untilLocal(let local): parts.append("UNTIL=\(ICalendarTime.text(local))")
    case .untilUTC(let utc): parts.append("UNTIL=\(ICalendarTime.text(utc: utc))")
    }
    if weekStart != .monday { parts.append("WKST=\(weekStart.icalendar)") }
    if !months.isEmpty { parts.append("BYMONTH=\(Self.joined(months))") }
    if !weekNumbers.isEmpty { parts.append("BYWEEKNO=\(Self.joined(weekNumbers))") }
    if !yearDays.isEmpty { parts.append("BYYEARDAY=\(Self.joined(yearDays))") }
    if !monthDays.isEmpty { parts.append("BYMONTHDAY=\(Self.joined(monthDays))") }
    if !days.isEmpty {
      parts.append("BYDAY=\(days.map(\.description).joined(separator: ","))")
    }
    if !setPositions.isEmpty { parts.append("BYSETPOS=\(Self.joined(setPositions))") }
    return parts.joined(separator: ";")
  }

  private static func joined(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ",")
  }
}

extension RecurrenceRule.Day: CustomStringConvertible {
  /// Reads `TU`, `1TH`, `+2MO` or `-1FR`.
  init?(text: Substring) {
    guard text.count >= 2, let weekday = Weekday(icalendar: text.suffix(2)) else { return nil }
    let number = text.dropLast(2)
    if number.isEmpty {
      self.init(nil, weekday)
      return
    }
    guard let ordinal = Int(number), (1...53).contains(abs(ordinal)) else { return nil }
    self.init(ordinal, weekday)
  }

  /// The text form of RFC 5545.
  public var description: String { (ordinal.map(String.init) ?? "") + weekday.icalendar }
}

extension Weekday {
  /// The two letters of RFC 5545: `MO` … `SU`.
  var icalendar: String { code.prefix(2).uppercased() }

  /// Finds the day with two letters of RFC 5545.
  init?(icalendar text: some StringProtocol) {
    guard let day = Self.allCases.first(where: { $0.icalendar == text.uppercased() }) else {
      return nil
    }
    self = day
  }
}
