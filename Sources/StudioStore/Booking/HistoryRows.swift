import GRDB
import StudioBooking

/// What happened to reservations; never names, only numbers.
enum HistoryRows {
  static func append(
    _ change: String, to id: ReservationID, by actor: Actor, details: [String: String] = [:],
    nowUTC: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO reservation_history(reservation_id, at_utc, actor, change, details)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [id.number, nowUTC, actor.historyText, change, try StoredJSON.text(details)])
  }
}
