import GRDB
import StudioBooking

extension ReservationRows {
  /// The claims of a reservation, in unit order.
  static func claims(of id: ReservationID, _ db: Database) throws -> [Claim] {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT unit.slug, start_utc, end_utc FROM claim JOIN unit ON unit.id = unit_id
          WHERE reservation_id = ? ORDER BY unit.slug, start_utc
          """), arguments: [id.number])
    return rows.map { row in
      Claim(
        unit: UnitID(rawValue: row["slug"]),
        interval: UTCInterval(startUTC: row["start_utc"], endUTC: row["end_utc"]))
    }
  }

  /// Takes all claims of a reservation away and makes others, in unit order.
  static func replaceClaims(
    of id: ReservationID, with claims: [Claim], _ db: Database
  ) throws {
    try db.execute(sql: "DELETE FROM claim WHERE reservation_id = ?", arguments: [id.number])
    try writeClaims(claims, of: id, db)
  }

  /// Makes claims, in the order given.
  static func writeClaims(_ claims: [Claim], of id: ReservationID, _ db: Database) throws {
    let numbers = try VenueRows.unitNumbers(claims.map(\.unit), db)
    for claim in claims {
      try db.execute(
        sql: "INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id) VALUES (?, ?, ?, ?)",
        arguments: [
          numbers[claim.unit], claim.interval.startUTC, claim.interval.endUTC, id.number,
        ])
    }
  }
}
