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
        if over.contains(stored.reservation.id.number) { return false }
        let part = venue.offering(stored.reservation.offering)?.policy.openDuring ?? .throughout
        return ClosureHit.isHit(stored.reservation, by: exception.interval, needing: part)
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
  func lift(_ id: ClosureID) throws {
    try checkStaff(subject: id.description)
    let stored = try ClosureRows.find(id, db)
    try ClosureRows.delete(id, db)
    if stored.exception.kind == .closure { try offerAll(of: stored.exception) }
  }

  /// Decides about a reservation that closures hit.
  func decide(
    _ decision: ClosureDecision, _ id: ReservationID, move: ReservationMove?
  ) throws -> Reservation {
    try checkStaff(subject: id.description)
    let reservation = try ReservationRows.find(id, db).reservation
    guard try ClosureRows.decide(decision, id, by: actor, nowUTC: nowUTC, db) else {
      throw Refusal(.notHit, subject: id.description)
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
