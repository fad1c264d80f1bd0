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
