/// A date of the proleptic Gregorian calendar, without time or zone, kept as one integer.
///
/// Arithmetic is integer addition, so no calendar object and no zone can bend it.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let dayNumber: Int

  /// Makes the date a number of days after 1970-01-01.
  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// Makes a date from its parts; fails for a date that does not exist, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year) else {
      return nil
    }
    // Years counted from March put the leap day last, so month lengths follow one formula:
    // the months March … February begin at day (153 m + 2) / 5 of such a year.
    let marchYear = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let cycle = Self.floorDivide(marchYear, 400)
    let yearOfCycle = marchYear - cycle * 400
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    dayNumber = cycle * Self.daysPerCycle + dayOfCycle - Self.epochOffset
  }

  /// Reads `2026-12-01`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Makes the Monday of an ISO 8601 week; fails for a week the year does not have.
  ///
  /// Week 1 is the one with 4 January in it (ISO 8601 §3.1.1.23).
  public init?(isoWeek week: Int, ofYear year: Int) {
    guard let fourth = Self(year: year, month: 1, day: 4),
      let next = Self(year: year + 1, month: 1, day: 4)
    else { return nil }
    let firstMonday = fourth.dayNumber - (fourth.weekday.rawValue - 1)
    let nextMonday = next.dayNumber - (next.weekday.rawValue - 1)
    let monday = firstMonday + 7 * (week - 1)
    guard week >= 1, monday < nextMonday else { return nil }
    dayNumber = monday
  }

  /// Year, month 1…12 and day 1…31.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + Self.epochOffset
    let cycle = Self.floorDivide(shifted, Self.daysPerCycle)
    let dayOfCycle = shifted - cycle * Self.daysPerCycle
    // The last day of 4, 100 and 400 years is the leap day of a longer year; take those out first.
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The day of the week.
  ///
  /// 1970-01-01 was a Thursday.
  public var weekday: Weekday {
    let index = (dayNumber + 3) - Self.floorDivide(dayNumber + 3, 7) * 7
    return Weekday.allCases[index]
  }

  /// The date a number of days later, or earlier when negative.
  public func adding(days: Int) -> Self { Self(dayNumber: dayNumber + days) }

  /// Whether a year has 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The length of a month, 28…31.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Earlier dates first.
  public static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }

  /// Days in 400 Gregorian years: 400 × 365 + 97 leap days.
  private static let daysPerCycle = 146_097
  /// Days from 0000-03-01 to 1970-01-01: 1970 × 365 + 477 leap days − 59 days of January, February
  /// and the March start = 719 468.
  private static let epochOffset = 719_468

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2026-12-01`.
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }
}

extension CivilDate: Codable {
  /// Reads the ISO 8601 text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a date such as 2026-12-01.")
    }
    self = date
  }

  /// Writes the ISO 8601 text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Writes a number with leading zeros; String(format:) is 40 times dearer.
func padded(_ value: Int, to width: Int) -> String {
  let digits = String(value)
  return digits.count >= width
    ? digits : String(repeating: "0", count: width - digits.count) + digits
}
