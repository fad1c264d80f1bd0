/// How something repeats: the RECUR value of RFC 5545 §3.3.10, over dates.
///
/// The time of day is that of the first occurrence, so the parts BYHOUR, BYMINUTE and BYSECOND and
/// frequencies below a day are not part of it.
public struct RecurrenceRule: Hashable, Sendable {
  /// The period the rule is laid on.
  public enum Frequency: String, Sendable, CaseIterable {
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"
  }

  /// How it ends.
  public enum End: Hashable, Sendable {
    /// Not at all.
    case never
    /// After so many occurrences, at least one; those that do not exist are not counted.
    case count(Int)
    /// With the last occurrence on or before a date of the venue.
    case untilDate(CivilDate)
    /// With the last occurrence at or before a clock reading.
    case untilLocal(LocalDateTime)
    /// With the last occurrence at or before an instant, UTC seconds since 1970.
    case untilUTC(Int)
  }

  /// A day of the week, of all weeks or of one counted within the month or year.
  public struct Day: Hashable, Sendable {
    /// 1 for the first, -1 for the last …, nil for every one.
    public let ordinal: Int?
    /// The day.
    public let weekday: Weekday

    /// Names a day.
    public init(_ ordinal: Int? = nil, _ weekday: Weekday) {
      self.ordinal = ordinal
      self.weekday = weekday
    }
  }

  /// The period.
  public var frequency: Frequency
  /// Every how many periods, at least 1.
  public var interval = 1
  /// How it ends.
  public var end = End.never
  /// The day weeks begin on.
  public var weekStart = Weekday.monday
  /// BYDAY.
  public var days: [Day] = []
  /// BYMONTHDAY: 1…31 from the front, -1…-31 from the end.
  public var monthDays: [Int] = []
  /// BYMONTH: 1…12.
  public var months: [Int] = []
  /// BYYEARDAY: 1…366 from the front, -1…-366 from the end.
  public var yearDays: [Int] = []
  /// BYWEEKNO: 1…53 from the front, -1…-53 from the end.
  public var weekNumbers: [Int] = []
  /// BYSETPOS: which of a period's days count, 1…366 or -1…-366.
  public var setPositions: [Int] = []

  /// Makes a rule that repeats every period, without end.
  public init(_ frequency: Frequency) { self.frequency = frequency }

  /// Whether only COUNT or UNTIL stops it and neither is there.
  public var isEndless: Bool { end == .never }
}
