/// A request with its times understood: an offering, an interval, the chosen units.
public struct BookingCandidate: Hashable, Sendable {
  /// What to book.
  public let offering: Offering
  /// When; half-open.
  public let interval: UTCInterval
  /// Units chosen by the person.
  public let chosen: [UnitID]
  /// Whether the start is a fact and not a wish, so that no rule judges it: it was granted before,
  /// somebody is standing at the desk, or somebody waited for this very time.
  let startIsGiven: Bool
  /// How many people come; nil when nobody said.
  public let people: Int?

  /// Makes a candidate of values that were understood already.
  package init(
    offering: Offering, interval: UTCInterval, chosen: [UnitID], startIsGiven: Bool = false,
    people: Int? = nil
  ) {
    self.offering = offering
    self.interval = interval
    self.chosen = chosen
    self.startIsGiven = startIsGiven
    self.people = people
  }

  /// The same candidate as a move of a reservation.
  func moved(from current: UTCInterval, people: Int?) -> Self {
    Self(
      offering: offering, interval: interval, chosen: chosen,
      startIsGiven: current.startUTC == interval.startUTC, people: people)
  }

  /// The time its units would be taken: the booking and the buffer after it.
  public var claimedInterval: UTCInterval {
    interval.extended(bySeconds: offering.policy.bufferMinutes * 60)
  }
}
