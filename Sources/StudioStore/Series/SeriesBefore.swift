import GRDB
import StudioBooking

/// A series and its reservations before an edit, to take the edit back.
struct SeriesBefore: Codable {
  struct Pattern: Codable {
    let rule: String?
    let start: String
    let length: String
    let added: String
    let excluded: String
  }
  struct Occupied: Codable {
    let unit: Int64
    let start: Int
    let end: Int
  }
  struct Kept: Codable {
    let id: Int
    let status: String
    let startLocal: String
    let endLocal: String
    let startUTC: Int
    let endUTC: Int
    let units: [Int64]
    let claims: [Occupied]
    /// The version after the edit: any other means that somebody changed it since.
    var versionAfter: Int
  }

  let pattern: Pattern
  let dates: [SeriesRows.Date]
  var reservations: [Kept]
  /// The series that was split off.
  var continued: Int?

  /// Reads the state of a series and of some of its reservations.
  init(of id: SeriesID, reservations numbers: [Int], _ db: Database) throws {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT rule, start_local, length, added, excluded FROM series WHERE id = ?",
        arguments: [id.number])
    else { throw Refusal(.unknownSeries, subject: id.description) }
    pattern = Pattern(
      rule: row["rule"], start: row["start_local"], length: row["length"], added: row["added"],
      excluded: row["excluded"])
    dates = try SeriesRows.dates(of: id, db)
    reservations = try numbers.map { try Self.reservation($0, db) }
  }

  private static func reservation(_ number: Int, _ db: Database) throws -> Kept {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM reservation WHERE id = ?", arguments: [number])
    else { throw Refusal(.unknownReservation, subject: ReservationID(number).description) }
    let units = try Int64.fetchAll(
      db,
      sql: "SELECT unit_id FROM reservation_unit WHERE reservation_id = ? ORDER BY position",
      arguments: [number])
    let claims = try Row.fetchAll(
      db,
      sql:
        "SELECT unit_id, start_utc, end_utc FROM claim WHERE reservation_id = ? ORDER BY unit_id",
      arguments: [number])
    return Kept(
      id: number, status: row["status"], startLocal: row["start_local"],
      endLocal: row["end_local"], startUTC: row["start_utc"], endUTC: row["end_utc"],
      units: units,
      claims: claims.map {
        Occupied(unit: $0["unit_id"], start: $0["start_utc"], end: $0["end_utc"])
      }, versionAfter: row["version"])
  }

  /// Keeps this state as that before an edit which is done now.
  mutating func keep(
    as change: String, of id: SeriesID, continued: SeriesID?, nowUTC: Int, _ db: Database
  ) throws {
    self.continued = continued?.number
    for index in reservations.indices {
      reservations[index].versionAfter =
        try Int.fetchOne(
          db, sql: "SELECT version FROM reservation WHERE id = ?",
          arguments: [reservations[index].id]) ?? 0
    }
    try db.execute(
      sql: "INSERT INTO series_edit(series_id, at_utc, change, before) VALUES (?, ?, ?, ?)",
      arguments: [id.number, nowUTC, change, try StoredJSON.text(self)])
  }

  /// Puts everything back.
  ///
  /// - Throws: a refusal with code `nothing_to_undo` when a reservation changed since, or
  ///   `slot_taken` when somebody else has the old time by now.
  func restore(_ id: SeriesID, by actor: Actor, _ venue: Venue, nowUTC: Int, _ db: Database) throws
  {
    let refusal = Refusal(.nothingToUndo, subject: id.description)
    let known = Set(reservations.map(\.id) + dates.compactMap(\.reservation))
    for touched in [id.number, continued].compactMap({ $0 }) {
      let now = try SeriesRows.dates(of: SeriesID(touched), db).compactMap(\.reservation)
      guard known.isSuperset(of: now) else { throw refusal }
    }
    for kept in reservations {
      let version = try Int.fetchOne(
        db, sql: "SELECT version FROM reservation WHERE id = ?", arguments: [kept.id])
      guard version == kept.versionAfter else { throw refusal }
      try SeriesReservations.release(kept.id, db)
    }
    for kept in reservations { try put(kept, back: venue, db) }
    for touched in [id.number, continued].compactMap({ $0 }) {
      try SeriesRows.deleteDates(of: SeriesID(touched), db)
    }
    if let continued {
      try db.execute(sql: "DELETE FROM series WHERE id = ?", arguments: [continued])
    }
    try db.execute(
      sql: """
        UPDATE series SET rule = ?, start_local = ?, length = ?, added = ?, excluded = ?,
          sequence = sequence + 1 WHERE id = ?
        """,
      arguments: [
        pattern.rule, pattern.start, pattern.length, pattern.added, pattern.excluded, id.number,
      ])
    for date in dates { try SeriesRows.insert(date, into: id, db) }
    for kept in reservations {
      try HistoryRows.append(
        "undo", to: ReservationID(kept.id), by: actor, details: ["series": id.description],
        nowUTC: nowUTC, db)
    }
  }

  private func put(_ kept: Kept, back venue: Venue, _ db: Database) throws {
    for claim in kept.claims {
      let slug = try String.fetchOne(
        db, sql: "SELECT slug FROM unit WHERE id = ?", arguments: [claim.unit])
      let unit = UnitID(rawValue: slug ?? "?")
      let interval = UTCInterval(startUTC: claim.start, endUTC: claim.end)
      if let taken = try RangeSnapshot.claims(on: [unit], touching: interval, db).first {
        throw Refusal(
          .slotTaken, subject: ReservationID(kept.id).description,
          conflict: Conflict(
            unit: unit, start: venue.zone.zoned(taken.interval.startUTC),
            end: venue.zone.zoned(taken.interval.endUTC)))
      }
      try SeriesReservations.insertClaim(unit: claim.unit, interval, of: kept.id, db)
    }
    try db.execute(
      sql: """
        UPDATE reservation SET status = ?, start_local = ?, end_local = ?, start_utc = ?,
          end_utc = ?, version = version + 1 WHERE id = ?
        """,
      arguments: [
        kept.status, kept.startLocal, kept.endLocal, kept.startUTC, kept.endUTC, kept.id,
      ])
    try db.execute(
      sql: "DELETE FROM reservation_unit WHERE reservation_id = ?", arguments: [kept.id])
    for (position, unit) in kept.units.enumerated() {
      try db.execute(
        sql: "INSERT INTO reservation_unit(reservation_id, position, unit_id) VALUES (?, ?, ?)",
        arguments: [kept.id, position, unit])
    }
  }
}
