import GRDB
import StudioBooking

/// What the rules look at for many dates at once, in one query: what lies between the dates, however
/// busy the house is, is not read.
enum RangeSnapshot {
  /// Reads a snapshot of a series' dates as it is at an instant.
  ///
  /// - Parameters:
  ///   - venue: where.
  ///   - candidate: the dates.
  ///   - window: the time from the first date to the last.
  ///   - booker: who books.
  ///   - nowUTC: the present.
  ///   - db: the open transaction.
  /// - Returns: the snapshot; its claims are those that touch a date.
  /// - Throws: SQLite's error.
  /// - Complexity: O(*d* · *u* · log *n*) for *d* dates, *u* units and *n* claims.
  static func load(
    _ venue: Venue, for candidate: SeriesCandidate, window: UTCInterval, booker: Booker,
    nowUTC: Int, _ db: Database
  ) throws -> BookingSnapshot {
    BookingSnapshot(
      venue: venue, exceptions: try SnapshotRows.exceptions(touching: window, db),
      claims: try claims(
        on: candidate.offering.candidates, touching: candidate.claimedIntervals,
        ignoring: try DueRows.overdue(nowUTC: nowUTC, db), db),
      booker: booker)
  }

  /// Live claims on any of the units that overlap one of several windows, each once.
  ///
  /// Claims on a unit never overlap, so of those that start before a window only the last one can
  /// reach into it: the index is read from there.
  static func claims(
    on units: [UnitID], touching windows: [UTCInterval], ignoring ignored: Set<Int> = [],
    _ db: Database
  ) throws -> [Claim] {
    let statement = try db.cachedStatement(
      sql: """
        WITH wanted(first, last) AS MATERIALIZED (
          SELECT value ->> 0, value ->> 1 FROM json_each(:windows))
        SELECT DISTINCT u.slug, c.start_utc, c.end_utc, c.reservation_id
        FROM unit u CROSS JOIN wanted w CROSS JOIN claim c ON c.unit_id = u.id
        WHERE u.slug IN (SELECT value FROM json_each(:units))
          AND c.start_utc < w.last AND c.end_utc > w.first
          AND c.start_utc >= COALESCE(
            (SELECT MAX(start_utc) FROM claim WHERE unit_id = u.id AND start_utc <= w.first),
            w.first)
        """)
    let rows = try Row.fetchCursor(
      statement,
      arguments: [
        "units": try StoredJSON.text(units.map(\.rawValue)),
        "windows": try StoredJSON.text(windows.map { [$0.startUTC, $0.endUTC] }),
      ])
    var claims: [Claim] = []
    while let row = try rows.next() {
      guard !ignored.contains(row[3]) else { continue }
      claims.append(
        Claim(
          unit: UnitID(rawValue: row[0]),
          interval: UTCInterval(startUTC: row[1], endUTC: row[2])))
    }
    return claims
  }
}
