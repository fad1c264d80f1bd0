/// Something that happens to a reservation after it was made.
public enum StatusChange: String, Sendable, CaseIterable {
  case cancel, checkIn, approve, reject, noShow

  /// The state it leads to.
  public var result: ReservationStatus {
    switch self {
    case .cancel: .cancelled
    case .checkIn: .checkedIn
    case .approve: .confirmed
    case .reject: .rejected
    case .noShow: .noShow
    }
  }

  /// Whether only staff may do it; a person may cancel and check in for themselves.
  private var isStaffOnly: Bool { self != .cancel && self != .checkIn }

  /// Decides whether the change may happen.
  ///
  /// - Parameters:
  ///   - reservation: as it is now.
  ///   - owner: whose it is.
  ///   - actor: who asks.
  ///   - expectedVersion: the version the asker saw; nil when they did not say.
  /// - Throws: a refusal with code `unknown_reservation` (also for somebody else's, so that
  ///   numbers tell nothing), `not_allowed`, `stale_version` or `wrong_status`.
  public func check(
    _ reservation: Reservation, ownedBy owner: PersonID, by actor: Actor, expectedVersion: Int?
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
    // Approving is for requests only: confirming a hold goes through payment or its own step.
    let isPossible =
      self == .approve
      ? reservation.status == .requested : reservation.status.successors.contains(result)
    guard isPossible else {
      throw Refusal(
        .wrongStatus, subject: subject, limit: .status(result),
        actual: .status(reservation.status))
    }
  }
}
