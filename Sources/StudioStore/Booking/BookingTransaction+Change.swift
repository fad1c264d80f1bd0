import GRDB
import StudioBooking

extension BookingTransaction {
  /// Cancels, confirms, checks in, approves, rejects or marks a no-show.
  func change(
    _ change: StatusChange, _ id: ReservationID, reason: String?, expectedVersion: Int?
  ) throws -> Reservation {
    try retireOverdue(id)
    let stored = try ReservationRows.find(id, db)
    try explainingVersions(stored, expectedVersion) {
      try change.check(
        stored.reservation, ownedBy: try owner(of: stored), by: actor,
        expectedVersion: expectedVersion, nowUTC: nowUTC)
    }
    var changed = stored.reservation
    changed.status = change.result
    if change == .confirm, isApproved(changed) { changed.status = .requested }
    let written = try write(
      changed, over: stored.reservation, as: change.rawValue,
      details: reason.map { ["reason": $0] } ?? [:])
    if change == .checkIn { try SessionOpening.open(for: written, nowUTC: nowUTC, db) }
    return written
  }

  /// Gives a reservation another time, length or unit, or refuses.
  func move(
    _ id: ReservationID, _ move: ReservationMove, expectedVersion: Int?
  ) throws -> Reservation {
    try checkOverrides(move.overrides, subject: id.description)
    try retireOverdue(id)
    let stored = try ReservationRows.find(id, db)
    let old = stored.reservation
    try explainingVersions(stored, expectedVersion) {
      try ReservationAccess.check(
        old, ownedBy: try owner(of: stored), by: actor, isStaffOnly: old.kind != .booking,
        expectedVersion: expectedVersion)
      try old.checkNotOver(nowUTC)
      if case .person = actor, move.start != nil { try old.checkNotBegun(nowUTC) }
      // Who has arrived can leave later or change seats, but arrived when they did.
      guard old.status.canMove, move.start == nil || old.status != .checkedIn else {
        throw Refusal(.cannotMove, subject: id.description, actual: .status(old.status))
      }
    }
    if old.kind == .block { try UnitBlock.check(move.units, at: venue) }
    let candidate = try BookingDesk.interpret(move, of: old, at: venue)
    let person = try stored.owner.flatMap { try PersonRows.find(.id($0), db) }
    let snapshot = try snapshot(
      for: candidate, person: person, behalf: try TermsRows.behalf(of: id, db),
      isWalkIn: old.kind == .walkIn, ignoring: id)
    var overrides = move.overrides
    switch old.kind {
    case .booking: break
    case .walkIn: overrides.insert(.granularity)
    case .block: overrides.formUnion([.leadTime, .closed])
    }
    let decision = try BookingDesk.decideMove(
      candidate, of: old, snapshot, nowUTC: nowUTC, overriding: overrides)
    var moved = old
    moved.start = venue.zone.zoned(decision.interval.startUTC)
    moved.end = venue.zone.zoned(decision.interval.endUTC)
    moved.units = decision.units
    // What staff approved is not what is wanted now.
    if case .person = actor, old.status == .confirmed, isApproved(old) {
      moved.status = .requested
    }
    return try write(
      moved, over: old, claims: decision.claims, as: "move",
      details: overrideDetails(decision, reason: move.reason))
  }

  /// Whose rights the actor may use; a child has none of their own.
  private func owner(of stored: ReservationRows.Stored) throws -> PersonID? {
    if let owner = stored.owner, actor == .person(owner), let age = stored.ownerAge,
      age.isUnder(AgeRules.accountAge)
    {
      throw AgeRules.accountRefusal(of: owner, age)
    }
    return stored.owner(for: actor)
  }

  private func isApproved(_ reservation: Reservation) -> Bool {
    venue.offering(reservation.offering)?.policy.approval == true
  }

  /// Adds to a refusal about an old version what the asker saw and what is.
  private func explainingVersions(
    _ stored: ReservationRows.Stored, _ seen: Int?, _ check: () throws -> Void
  ) throws {
    do {
      try check()
    } catch let refusal as Refusal where refusal.rule == .staleVersion {
      let id = stored.reservation.id
      throw refusal.showing(
        ReservationVersions(
          seen: HistoryReplay.reservation(try HistoryRows.entries(of: id, db), atVersion: seen),
          current: stored.reservation))
    }
  }
}
