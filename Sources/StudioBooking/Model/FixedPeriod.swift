/// A stretch of the clock that is booked whole: a half-day, a day, a weekend, a month at a desk.
public struct FixedPeriod: Hashable, Sendable {
  /// What people read.
  public let name: LocalizedText
  /// The days of the week on which it may begin.
  public let days: [Weekday]
  /// The minute of the day it begins.
  public let fromMinute: Int
  /// The minute of the day it ends.
  public let toMinute: Int
  /// How many dates later it ends.
  public let plusDays: Int

  /// Describes a period; nil when it does not end after it begins.
  public init?(
    name: LocalizedText, days: [Weekday] = Weekday.allCases, fromMinute: Int, toMinute: Int,
    plusDays: Int = 0
  ) {
    guard (0..<1440).contains(fromMinute), (0...1440).contains(toMinute),
      (0...31).contains(plusDays), plusDays * 1440 + toMinute > fromMinute, !days.isEmpty
    else { return nil }
    self.name = name
    self.days = days
    self.fromMinute = fromMinute
    self.toMinute = toMinute
    self.plusDays = plusDays
  }

  /// The instants of the period that begins on a date; nil when it does not begin on that day of the
  /// week, or the clock jumps over its start or end.
  public func interval(on date: CivilDate, in zone: VenueZone) -> UTCInterval? {
    guard days.contains(date.weekday) else { return nil }
    let start = zone.resolve(LocalDateTime(date: date, secondOfDay: fromMinute * 60))
    let end = zone.resolve(
      LocalDateTime(date: date.adding(days: plusDays), secondOfDay: toMinute * 60))
    guard let startUTC = start.firstUTC, let endUTC = end.firstUTC, startUTC < endUTC else {
      return nil
    }
    return UTCInterval(startUTC: startUTC, endUTC: endUTC)
  }

  /// The clock readings, for messages: `09:00-13:00`, `16:00-10:00 +3`.
  var clockText: String {
    let text =
      ClockText.text(secondOfDay: fromMinute * 60) + "-"
      + ClockText.text(secondOfDay: toMinute * 60)
    return plusDays == 0 ? text : "\(text) +\(plusDays)"
  }
}

extension WallTime {
  /// The instant of a reading, the first of two; nil when there is none.
  fileprivate var firstUTC: Int? {
    switch self {
    case .unique(let utc): utc
    case .ambiguous(let first, _): first
    case .missing: nil
    }
  }
}

extension FixedPeriod: Codable {
  private enum CodingKeys: String, CodingKey { case name, days, from, to, plusDays }

  /// Reads `{"name": "Matin", "days": "mon-fri", "from": "08:30", "to": "12:30"}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func minute(_ key: CodingKeys) throws -> Int {
      let text = try container.decode(String.self, forKey: key)
      guard let second = ClockText.second(of: text), second % 60 == 0 else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "'\(text)' is not a time such as 08:30.")
      }
      return second / 60
    }
    let daysText = try container.decodeIfPresent(String.self, forKey: .days)
    guard let days = daysText.map(WeeklyGrid.days) ?? Weekday.allCases,
      let period = Self(
        name: try container.decode(LocalizedText.self, forKey: .name), days: days,
        fromMinute: try minute(.from), toMinute: try minute(.to),
        plusDays: try container.decodeIfPresent(Int.self, forKey: .plusDays) ?? 0)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .days, in: container,
        debugDescription: "A period has days such as mon-fri and ends at most 31 days later.")
    }
    self = period
  }

  /// Writes the same form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    if days != Weekday.allCases {
      try container.encode(days.map(\.code).joined(separator: ","), forKey: .days)
    }
    try container.encode(ClockText.text(secondOfDay: fromMinute * 60), forKey: .from)
    try container.encode(ClockText.text(secondOfDay: toMinute * 60), forKey: .to)
    if plusDays > 0 { try container.encode(plusDays, forKey: .plusDays) }
  }
}
