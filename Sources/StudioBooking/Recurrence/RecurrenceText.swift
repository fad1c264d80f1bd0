public import Localization

/// Says how something repeats, in people's words.
public enum RecurrenceText {
  /// Describes a rule: `chaque mois, le 1er jeudi, 10 fois`.
  ///
  /// - Parameters:
  ///   - rule: the rule.
  ///   - start: the first time; what the rule leaves open is said from it.
  ///   - zone: the zone an end given in UTC is read in.
  ///   - language: the reader's language.
  /// - Returns: a phrase without capital and full stop; the rule's own text for parts that people
  ///   have no words for.
  public static func phrase(
    _ rule: RecurrenceRule, start: LocalDateTime, zone: VenueZone, in language: Language
  ) -> String {
    let words = Words(language: language)
    var parts = [words.say("every.\(rule.frequency.rawValue)", count: rule.interval)]
    if !rule.yearDays.isEmpty || !rule.weekNumbers.isEmpty || !rule.setPositions.isEmpty {
      parts.append(words.say("byRule", ["rule": rule.description]))
    } else {
      parts += days(of: rule, start: start, words)
    }
    switch rule.end {
    case .never: break
    case .count(let count): parts.append(words.say("times", count: count))
    case .untilDate(let date):
      parts.append(words.say("until", ["date": HumanTime.day(date, in: language)]))
    case .untilLocal(let local):
      parts.append(words.say("until", ["date": HumanTime.day(local.date, in: language)]))
    case .untilUTC(let utc):
      let date = zone.local(atUTC: utc).date
      parts.append(words.say("until", ["date": HumanTime.day(date, in: language)]))
    }
    return parts.joined(separator: ", ")
  }

  private static func days(
    of rule: RecurrenceRule, start: LocalDateTime, _ words: Words
  ) -> [String] {
    let (_, month, day) = start.date.parts
    var found = rule.days.map { each -> String in
      let name = words.say("weekday.\(each.weekday.rawValue)")
      guard let ordinal = each.ordinal else { return words.say("onDay", ["weekday": name]) }
      return words.say(
        "onNth", ["weekday": name, "nth": words.say("nth.\(ordinal)", ["n": String(abs(ordinal))])])
    }
    found += rule.monthDays.map { words.dayOfMonth($0) }
    if found.isEmpty {
      switch rule.frequency {
      case .daily: break
      case .weekly:
        let name = words.say("weekday.\(start.date.weekday.rawValue)")
        found = [words.say("onDay", ["weekday": name])]
      case .monthly: found = [words.dayOfMonth(day)]
      case .yearly: found = [words.dayOfMonth(day)]
      }
    }
    var parts = found.isEmpty ? [] : [words.list(found)]
    let months = rule.months.isEmpty && rule.frequency == .yearly ? [month] : rule.months
    if !months.isEmpty {
      let names = words.list(months.map { words.say("month.\($0)") })
      parts.append(words.say("inMonth", ["month": names]))
    }
    return parts
  }
}

/// The catalogue in one language.
private struct Words {
  let language: Language

  func say(_ key: String, _ values: [String: String] = [:]) -> String {
    recurrenceMessages.text(key, in: language, values)
  }

  /// A text with a number in it; 1 has one of its own.
  func say(_ key: String, count: Int) -> String {
    say(count == 1 ? "\(key).1" : "\(key).n", ["n": String(count)])
  }

  func dayOfMonth(_ day: Int) -> String {
    if day == -1 { return say("lastDay") }
    return say(day > 0 ? "onDate" : "onDateFromEnd", ["n": String(abs(day))])
  }

  /// `a, b and c`.
  func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return say("and", ["some": parts.dropLast().joined(separator: ", "), "last": last])
  }
}

/// The words of this file.
let recurrenceMessages = MessageCatalogue([
  .french: PackageResources.recurrence_fr_json, .dutch: PackageResources.recurrence_nl_json,
  .german: PackageResources.recurrence_de_json, .english: PackageResources.recurrence_en_json,
])
