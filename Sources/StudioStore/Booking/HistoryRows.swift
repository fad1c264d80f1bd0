import GRDB
import StudioBooking

/// What happened to reservations; never names, only numbers.
enum HistoryRows {
  /// Writes down what a reservation has become, and by whom.
  static func append(
    _ change: String, to reservation: Reservation, by actor: Actor, _ details: [String: String],
    nowUTC: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO reservation_history(reservation_id, version, at_utc, actor, change, details)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        reservation.id.number, reservation.version, nowUTC, actor.historyText, change,
        try StoredJSON.text(details),
      ])
  }

  /// The history of a reservation, oldest first.
  static func entries(of id: ReservationID, _ db: Database) throws -> [HistoryEntry] {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT version, at_utc, actor, change, details FROM reservation_history
          WHERE reservation_id = ? ORDER BY id
          """), arguments: [id.number])
    return try rows.map { row in
      HistoryEntry(
        reservation: id, version: row["version"], atUTC: row["at_utc"], actor: row["actor"],
        change: row["change"],
        details: try StoredJSON.value([String: String].self, from: row["details"]))
    }
  }
}
