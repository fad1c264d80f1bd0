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

  /// Puts everything back that is still to come; what has begun, or would stand before a door that
  /// was closed since, stays as it is now.
  ///
  /// - Returns: the reservations that are back, and those that stayed with the reason.
  /// - Throws: a refusal with code `nothing_to_undo` when a reservation changed since or none can
  ///   come back, or `slot_taken` when somebody else has the old time by now.
  func restore(
    _ id: SeriesID, _ desk: BookingTransaction
  ) throws -> (changed: [ReservationID], kept: [SeriesOutcome.Kept]) {
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
    let (returning, staying) = try sorted(desk)
    guard reservations.isEmpty || !returning.isEmpty else { throw refusal }
    guard returning.allSatisfy({ $0.kept.versionAfter == $0.current.version }) else {
      throw refusal
    }
    // What is overdue goes first: whoever waits is offered what it leaves, not what comes back here.
    for claim in returning.flatMap({ $0.kept.claims.map(\.claim) }) {
      try desk.retireOverdue(on: [claim.unit], touching: claim.interval)
    }
    let left = try returning.flatMap { try ReservationRows.claims(of: $0.current.id, db) }
    for (_, current) in returning {
      try ReservationRows.replaceClaims(of: current.id, with: [], db)
    }
    for (kept, current) in returning { try put(kept, back: id, over: current, desk) }
    try desk.asSystem.promote(left)
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
    return (returning.map(\.current.id), staying)
  }

  /// Tells what can come back from what stays as it is.
  private func sorted(
    _ desk: BookingTransaction
  ) throws -> (returning: [(kept: Kept, current: Reservation)], staying: [SeriesOutcome.Kept]) {
    let closures = try ClosureRows.current(nowUTC: desk.nowUTC, desk.db)
    var returning: [(kept: Kept, current: Reservation)] = []
    var staying: [SeriesOutcome.Kept] = []
    for kept in reservations {
      let id = ReservationID(kept.id)
      let current = try ReservationRows.find(id, desk.db).reservation
      let hasBegun = current.status.ownsClaims && current.start.utc <= desk.nowUTC
      let restored = original(kept, over: current, desk.venue.zone)
      if hasBegun || kept.startUTC <= desk.nowUTC {
        staying.append(SeriesOutcome.Kept(id, "begun"))
      } else if try closures.contains(where: { closure in
        // One that staff decide about, or have decided about, is not forgotten there.
        try ClosureHit.isHit(restored, by: closure.exception, at: desk.venue)
          && !ClosureRows.cases(of: closure.id, desk.db).contains { $0.id == id }
      }) {
        staying.append(SeriesOutcome.Kept(id, RefusalCode.closed.rawValue))
      } else {
        returning.append((kept, current))
      }
    }
    return (returning, staying)
  }

  private func original(
    _ kept: Kept, over current: Reservation, _ zone: VenueZone
  ) -> Reservation {
    var restored = current
    restored.status = kept.status
    restored.start = zone.zoned(kept.startUTC)
    restored.end = zone.zoned(kept.endUTC)
    restored.units = kept.units
    return restored
  }

  private func put(
    _ kept: Kept, back id: SeriesID, over current: Reservation, _ desk: BookingTransaction
  ) throws {
    let zone = desk.venue.zone
    for claim in kept.claims.map(\.claim) {
      let others = try RangeSnapshot.claims(on: [claim.unit], touching: [claim.interval], desk.db)
      if let taken = others.first {
        throw Refusal(
          .slotTaken, subject: ReservationID(kept.id).description,
          conflict: Conflict(
            unit: claim.unit, start: zone.zoned(taken.interval.startUTC),
            end: zone.zoned(taken.interval.endUTC)))
      }
    }
    try desk.write(
      original(kept, over: current, zone), over: current, claims: kept.claims.map(\.claim),
      as: "undo", details: ["series": id.description])
  }
}
