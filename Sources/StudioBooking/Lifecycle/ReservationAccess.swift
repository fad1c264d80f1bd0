/// Who may touch a reservation, and whether they saw it as it is.
public enum ReservationAccess {
  /// Checks rights and version before a change.
  ///
  /// - Parameters:
  ///   - reservation: as it is now.
  ///   - owner: whose it is; nil for a block.
  ///   - actor: who asks.
  ///   - isStaffOnly: whether the owner may not do it themselves.
  ///   - expectedVersion: the version the asker saw; nil when they did not say.
  /// - Throws: a refusal with code `unknown_reservation` (also for somebody else's, so that
  ///   numbers tell nothing), `not_allowed` or `stale_version`.
  public static func check(
    _ reservation: Reservation, ownedBy owner: PersonID?, by actor: Actor, isStaffOnly: Bool,
    expectedVersion: Int?
  ) throws(Refusal) {
    let subject = reservation.id.description
    switch actor {
    case .staff, .system: break
    case .person(let person) where person == owner:
      if isStaffOnly { throw Refusal(.staffOnly, subject: subject) }
    case .person, .anonymous: throw Refusal(.unknownReservation, subject: subject)
    }
    if let expectedVersion, expectedVersion != reservation.version {
      throw Refusal(
        .staleVersion, subject: subject, limit: .count(reservation.version),
        actual: .count(expectedVersion))
    }
  }
}

extension Reservation {
  /// Refuses to change what is over: what happened is settled by a no-show or by letting hours and
  /// price off, so that the history stays true.
  package func checkNotOver(_ nowUTC: Int) throws(Refusal) {
    guard end.utc <= nowUTC else { return }
    throw Refusal(.over, subject: id.description, actual: .moment(end))
  }

  /// Refuses what its person may do only before it begins.
  package func checkNotBegun(_ nowUTC: Int) throws(Refusal) {
    guard start.utc <= nowUTC else { return }
    throw Refusal(.begun, subject: id.description, actual: .moment(start))
  }
}

/// What the asker of a refused change saw, and what is.
public struct ReservationVersions: Hashable, Sendable, Encodable {
  /// The reservation at the version the asker named; nil when no such version is known.
  public let seen: Reservation?
  /// The reservation as it is.
  public let current: Reservation

  /// Puts both side by side.
  public init(seen: Reservation?, current: Reservation) {
    self.seen = seen
    self.current = current
  }
}
