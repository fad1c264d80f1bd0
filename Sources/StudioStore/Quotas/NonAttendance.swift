import GRDB
import StudioBooking

/// What follows for hours and money when a reservation ends without its person.
enum NonAttendance {
  /// Settles a change that has been written, its line of history included.
  ///
  /// Cancelled in time, or by the house: hours are free again and nothing is to pay. Cancelled by
  /// the person less than the notice before the start, or not come: the same, unless the venue
  /// keeps such hours; then they stay used and the price stays due. What was only held, or not
  /// approved yet, was promised by nobody and costs nothing.
  ///
  /// - Parameters:
  ///   - reservation: as it is now.
  ///   - before: the state it left.
  ///   - actor: who changed it.
  ///   - venue: the venue.
  ///   - nowUTC: when.
  ///   - db: the open write transaction.
  /// - Throws: SQLite's error.
  static func settle(
    _ reservation: Reservation, after before: ReservationStatus, changedBy actor: Actor,
    at venue: Venue, nowUTC: Int, _ db: Database
  ) throws {
    guard !reservation.status.ownsClaims else { return }
    let policy = venue.offering(reservation.offering)?.policy
    let debits = policy?.bookers.debits ?? HourDebits()
    var cause: HourCause?
    switch reservation.status {
    case _ where ![.confirmed, .checkedIn].contains(before): break
    case .noShow where debits.noShow: cause = .noShow
    case .cancelled where debits.lateCancel && isOwn(actor):
      let isLate = CancellationNotice.isLate(
        atUTC: nowUTC, startUTC: reservation.start.utc, noticeHours: policy?.freeCancelHours)
      if isLate { cause = .lateCancel }
    default: break
    }
    if let cause {
      try LedgerRows.enter(cause, for: reservation.id, nowUTC: nowUTC, db)
    } else if let payment = try PaymentRows.payment(of: reservation.id, db),
      payment.state != .waived
    {
      try PaymentRows.set(
        .waived, of: reservation.id, reason: reservation.status.rawValue, nowUTC: nowUTC, db)
    }
  }

  private static func isOwn(_ actor: Actor) -> Bool {
    if case .person = actor { true } else { false }
  }
}
