/// The calendar period a quota is counted over, on the venue's clock.
public enum QuotaPeriod: String, Sendable, Codable, CaseIterable {
  case day, week, month, year

  /// The first date of the period a date is in; weeks begin on Monday.
  public func firstDate(containing date: CivilDate) -> CivilDate {
    let (year, month, day) = date.parts
    return switch self {
    case .day: date
    case .week: date.adding(days: 1 - date.weekday.rawValue)
    case .month: date.adding(days: 1 - day)
    case .year: CivilDate(year: year, month: 1, day: 1) ?? date.adding(days: 1 - month)
    }
  }

  /// How many dates the period that begins on a date has.
  func length(from first: CivilDate) -> Int {
    let (year, month, _) = first.parts
    return switch self {
    case .day: 1
    case .week: 7
    case .month: CivilDate.days(inMonth: month, of: year)
    case .year: CivilDate.isLeap(year) ? 366 : 365
    }
  }

  /// One period with its dates and instants.
  public struct Span: Hashable, Sendable {
    /// The first and the last date.
    public let dates: ClosedRange<CivilDate>
    /// The instants on the venue's clock.
    public let interval: UTCInterval
  }

  /// The periods that an interval touches, in order.
  public func spans(touching interval: UTCInterval, in zone: VenueZone) -> [Span] {
    let last = zone.local(atUTC: interval.endUTC - 1).date
    var found: [Span] = []
    var first = firstDate(containing: zone.local(atUTC: interval.startUTC).date)
    while first <= last {
      let days = length(from: first)
      found.append(
        Span(
          dates: first...first.adding(days: days - 1),
          interval: zone.interval(from: first, days: days)))
      first = first.adding(days: days)
    }
    return found
  }
}
