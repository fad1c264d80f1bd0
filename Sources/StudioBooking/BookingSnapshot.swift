/// What the rules look at, read in one transaction.
public struct BookingSnapshot: Sendable {
  /// The venue.
  public let venue: Venue
  /// The dated exceptions that touch the time in question.
  public let exceptions: [HoursException]
  /// The live claims on the offering's units that touch the time in question.
  public let claims: [Claim]
  /// The category of the person who books; nil when unknown.
  public let category: String?

  /// Gathers what the rules look at.
  public init(
    venue: Venue, exceptions: [HoursException] = [], claims: [Claim] = [],
    category: String? = nil
  ) {
    self.venue = venue
    self.exceptions = exceptions
    self.claims = claims
    self.category = category
  }

  /// The same snapshot with further exceptions to the hours, such as a closure that is planned.
  package func adding(_ planned: [HoursException]) -> Self {
    Self(venue: venue, exceptions: exceptions + planned, claims: claims, category: category)
  }
}
