import GRDB
import StudioBooking

/// Series and their dates as rows.
enum SeriesRows {
  /// A date as a row.
  struct Date: Codable, Hashable {
    let local: String
    let utc: Int?
    var state: Series.State
    var reservation: Int?
    var reason: String?
  }

  /// Writes a series without dates.
  static func insert(
    _ pattern: SeriesPattern, offering: OfferingID, person: PersonID, title: String?,
    continues: SeriesID? = nil, zone: VenueZone, nowUTC: Int, _ db: Database
  ) throws -> SeriesID {
    try db.execute(
      sql: """
        INSERT INTO series(offering_id, person_id, title, rule, start_local, zone, fold, length,
          added, excluded, continues_id, created_utc)
        VALUES ((SELECT id FROM offering WHERE slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        offering.rawValue, person.number, title, pattern.times.rule?.description,
        pattern.times.start.description, zone.identifier, pattern.times.fold.rawValue,
        pattern.length.description, try text(pattern.times.added),
        try text(pattern.times.excluded.sorted()), continues?.number, nowUTC,
      ])
    return SeriesID(Int(db.lastInsertedRowID))
  }

  /// Writes another pattern over the one a series has.
  static func update(_ pattern: SeriesPattern, of id: SeriesID, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE series SET rule = ?, start_local = ?, length = ?, added = ?, excluded = ?,
          sequence = sequence + 1 WHERE id = ?
        """,
      arguments: [
        pattern.times.rule?.description, pattern.times.start.description,
        pattern.length.description, try text(pattern.times.added),
        try text(pattern.times.excluded.sorted()), id.number,
      ])
  }

  /// Writes a date.
  static func insert(_ date: Date, into id: SeriesID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO series_occurrence(series_id, local, utc, state, reservation_id, reason)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      id.number, date.local, date.utc, date.state.rawValue, date.reservation, date.reason,
    ])
  }

  /// Takes the dates of a series from one on away; reservations stay.
  static func deleteDates(
    of id: SeriesID, from local: LocalDateTime? = nil, onlyUnbooked: Bool = false, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        DELETE FROM series_occurrence WHERE series_id = ? AND local >= ?
          AND (? = 0 OR state <> 'booked')
        """, arguments: [id.number, local?.description ?? "", onlyUnbooked])
  }

  /// Takes one date of a series away; its reservation stays.
  static func deleteDate(_ local: String, of id: SeriesID, _ db: Database) throws {
    try db.execute(
      sql: "DELETE FROM series_occurrence WHERE series_id = ? AND local = ?",
      arguments: [id.number, local])
  }

  /// The dates of a series as rows.
  static func dates(of id: SeriesID, _ db: Database) throws -> [Date] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT local, utc, state, reservation_id, reason FROM series_occurrence
        WHERE series_id = ? ORDER BY local
        """, arguments: [id.number]
    ).map { row in
      Date(
        local: row["local"], utc: row["utc"], state: try state(row["state"]),
        reservation: row["reservation_id"], reason: row["reason"])
    }
  }

  static func state(_ text: String) throws -> Series.State {
    guard let state = Series.State(rawValue: text) else {
      throw StoreError.unreadable(field: "status", value: text)
    }
    return state
  }

  private static func text(_ readings: [LocalDateTime]) throws -> String {
    try StoredJSON.text(readings.map(\.description))
  }
}
