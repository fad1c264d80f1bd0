/// Reads how people say that something repeats: `--every month --on "1st thu"`.
public enum RepeatWords {
  /// Words that say nothing readable.
  public struct Unreadable: Error, Hashable, Sendable {
    /// The words.
    public let words: String
  }

  /// Makes a rule of words.
  ///
  /// - Parameters:
  ///   - every: `day`, `weekday`, `week`, `2 weeks`, `month`, `3 months`, `year`.
  ///   - on: days of the week (`tue,thu`), of the month by place (`1st thu`, `last fri`, `2nd last
  ///     mon`) or by number (`31`, `1,15`, `last`); nil leaves it to the first date.
  ///   - start: the first date, for the month of a yearly rule.
  /// - Returns: a rule without end.
  /// - Throws: ``Unreadable`` with the words that say nothing.
  public static func rule(
    every: String, on: String? = nil, start: CivilDate
  ) throws(Unreadable) -> RecurrenceRule {
    var rule = try period(every)
    guard let on else { return rule }
    for text in on.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
      let words = text.split(separator: " ").map(String.init)
      if words.count == 1, let weekday = weekday(words[0]) {
        rule.days.append(RecurrenceRule.Day(weekday))
      } else if words.count >= 2, let weekday = weekday(words[words.count - 1]),
        let place = place(words.dropLast()), abs(place) <= 5, isCounted(rule)
      {
        rule.days.append(RecurrenceRule.Day(place, weekday))
      } else if let day = monthDay(words), isCounted(rule) {
        rule.monthDays.append(day)
      } else {
        throw Unreadable(words: String(text))
      }
    }
    // "The first Thursday, every year" means that of the month it begins in.
    if rule.frequency == .yearly { rule.months = [start.parts.month] }
    guard rule.days.isEmpty || rule.monthDays.isEmpty else { throw Unreadable(words: on) }
    return rule
  }

  private static func isCounted(_ rule: RecurrenceRule) -> Bool {
    rule.frequency == .monthly || rule.frequency == .yearly
  }

  private static func period(_ text: String) throws(Unreadable) -> RecurrenceRule {
    var words = text.lowercased().split(separator: " ").map(String.init)
    var interval = 1
    if words.count == 2, let number = Int(words[0]), (1...100).contains(number) {
      interval = number
      words.removeFirst()
    }
    guard words.count == 1 else { throw Unreadable(words: text) }
    var rule: RecurrenceRule
    switch words[0] {
    case "day", "days": rule = RecurrenceRule(.daily)
    case "week", "weeks": rule = RecurrenceRule(.weekly)
    case "month", "months": rule = RecurrenceRule(.monthly)
    case "year", "years": rule = RecurrenceRule(.yearly)
    case "weekday", "weekdays":
      rule = RecurrenceRule(.weekly)
      rule.days = Weekday.allCases.prefix(5).map { RecurrenceRule.Day($0) }
    default: throw Unreadable(words: text)
    }
    rule.interval = interval
    return rule
  }

  private static func weekday(_ word: String) -> Weekday? {
    Weekday.allCases.first { word == $0.code || word == "\($0)" }
  }

  /// `1st` is 1, `last` is -1, `2nd last` is -2.
  private static func place(_ words: ArraySlice<String>) -> Int? {
    switch words.count {
    case 1: return words.first == "last" ? -1 : words.first.flatMap(number)
    case 2 where words.last == "last": return words.first.flatMap(number).map { -$0 }
    default: return nil
    }
  }

  private static func number(_ word: String) -> Int? {
    let names = ["first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5]
    if let number = names[word] { return number }
    for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) {
      return Int(word.dropLast(2)).flatMap { (1...31).contains($0) ? $0 : nil }
    }
    return nil
  }

  /// `31`, `31st`, `last` or `last day`.
  private static func monthDay(_ words: [String]) -> Int? {
    if words == ["last"] || words == ["last", "day"] { return -1 }
    guard words.count == 1 else { return nil }
    return (Int(words[0]) ?? number(words[0])).flatMap { (1...31).contains($0) ? $0 : nil }
  }
}

extension RecurrenceRule.Day {
  /// Names every such day of the week.
  init(_ weekday: Weekday) { self.init(nil, weekday) }
}
