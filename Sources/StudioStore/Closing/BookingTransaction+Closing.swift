import GRDB
import StudioBooking

extension BookingTransaction {
  /// The reservations an exception to the hours hits, by time; an opening hits nobody.
  func hits(of exception: HoursException) throws -> [ReservationRows.Stored] {
    guard exception.kind == .closure else { return [] }
    let units = exception.scope.units(of: venue)
    let over = try DueRows.overdue(nowUTC: nowUTC, db)
    return try ClosureRows.reservations(on: units, touching: exception.interval, db)
      .map { try ReservationRows.find($0, db) }
      .filter { stored in
        !over.contains(stored.reservation.id.number)
          && ClosureHit.isHit(stored.reservation, by: exception, at: venue)
      }
  }

  /// Closes or opens.
  func close(_ request: ClosureRequest) throws -> ClosureID {
    try checkStaff(subject: request.scope.description)
    let exception = try request.exception(at: venue)
    let id = try ClosureRows.insert(exception, reason: request.reason, db)
    try ClosureRows.addCases(try hits(of: exception).map(\.reservation.id), of: id, db)
    if exception.kind == .opening { try offerAll(of: exception) }
    return id
  }

  /// Takes a closure or an opening back.
  ///
  /// - Throws: ``LiftedClosure/Unconfirmed`` when an opening has reservations and nobody confirmed
  ///   that they lose it.
  func lift(_ id: ClosureID, isConfirmed: Bool) throws -> LiftedClosure {
    try checkStaff(subject: id.description)
    let stored = try ClosureRows.find(id, db)
    guard stored.exception.kind == .opening else {
      let lifted = LiftedClosure(stored, hits: try ClosureRows.cases(of: id, db))
      try ClosureRows.delete(id, db)
      try offerAll(of: stored.exception)
      return lifted
    }
    let lost = try losses(of: stored.exception)
    let lifted = LiftedClosure(stored, hits: lost.map { ($0, nil) })
    guard isConfirmed || lost.isEmpty else { throw LiftedClosure.Unconfirmed(lifted: lifted) }
    try ClosureRows.delete(id, db)
    return lifted
  }

  /// The reservations to come that are within the hours only because of an opening.
  private func losses(of opening: HoursException) throws -> [ReservationID] {
    try hits(of: opening.closing).map(\.reservation).filter { reservation in
      let exceptions = try SnapshotRows.exceptions(touching: reservation.interval, db)
      return reservation.end.utc > nowUTC
        && ClosureHit.isLost(reservation, without: opening, among: exceptions, at: venue)
    }.map(\.id)
  }

  /// Decides about a reservation that closures hit.
  func decide(
    _ decision: ClosureDecision, _ id: ReservationID, move: ReservationMove?
  ) throws -> Reservation {
    try checkStaff(subject: id.description)
    try retireOverdue(id)
    let reservation = try ReservationRows.find(id, db).reservation
    // One that was moved out of a closure, or ended otherwise, waits for nothing there.
    let waiting = try ClosureRows.undecided(about: id, db).filter {
      ClosureHit.isHit(reservation, by: $0.exception, at: venue)
    }
    guard !waiting.isEmpty else { throw Refusal(.notHit, subject: id.description) }
    for closure in waiting {
      try ClosureRows.decide(decision, id, of: closure.id, by: actor, nowUTC: nowUTC, db)
    }
    let details = ["reason": "closure"]
    switch decision {
    case .keep: return try write(reservation, over: reservation, as: "keep", details: details)
    case .cancel:
      return try change(.cancel, id, reason: details["reason"], expectedVersion: nil)
    case .move: return try self.move(id, move ?? ReservationMove(), expectedVersion: nil)
    }
  }

  /// What has become bookable again is offered to those who wait.
  private func offerAll(of exception: HoursException) throws {
    try asSystem.promote(
      exception.scope.units(of: venue).map { Claim(unit: $0, interval: exception.interval) })
  }
}
