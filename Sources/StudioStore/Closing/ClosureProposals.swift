import GRDB
import StudioBooking

/// Other times for a reservation that cannot stay where it is.
enum ClosureProposals {
  /// Up to three nearest times that every rule allows, for the same length and number of people.
  static func alternatives(
    for reservation: Reservation, of person: Person?, besides planned: HoursException?,
    nowUTC: Int, _ db: Database
  ) throws -> [Alternative] {
    let venue = try VenueRows.load(db)
    guard let offering = venue.offering(reservation.offering) else { return [] }
    let search = AlternativeSearch(
      near: BookingCandidate(
        offering: offering, interval: reservation.interval, chosen: [],
        people: reservation.people))
    let window = search.window(at: venue, nowUTC: nowUTC)
    let booker = try BookerRows.load(
      person, for: try TermsRows.behalf(of: reservation.id, db), booking: offering,
      within: window, isWalkIn: reservation.kind == .walkIn, ignoring: reservation.id, at: venue,
      nowUTC: nowUTC, db)
    let snapshot = try SnapshotRows.load(
      venue, units: offering.candidates, window: window, booker: booker, nowUTC: nowUTC,
      ignoring: reservation.id, db)
    return BookingDesk.alternatives(
      search, snapshot.adding(planned.map { [$0] } ?? []), nowUTC: nowUTC)
  }
}
