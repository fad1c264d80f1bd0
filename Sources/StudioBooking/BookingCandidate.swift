/// A request with its times understood: an offering, an interval, the chosen units.
public struct BookingCandidate: Hashable, Sendable {
  /// What to book.
  public let offering: Offering
  /// When; half-open.
  public let interval: UTCInterval
  /// Units chosen by the person.
  public let chosen: [UnitID]

  init(offering: Offering, interval: UTCInterval, chosen: [UnitID]) {
    self.offering = offering
    self.interval = interval
    self.chosen = chosen
  }

  /// The time its units would be taken: the booking and the buffer after it.
  public var claimedInterval: UTCInterval {
    interval.extended(bySeconds: offering.policy.bufferMinutes * 60)
  }
}
