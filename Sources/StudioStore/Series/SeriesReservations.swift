import GRDB
import StudioBooking

/// What edits of a series do to reservations and their claims.
enum SeriesReservations {
  /// Gives a reservation the time and units that were decided; its claims were released before.
  static func place(
    _ reservation: Reservation, at decision: BookingDecision, zone: VenueZone, _ db: Database
  ) throws -> Reservation {
    let start = zone.zoned(decision.interval.startUTC)
    let end = zone.zoned(decision.interval.endUTC)
    try db.execute(
      sql: """
        UPDATE reservation SET start_local = ?, end_local = ?, start_utc = ?, end_utc = ?,
          version = version + 1 WHERE id = ?
        """,
      arguments: [
        start.local.description, end.local.description, start.utc, end.utc,
        reservation.id.number,
      ])
    let numbers = try VenueRows.unitNumbers(decision.units, db)
    try db.execute(
      sql: "DELETE FROM reservation_unit WHERE reservation_id = ?",
      arguments: [reservation.id.number])
    for (position, unit) in decision.units.enumerated() {
      try db.execute(
        sql: "INSERT INTO reservation_unit(reservation_id, position, unit_id) VALUES (?, ?, ?)",
        arguments: [reservation.id.number, position, numbers[unit]])
    }
    for claim in decision.claims {
      try insertClaim(
        unit: numbers[claim.unit] ?? 0, claim.interval, of: reservation.id.number, db)
    }
    return Reservation(
      id: reservation.id, status: reservation.status, offering: reservation.offering,
      units: decision.units, start: start, end: end, version: reservation.version + 1)
  }

  /// Cancels a reservation.
  static func cancel(_ reservation: Reservation, _ db: Database) throws -> Reservation {
    try release(reservation.id.number, db)
    try db.execute(
      sql: "UPDATE reservation SET status = 'cancelled', version = version + 1 WHERE id = ?",
      arguments: [reservation.id.number])
    return Reservation(
      id: reservation.id, status: .cancelled, offering: reservation.offering,
      units: reservation.units, start: reservation.start, end: reservation.end,
      version: reservation.version + 1)
  }

  /// Frees the units of a reservation.
  static func release(_ number: Int, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM claim WHERE reservation_id = ?", arguments: [number])
  }

  /// Takes a unit, or says in one refusal who is there.
  static func insertClaim(
    unit: Int64, _ interval: UTCInterval, of reservation: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id) VALUES (?, ?, ?, ?)",
      arguments: [unit, interval.startUTC, interval.endUTC, reservation])
  }
}
