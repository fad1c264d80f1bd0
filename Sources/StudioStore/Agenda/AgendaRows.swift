import GRDB
import StudioBooking

/// What is announced to the public, as rows.
enum AgendaRows {
  /// Announces a reservation or changes what is written about it.
  static func announce(
    _ publicity: Publicity, of reservation: Reservation, by actor: Actor, nowUTC: Int,
    _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO publicity(reservation_id, details, end_utc, published_utc) VALUES (?, ?, ?, ?)
        ON CONFLICT(reservation_id) DO UPDATE SET details = excluded.details
        """,
      arguments: [
        reservation.id.number, try StoredJSON.text(publicity), reservation.end.utc, nowUTC,
      ])
    try HistoryRows.append("announce", to: reservation, by: actor, [:], nowUTC: nowUTC, db)
  }

  /// What is said of the latest date of a series that is announced; nil when none is.
  static func publicity(of series: SeriesID, _ db: Database) throws -> Publicity? {
    try String.fetchOne(
      db,
      sql: """
        SELECT p.details FROM series_occurrence o
        JOIN publicity p ON p.reservation_id = o.reservation_id
        WHERE o.series_id = ? ORDER BY o.local DESC LIMIT 1
        """, arguments: [series.number]
    ).map { try StoredJSON.value(Publicity.self, from: $0) }
  }

  /// The announced events that end after an instant, as far ahead as the agenda reaches.
  static func load(_ venue: Venue, nowUTC: Int, _ db: Database) throws -> Agenda {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT r.id, r.start_utc, r.end_utc, r.status, r.version, p.details, p.published_utc
        FROM publicity p JOIN reservation r ON r.id = p.reservation_id
        WHERE p.end_utc > :now AND p.end_utc < :last
          AND r.status IN ('confirmed', 'checkedIn', 'completed', 'cancelled')
        ORDER BY r.start_utc, r.id
        """, arguments: ["now": nowUTC, "last": nowUTC + Agenda.reachDays * 86_400])
    let events = try rows.map { row -> Agenda.Event in
      let number: Int = row["id"]
      let units = try String.fetchAll(
        db,
        sql: """
          SELECT slug FROM reservation_unit JOIN unit ON unit.id = unit_id
          WHERE reservation_id = ? ORDER BY reservation_unit.position
          """, arguments: [number])
      let status: String = row["status"]
      let version: Int = row["version"]
      return Agenda.Event(
        id: ReservationID(number),
        publicity: try StoredJSON.value(Publicity.self, from: row["details"]),
        start: venue.zone.zoned(row["start_utc"]), end: venue.zone.zoned(row["end_utc"]),
        places: places(of: units.map { UnitID(rawValue: $0) }, venue),
        isCancelled: status == ReservationStatus.cancelled.rawValue,
        publishedUTC: row["published_utc"], sequence: version - 1)
    }
    return Agenda(venue: venue.name, zone: venue.zone, events: events)
  }

  /// The spaces of units, each once, in order.
  private static func places(of units: [UnitID], _ venue: Venue) -> [LocalizedText] {
    var seen: Set<SpaceID> = []
    return units.compactMap { venue.space(of: $0) }.filter { seen.insert($0.id).inserted }
      .map(\.name)
  }
}
