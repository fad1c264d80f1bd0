import GRDB
import StudioBooking

/// Opens the recording session of a reservation when its person arrives.
enum SessionOpening {
  /// Opens the session once; files added earlier have opened it already.
  static func open(for reservation: Reservation, nowUTC: Int, _ db: Database) throws {
    let venue = try VenueRows.load(db)
    guard venue.offering(reservation.offering)?.opensSession == true else { return }
    try db.execute(
      sql: """
        INSERT INTO session(reservation_id, title, opened_utc)
        SELECT id, title, ? FROM reservation WHERE id = ?
        ON CONFLICT(reservation_id) DO NOTHING
        """, arguments: [nowUTC, reservation.id.number])
  }
}
