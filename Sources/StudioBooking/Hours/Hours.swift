/// Opening hours: an ordered list of {period, weekly grid}.
///
/// On each date the first entry whose
/// period contains it counts, alone; a date in no period is closed.
public struct Hours: Hashable, Sendable {
  /// One period and the grid that holds in it.
  public struct Entry: Hashable, Sendable {
    /// When the grid holds.
    public let period: HoursPeriod
    /// The openings by day of the week.
    public let weekly: WeeklyGrid

    /// Pairs a period with a grid.
    public init(during period: HoursPeriod = .always, weekly: WeeklyGrid) {
      self.period = period
      self.weekly = weekly
    }
  }

  /// The entries, the first match winning.
  public let entries: [Entry]

  /// Makes hours.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// The openings that begin on a date.
  public func spans(on date: CivilDate, calendars: DayCalendars) -> [GridSpan] {
    let entry = entries.first { $0.period.contains(date, calendars: calendars) }
    return entry?.weekly.spans(on: date.weekday) ?? []
  }
}

extension Hours: Codable {
  /// Reads the list.
  public init(from decoder: any Decoder) throws {
    entries = try decoder.singleValueContainer().decode([Entry].self)
  }

  /// Writes the list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(entries)
  }
}

extension Hours.Entry: Codable {
  private enum CodingKeys: String, CodingKey { case calendar, from, to, weekly }

  /// Reads `{"weekly": …}`, `{"calendar": "conges-scolaires", "weekly": …}` or
  /// `{"from": "2026-07-01", "to": "2026-08-31", "weekly": …}` (both dates included).
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    weekly = try container.decode(WeeklyGrid.self, forKey: .weekly)
    if let name = try container.decodeIfPresent(String.self, forKey: .calendar) {
      period = .calendar(name)
    } else if let first = try container.decodeIfPresent(CivilDate.self, forKey: .from) {
      let last = try container.decode(CivilDate.self, forKey: .to)
      guard first <= last else {
        throw DecodingError.dataCorruptedError(
          forKey: .to, in: container, debugDescription: "The period ends before it begins.")
      }
      period = .dates(first...last)
    } else {
      period = .always
    }
  }

  /// Writes the same form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch period {
    case .always: break
    case .calendar(let name): try container.encode(name, forKey: .calendar)
    case .dates(let range):
      try container.encode(range.lowerBound, forKey: .from)
      try container.encode(range.upperBound, forKey: .to)
    }
    try container.encode(weekly, forKey: .weekly)
  }
}
