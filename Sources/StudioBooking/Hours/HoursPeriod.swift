/// When a weekly grid holds.
public enum HoursPeriod: Hashable, Sendable {
  /// On every date.
  case always
  /// From the first to the last date, both included.
  case dates(ClosedRange<CivilDate>)
  /// On the days of a named day calendar.
  case calendar(String)

  /// Whether a date is in the period.
  public func contains(_ date: CivilDate, calendars: DayCalendars) -> Bool {
    switch self {
    case .always: true
    case .dates(let range): range.contains(date)
    case .calendar(let name): calendars.contains(date, in: name)
    }
  }
}
