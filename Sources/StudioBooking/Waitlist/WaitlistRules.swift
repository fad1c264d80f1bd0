/// The waitlist's own rules.
public enum WaitlistRules {
  /// How long an offer stands, in seconds.
  public static let offerSeconds = 30 * 60

  /// Whether people may wait for an offering: where the policy says so, else where a certain unit
  /// is wanted.
  ///
  /// Of stations another one is free soon, and a list would only keep seats empty.
  public static func allows(_ offering: Offering) -> Bool {
    if let allowed = offering.policy.waitlist { return allowed }
    return offering.needs.allSatisfy { need in
      if case .all = need { true } else { need.count == need.candidates.count }
    }
  }

  /// Until when an offer made now stands: half an hour, but never past the start.
  public static func offerEndsUTC(startUTC: Int, nowUTC: Int) -> Int {
    min(nowUTC + offerSeconds, startUTC)
  }

  /// Whether a time may be offered at all: one that has begun never is.
  public static func mayOffer(startUTC: Int, nowUTC: Int) -> Bool { startUTC > nowUTC }

  /// Where an entry goes when its reservation changed; nil when it stays.
  public static func status(after reservation: ReservationStatus) -> WaitlistStatus? {
    switch reservation {
    case .held: nil
    case .requested, .confirmed, .checkedIn, .completed: .accepted
    case .expired: .lapsed
    case .cancelled, .rejected, .noShow: .left
    }
  }
}
