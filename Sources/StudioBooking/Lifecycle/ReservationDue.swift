/// What must happen to a reservation by itself, and when.
public struct ReservationDue: Hashable, Sendable {
  /// What must happen.
  public enum Kind: String, Sendable, CaseIterable {
    /// A hold that nobody confirmed ends.
    case holdExpiry
    /// A request that nobody approved in time ends.
    case requestLapse
    /// A reservation whose person did not come frees its units.
    case noShowRelease
    /// A visit is over.
    case completion

    /// The state it leads to.
    public var result: ReservationStatus {
      switch self {
      case .holdExpiry, .requestLapse: .expired
      case .noShowRelease: .noShow
      case .completion: .completed
      }
    }

    /// Whether it frees the units, so that a write must not overlook it.
    public var freesUnits: Bool { !result.ownsClaims }
  }

  /// What must happen.
  public let kind: Kind
  /// When, in UTC seconds since 1970: from this very second on it has happened.
  public let atUTC: Int

  /// Finds what a reservation in its present state waits for.
  ///
  /// - Parameters:
  ///   - reservation: the reservation.
  ///   - releaseAfterMinutes: after how long a missed start frees the units; nil means never.
  /// - Returns: what is next; nil when nothing is.
  public static func next(
    for reservation: Reservation, releaseAfterMinutes: Int?
  ) -> ReservationDue? {
    switch reservation.status {
    case .held:
      return reservation.heldUntil.map { ReservationDue(kind: .holdExpiry, atUTC: $0.utc) }
    case .requested:
      return ReservationDue(kind: .requestLapse, atUTC: reservation.start.utc)
    case .confirmed where reservation.kind != .block:
      return releaseAfterMinutes.map {
        ReservationDue(kind: .noShowRelease, atUTC: reservation.start.utc + $0 * 60)
      }
    case .checkedIn: return ReservationDue(kind: .completion, atUTC: reservation.end.utc)
    case .confirmed, .completed, .cancelled, .noShow, .expired, .rejected: return nil
    }
  }
}
