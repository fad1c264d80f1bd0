import GRDB
import StudioBooking

extension BookingTransaction {
  /// Notes for whom a new reservation is and what it costs; blocks are nobody's and cost nothing.
  func writeTerms(of reservation: Reservation, _ draft: ReservationDraft) throws -> Payment? {
    guard draft.kind != .block, let number = draft.person else { return nil }
    let person = try PersonRows.find(number, db)
    let booker = try BookerRows.identity(
      of: person, for: draft.behalf, by: actor, isWalkIn: draft.kind == .walkIn, at: venue, db)
    return try TermsRows.insert(
      booker, postcode: person.details.postcode, for: reservation, at: venue, nowUTC: nowUTC, db)
  }

  /// What a change means for hours and money: another time has another price, who does not come may
  /// keep both, and what comes back is not counted twice.
  func settle(_ changed: Reservation, after old: Reservation) throws {
    guard changed.kind != .block else { return }
    if changed.status.ownsClaims {
      if !old.status.ownsClaims {
        try PaymentRows.revive(changed.id, nowUTC: nowUTC, db)
        if try LedgerRows.isDebited(changed.id, db) {
          try LedgerRows.enter(.forgiven, for: changed.id, nowUTC: nowUTC, db)
        }
      }
      guard changed.interval != old.interval else { return }
      try PaymentRows.price(
        changed, for: try TermsRows.category(of: changed.id, db), at: venue, nowUTC: nowUTC, db)
    } else if old.status.ownsClaims {
      try NonAttendance.settle(
        changed, after: old.status, changedBy: actor, at: venue, nowUTC: nowUTC, db)
    }
  }
}
