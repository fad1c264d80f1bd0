/// What the rules look at, read in one transaction.
public struct BookingSnapshot: Sendable {
  /// The venue.
  public let venue: Venue
  /// The dated exceptions that touch the time in question.
  public let exceptions: [HoursException]
  /// The live claims on the offering's units that touch the time in question.
  public let claims: [Claim]
  /// Who books, with the ledger entries and bookings ahead that their quotas count.
  public let booker: Booker

  /// Gathers what the rules look at.
  public init(
    venue: Venue, exceptions: [HoursException] = [], claims: [Claim] = [],
    booker: Booker = .unknown
  ) {
    self.venue = venue
    self.exceptions = exceptions
    self.claims = claims
    self.booker = booker
  }

  /// The same snapshot with further exceptions to the hours, such as a closure that is planned.
  package func adding(_ planned: [HoursException]) -> Self {
    Self(venue: venue, exceptions: exceptions + planned, claims: claims, booker: booker)
  }
}
