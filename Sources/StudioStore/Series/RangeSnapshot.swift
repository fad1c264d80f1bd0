import GRDB
import StudioBooking

/// What the rules look at for many dates at once: the number of queries follows neither the dates nor
/// the units.
enum RangeSnapshot {
  /// Reads a snapshot of a window as it is at an instant.
  static func load(
    _ venue: Venue, units: [UnitID], window: UTCInterval, booker: Booker, nowUTC: Int,
    _ db: Database
  ) throws -> BookingSnapshot {
    BookingSnapshot(
      venue: venue, exceptions: try SnapshotRows.exceptions(touching: window, db),
      claims: try claims(
        on: units, touching: window, ignoring: try DueRows.overdue(nowUTC: nowUTC, db), db),
      booker: booker)
  }

  /// Live claims on any of the units that overlap a window; each unit's index is read from the last
  /// claim that begins before the window, not from the beginning of history.
  static func claims(
    on units: [UnitID], touching window: UTCInterval, ignoring ignored: Set<Int> = [],
    _ db: Database
  ) throws -> [Claim] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT u.slug, c.start_utc, c.end_utc, c.reservation_id
        FROM unit u CROSS JOIN claim c ON c.unit_id = u.id
        WHERE u.slug IN (SELECT value FROM json_each(:units))
          AND c.start_utc < :end AND c.end_utc > :start
          AND c.start_utc >= COALESCE(
            (SELECT MAX(start_utc) FROM claim WHERE unit_id = u.id AND start_utc <= :start),
            :start)
        """,
      arguments: [
        "units": try StoredJSON.text(units.map(\.rawValue)), "start": window.startUTC,
        "end": window.endUTC,
      ])
    return rows.compactMap { row in
      ignored.contains(row["reservation_id"])
        ? nil
        : Claim(
          unit: UnitID(rawValue: row["slug"]),
          interval: UTCInterval(startUTC: row["start_utc"], endUTC: row["end_utc"]))
    }
  }
}
