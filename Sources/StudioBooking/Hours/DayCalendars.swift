/// Every day calendar that hours can name: the computed ones and those imported as data.
public struct DayCalendars: Sendable {
  private let imported: [String: DayCalendar]

  /// Gathers imported calendars; the last of two with one name counts.
  public init(imported: [DayCalendar] = []) {
    self.imported = Dictionary(imported.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// The names that ``contains(_:in:)`` knows.
  public var names: Set<String> {
    Set(imported.keys).union([BelgianHolidays.calendarName])
  }

  /// Whether a date is in a named calendar; no date is in an unknown one.
  public func contains(_ date: CivilDate, in name: String) -> Bool {
    if name == BelgianHolidays.calendarName { return BelgianHolidays.isHoliday(date) }
    return imported[name]?.contains(date) ?? false
  }
}
