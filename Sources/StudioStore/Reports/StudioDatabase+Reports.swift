import GRDB
public import StudioBooking

extension StudioDatabase: ReportStore {
  /// How much of their opening hours units were used.
  public func utilisation(
    _ period: ReportPeriod, by grouping: Utilisation.Grouping, space: SpaceID?
  ) async throws -> Utilisation {
    let months = try await eachMonth(of: period) { month, venue, db in
      try CalendarRows.check(space, venue)
      let interval = month.interval(in: venue.zone)
      let units = venue.spaces.filter { space == nil || $0.id == space }.flatMap(\.units)
      return Utilisation(
        month, by: grouping, space: space, at: venue,
        exceptions: try SnapshotRows.exceptions(touching: interval, db),
        uses: try ReportRows.uses(of: units.map(\.id), touching: interval, db))
    }
    return Utilisation(period: period, rows: months.flatMap(\.rows))
  }

  /// Who came and who did not, among reservations that are over.
  public func noShows(
    _ period: ReportPeriod, at nowUTC: Int
  ) async throws -> NoShowReport {
    NoShowReport(
      period,
      try await eachMonth(of: period) { month, venue, db in
        try ReportRows.outcomes(
          startingIn: month.interval(in: venue.zone), overAt: nowUTC, db)
      }.flatMap(\.self))
  }

  /// People, entries and hours for a funder.
  public func subsidy(
    _ period: ReportPeriod, smallest: Int
  ) async throws -> SubsidyReport {
    SubsidyReport(
      period,
      try await eachMonth(of: period) { month, venue, db in
        try ReportRows.visits(startingIn: month.interval(in: venue.zone), db)
      }.flatMap(\.self), smallest: smallest)
  }

  /// Reads month by month, so that no read holds a writer up for long (DESIGN §3).
  private func eachMonth<Part: Sendable>(
    of period: ReportPeriod,
    _ read: @escaping @Sendable (ReportPeriod, Venue, Database) throws -> Part
  ) async throws -> [Part] {
    var parts: [Part] = []
    for month in period.months {
      parts.append(
        try await self.read { db in try read(month, try VenueRows.load(db), db) })
    }
    return parts
  }
}
