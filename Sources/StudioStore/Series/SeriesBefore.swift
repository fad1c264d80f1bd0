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
    let unit: UnitID
    let start: Int
    let end: Int

    var claim: Claim { Claim(unit: unit, interval: UTCInterval(startUTC: start, endUTC: end)) }
  }
  struct Kept: Codable {
    let id: Int
    let status: ReservationStatus
    let startUTC: Int
    let endUTC: Int
    let units: [UnitID]
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
    let id = ReservationID(number)
    let stored = try ReservationRows.find(id, db).reservation
    return Kept(
      id: number, status: stored.status, startUTC: stored.start.utc, endUTC: stored.end.utc,
      units: stored.units,
      claims: try ReservationRows.claims(of: id, db).map {
        Occupied(unit: $0.unit, start: $0.interval.startUTC, end: $0.interval.endUTC)
      }, versionAfter: stored.version)
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
  func restore(_ id: SeriesID, _ desk: BookingTransaction) throws {
    let db = desk.db
    let refusal = Refusal(.nothingToUndo, subject: id.description)
    let known = Set(reservations.map(\.id) + dates.compactMap(\.reservation))
    for touched in [id.number, continued].compactMap({ $0 }) {
      let now = try SeriesRows.dates(of: SeriesID(touched), db).compactMap(\.reservation)
      guard known.isSuperset(of: now) else { throw refusal }
    }
    if let continued {
      // What was edited or split since cannot vanish; whoever wants that takes those edits back first.
      let isEdited =
        try Bool.fetchOne(
          db,
          sql: """
            SELECT EXISTS(SELECT 1 FROM series_edit WHERE series_id = ?1)
              OR EXISTS(SELECT 1 FROM series WHERE continues_id = ?1)
            """, arguments: [continued]) ?? false
      guard !isEdited else { throw refusal }
    }
    for kept in reservations {
      let version = try Int.fetchOne(
        db, sql: "SELECT version FROM reservation WHERE id = ?", arguments: [kept.id])
      guard version == kept.versionAfter else { throw refusal }
      try ReservationRows.replaceClaims(of: ReservationID(kept.id), with: [], db)
    }
    for kept in reservations { try put(kept, back: id, desk) }
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
  }

  private func put(_ kept: Kept, back id: SeriesID, _ desk: BookingTransaction) throws {
    let zone = desk.venue.zone
    for claim in kept.claims.map(\.claim) {
      try desk.retireOverdue(on: [claim.unit], touching: claim.interval)
      let others = try RangeSnapshot.claims(on: [claim.unit], touching: [claim.interval], desk.db)
      if let taken = others.first {
        throw Refusal(
          .slotTaken, subject: ReservationID(kept.id).description,
          conflict: Conflict(
            unit: claim.unit, start: zone.zoned(taken.interval.startUTC),
            end: zone.zoned(taken.interval.endUTC)))
      }
    }
    let current = try ReservationRows.find(ReservationID(kept.id), desk.db).reservation
    var restored = current
    restored.status = kept.status
    restored.start = zone.zoned(kept.startUTC)
    restored.end = zone.zoned(kept.endUTC)
    restored.units = kept.units
    try desk.write(
      restored, over: current, claims: kept.claims.map(\.claim), as: "undo",
      details: ["series": id.description])
  }
}
