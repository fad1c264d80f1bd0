/// Something that happens to a reservation after it was made.
public enum StatusChange: String, Sendable, CaseIterable {
  case cancel, confirm, checkIn, approve, reject, noShow

  /// The state it leads to; confirming a hold on something staff approve makes it a request.
  public var result: ReservationStatus {
    switch self {
    case .cancel: .cancelled
    case .confirm: .confirmed
    case .checkIn: .checkedIn
    case .approve: .confirmed
    case .reject: .rejected
    case .noShow: .noShow
    }
  }

  /// Whether only staff may do it; a person may cancel, confirm and check in for themselves.
  private var isStaffOnly: Bool { ![.cancel, .confirm, .checkIn].contains(self) }

  /// Decides whether the change may happen.
  ///
  /// - Parameters:
  ///   - reservation: as it is now.
  ///   - owner: whose it is.
  ///   - actor: who asks.
  ///   - expectedVersion: the version the asker saw; nil when they did not say.
  ///   - nowUTC: the present, UTC seconds since 1970: what is over stays as it was.
  /// - Throws: a refusal with code `unknown_reservation` (also for somebody else's, so that
  ///   numbers tell nothing), `not_allowed`, `stale_version` or `wrong_status`.
  public func check(
    _ reservation: Reservation, ownedBy owner: PersonID?, by actor: Actor, expectedVersion: Int?,
    nowUTC: Int
  ) throws(Refusal) {
    try ReservationAccess.check(
      reservation, ownedBy: owner, by: actor, isStaffOnly: isStaffOnly,
      expectedVersion: expectedVersion)
    // Two ways lead to `confirmed`: approving is for requests, confirming for holds.
    let isPossible =
      switch self {
      case .approve: reservation.status == .requested
      case .confirm: reservation.status == .held
      case .cancel where reservation.kind == .walkIn:
        // A walk-in entered by mistake goes away again; who was let in with a booking stays.
        reservation.status == .checkedIn
      case .cancel, .reject: reservation.status.successors.contains(result)
      case .checkIn, .noShow:
        reservation.kind != .block && reservation.status.successors.contains(result)
      }
    guard isPossible else {
      throw Refusal(
        .wrongStatus, subject: reservation.id.description, limit: .status(result),
        actual: .status(reservation.status))
    }
    switch self {
    // Somebody who came may be noted afterwards, and somebody who did not.
    case .noShow, .reject: break
    case .checkIn: if case .person = actor { try reservation.checkNotOver(nowUTC) }
    case .approve, .confirm: try reservation.checkNotOver(nowUTC)
    case .cancel:
      try reservation.checkNotOver(nowUTC)
      if case .person = actor { try reservation.checkNotBegun(nowUTC) }
    }
  }
}
