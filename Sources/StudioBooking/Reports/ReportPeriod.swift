/// The whole dates a report is about.
public struct ReportPeriod: Hashable, Sendable {
  /// The first date.
  public let first: CivilDate
  /// The last date, included.
  public let last: CivilDate

  /// The most dates one report may span: eleven years, so that a question stays answerable.
  public static let longestDays = 4018

  /// Makes a period; fails when the last date comes before the first or the span is too long.
  public init?(first: CivilDate, last: CivilDate) {
    guard first <= last, last.dayNumber - first.dayNumber < Self.longestDays else { return nil }
    self.first = first
    self.last = last
  }

  /// Reads `2026`, `2026-Q4` or `2026-12`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts[0].count == 4, let year = Int(parts[0]), parts.count <= 2 else { return nil }
    let months: ClosedRange<Int>
    if parts.count == 1 {
      months = 1...12
    } else if parts[1].uppercased().hasPrefix("Q") {
      guard let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) else { return nil }
      months = (3 * quarter - 2)...(3 * quarter)
    } else {
      guard parts[1].count == 2, let month = Int(parts[1]), (1...12).contains(month) else {
        return nil
      }
      months = month...month
    }
    guard let first = CivilDate(year: year, month: months.lowerBound, day: 1),
      let last = CivilDate(
        year: year, month: months.upperBound,
        day: CivilDate.days(inMonth: months.upperBound, of: year))
    else { return nil }
    self.init(first: first, last: last)
  }

  /// How many dates.
  public var days: Int { last.dayNumber - first.dayNumber + 1 }

  /// The instants of the dates.
  public func interval(in zone: VenueZone) -> UTCInterval { zone.interval(from: first, days: days) }

  /// The parts of the period that lie in one month each, in order.
  public var months: [ReportPeriod] {
    var found: [ReportPeriod] = []
    var date = first
    while date <= last {
      let (year, month, day) = date.parts
      let end = min(date.adding(days: CivilDate.days(inMonth: month, of: year) - day), last)
      if let part = ReportPeriod(first: date, last: end) { found.append(part) }
      date = end.adding(days: 1)
    }
    return found
  }

  /// `2026-12` of the first date.
  public var monthText: String { String(first.description.prefix(7)) }
}
