import GRDB
import StudioBooking

/// Opens the recording session of a reservation when its person arrives.
enum SessionOpening {
  /// Opens the session once; files added earlier have opened it already.
  static func open(for reservation: Reservation, nowUTC: Int, _ db: Database) throws {
    let venue = try VenueRows.load(db)
    guard venue.offering(reservation.offering)?.opensSession == true else { return }
    _ = try SessionRows.open(
      db, reservationNumber: reservation.id.number, title: nil, nowUTC)
  }
}
