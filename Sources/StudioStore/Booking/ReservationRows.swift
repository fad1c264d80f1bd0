import GRDB
import StudioBooking

/// Reservations and their claims as rows.
enum ReservationRows {
  /// A reservation with its owner.
  struct Stored {
    let reservation: Reservation
    let owner: PersonID
  }

  /// Writes a decided booking: reservation, units, claims.
  static func insert(
    _ decision: BookingDecision, person: PersonID, title: String?, zone: VenueZone, nowUTC: Int,
    _ db: Database
  ) throws -> Reservation {
    let start = zone.zoned(decision.interval.startUTC)
    let end = zone.zoned(decision.interval.endUTC)
    try db.execute(
      sql: """
        INSERT INTO reservation(offering_id, person_id, status, start_local, end_local, zone,
          start_utc, end_utc, title, created_utc)
        VALUES ((SELECT id FROM offering WHERE slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        decision.offering.rawValue, person.number, decision.status.rawValue,
        start.local.description, end.local.description, zone.identifier, start.utc, end.utc,
        title, nowUTC,
      ])
    let number = db.lastInsertedRowID
    let units = try VenueRows.unitNumbers(decision.units, db)
    for (position, unit) in decision.units.enumerated() {
      try db.execute(
        sql: "INSERT INTO reservation_unit(reservation_id, position, unit_id) VALUES (?, ?, ?)",
        arguments: [number, position, units[unit]])
    }
    for claim in decision.claims {
      try db.execute(
        sql: "INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id) VALUES (?, ?, ?, ?)",
        arguments: [
          units[claim.unit], claim.interval.startUTC, claim.interval.endUTC, number,
        ])
    }
    return Reservation(
      id: ReservationID(Int(number)), status: decision.status, offering: decision.offering,
      units: decision.units, start: start, end: end, version: 1)
  }

  /// Finds a reservation, or refuses with code `unknown_reservation`.
  static func find(_ id: ReservationID, _ db: Database) throws -> Stored {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT reservation.id, person_id, status, slug, zone, start_utc, end_utc, version
          FROM reservation JOIN offering ON offering.id = offering_id
          WHERE reservation.id = ?
          """, arguments: [id.number])
    else { throw Refusal(.unknownReservation, subject: id.description) }
    let units = try String.fetchAll(
      db,
      sql: """
        SELECT slug FROM reservation_unit JOIN unit ON unit.id = unit_id
        WHERE reservation_id = ? ORDER BY reservation_unit.position
        """, arguments: [id.number])
    let identifier: String = row["zone"]
    guard let zone = VenueZone(identifier: identifier) else {
      throw StoreError.unknown(kind: "zone", name: identifier)
    }
    let reservation = Reservation(
      id: id, status: try status(row["status"]), offering: OfferingID(rawValue: row["slug"]),
      units: units.map { UnitID(rawValue: $0) }, start: zone.zoned(row["start_utc"]),
      end: zone.zoned(row["end_utc"]), version: row["version"])
    return Stored(reservation: reservation, owner: PersonID(row["person_id"]))
  }

  /// Moves a reservation to another state; claims go where the state owns none.
  static func setStatus(
    _ status: ReservationStatus, of reservation: Reservation, _ db: Database
  ) throws -> Reservation {
    try db.execute(
      sql: "UPDATE reservation SET status = ?, version = version + 1 WHERE id = ?",
      arguments: [status.rawValue, reservation.id.number])
    if !status.ownsClaims {
      try db.execute(
        sql: "DELETE FROM claim WHERE reservation_id = ?", arguments: [reservation.id.number])
    }
    return Reservation(
      id: reservation.id, status: status, offering: reservation.offering,
      units: reservation.units, start: reservation.start, end: reservation.end,
      version: reservation.version + 1)
  }

  static func status(_ text: String) throws -> ReservationStatus {
    guard let status = ReservationStatus(rawValue: text) else {
      throw StoreError.unknown(kind: "status", name: text)
    }
    return status
  }
}
