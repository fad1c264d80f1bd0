/// What staff decide about a reservation that a closure hits.
public enum ClosureDecision: String, Sendable, Codable, CaseIterable {
  case move, cancel, keep
}

/// A reservation that a closure hits.
public struct ClosureHit: Hashable, Sendable {
  /// The reservation.
  public let reservation: Reservation
  /// Whose it is, by name: closures are for staff.
  public let person: String?
  /// Up to three times it could move to.
  public let alternatives: [Alternative]
  /// What staff decided; nil until then.
  public let decision: ClosureDecision?

  /// Describes a hit.
  public init(
    reservation: Reservation, person: String?, alternatives: [Alternative] = [],
    decision: ClosureDecision? = nil
  ) {
    self.reservation = reservation
    self.person = person
    self.alternatives = alternatives
    self.decision = decision
  }

  /// Whether a closure takes away what a reservation needs where it is now: a unit that is gone for
  /// good takes all of its time, else its policy says.
  ///
  /// - Parameters:
  ///   - reservation: the reservation.
  ///   - exception: the closure; an opening hits nobody.
  ///   - venue: where.
  /// - Returns: whether it must be moved, cancelled or knowingly kept.
  package static func isHit(
    _ reservation: Reservation, by exception: HoursException, at venue: Venue
  ) -> Bool {
    let units = exception.scope.units(of: venue)
    guard exception.kind == .closure, units.contains(where: reservation.units.contains) else {
      return false
    }
    let part = venue.offering(reservation.offering)?.policy.openDuring
    let isGone = units.allSatisfy { venue.unit($0) == nil }
    return isHit(
      reservation, by: exception.interval, needing: isGone ? .throughout : part ?? .throughout)
  }

  /// Whether a reservation is within the hours only because of an exceptional opening.
  ///
  /// - Parameters:
  ///   - reservation: the reservation.
  ///   - opening: the opening.
  ///   - exceptions: all that touch the reservation, the opening among them.
  ///   - venue: where.
  /// - Returns: whether it stands before a locked door without the opening.
  package static func isLost(
    _ reservation: Reservation, without opening: HoursException, among exceptions: [HoursException],
    at venue: Venue
  ) -> Bool {
    guard let offering = venue.offering(reservation.offering),
      let index = exceptions.firstIndex(of: opening),
      isHit(reservation, by: opening.closing, at: venue)
    else { return false }
    func hours(_ exceptions: [HoursException]) -> EffectiveHours {
      EffectiveHours(
        of: reservation.units, within: offering.hours, at: venue, exceptions: exceptions,
        window: reservation.interval)
    }
    var others = exceptions
    others.remove(at: index)
    let (before, after) = (hours(exceptions), hours(others))
    let part = offering.policy.openDuring
    return reservation.units.contains { unit in
      before.isOpen(unit, for: reservation.interval, during: part)
        && !after.isOpen(unit, for: reservation.interval, during: part)
    }
  }

  /// Whether a closure takes away what a reservation needs: all of its time, or only the opening
  /// at its start or at its ends, as its policy says.
  ///
  /// - Parameters:
  ///   - reservation: the reservation.
  ///   - closure: the closed time.
  ///   - part: which part of a booking must lie within opening hours.
  /// - Returns: whether it must be moved, cancelled or knowingly kept.
  public static func isHit(
    _ reservation: Reservation, by closure: UTCInterval, needing part: OpenDuring
  ) -> Bool {
    func isClosed(at utc: Int) -> Bool { closure.startUTC <= utc && utc < closure.endUTC }
    guard reservation.kind != .block, reservation.status.canMove else { return false }
    switch part {
    case .throughout: return reservation.interval.overlaps(closure)
    case .start: return isClosed(at: reservation.start.utc)
    // A return on the very second of closing is still possible, one on that of opening too.
    case .ends:
      let end = reservation.end.utc
      return isClosed(at: reservation.start.utc)
        || (closure.startUTC < end && end < closure.endUTC)
    }
  }
}

extension ClosureHit: Encodable {
  private enum CodingKeys: String, CodingKey { case reservation, person, alternatives, decision }

  /// Writes no `decision` until there is one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reservation, forKey: .reservation)
    try container.encodeIfPresent(person, forKey: .person)
    try container.encode(alternatives, forKey: .alternatives)
    try container.encodeIfPresent(decision, forKey: .decision)
  }
}

/// A closure or an exceptional opening, wanted or made.
public struct Closure: Hashable, Sendable {
  /// The number; nil while it is only a plan.
  public let id: ClosureID?
  /// What it changes about the hours.
  public let exception: HoursException
  /// The venue's zone.
  public let zone: VenueZone
  /// Why.
  public let reason: String?
  /// The reservations it hits, by time.
  public let hits: [ClosureHit]

  /// Describes a closure.
  public init(
    id: ClosureID?, exception: HoursException, zone: VenueZone, reason: String?,
    hits: [ClosureHit]
  ) {
    self.id = id
    self.exception = exception
    self.zone = zone
    self.reason = reason
    self.hits = hits
  }

  /// The hits nobody has decided about.
  public var undecided: [ClosureHit] { hits.filter { $0.decision == nil } }
}

extension Closure: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, kind, scope, start, end, reason, confirmed, hits
  }

  /// Writes times in RFC 3339; `confirmed` is false while nothing has happened.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(id?.description, forKey: .id)
    try container.encode(exception.kind, forKey: .kind)
    try container.encode(exception.scope.description, forKey: .scope)
    try container.encode(zone.zoned(exception.interval.startUTC).rfc3339, forKey: .start)
    try container.encode(zone.zoned(exception.interval.endUTC).rfc3339, forKey: .end)
    try container.encodeIfPresent(reason, forKey: .reason)
    try container.encode(id != nil, forKey: .confirmed)
    try container.encode(hits, forKey: .hits)
  }
}
