import StudioBooking

/// A closure or an opening that was taken back, as a repeated key remembers it.
struct LiftedClosure: Codable, Sendable {
  /// An opening that stays because nobody confirmed what its end means.
  struct Unconfirmed: Error {
    let lifted: LiftedClosure
  }

  private struct Hit: Codable {
    let reservation: Int
    let decision: ClosureDecision?
  }

  private let number: Int
  private let kind: HoursException.Kind
  private let space: String?
  private let unit: String?
  private let startUTC: Int
  private let endUTC: Int
  private let reason: String?
  private let hits: [Hit]

  init(_ stored: ClosureRows.Stored, hits: [(id: ReservationID, decision: ClosureDecision?)]) {
    number = stored.id.number
    kind = stored.exception.kind
    (space, unit) =
      switch stored.exception.scope {
      case .venue: (nil, nil)
      case .space(let id): (id.rawValue, nil)
      case .unit(let id): (nil, id.rawValue)
      }
    startUTC = stored.exception.interval.startUTC
    endUTC = stored.exception.interval.endUTC
    reason = stored.reason
    self.hits = hits.map { Hit(reservation: $0.id.number, decision: $0.decision) }
  }

  /// What it was.
  var stored: ClosureRows.Stored {
    let scope =
      unit.map { HoursException.Scope.unit(UnitID(rawValue: $0)) }
      ?? space.map { .space(SpaceID(rawValue: $0)) } ?? .venue
    return ClosureRows.Stored(
      id: ClosureID(number),
      exception: HoursException(
        kind: kind, scope: scope, interval: UTCInterval(startUTC: startUTC, endUTC: endUTC)),
      reason: reason)
  }

  /// The reservations it hit, and what was decided about each.
  var cases: [(id: ReservationID, decision: ClosureDecision?)] {
    hits.map { (ReservationID($0.reservation), $0.decision) }
  }
}
