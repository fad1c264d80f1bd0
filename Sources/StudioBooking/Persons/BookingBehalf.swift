/// For whom a booking is made besides the person: an organisation, and those who come along.
public struct BookingBehalf: Hashable, Sendable {
  /// The organisation it is for; nil means the person themselves.
  public var organisation: OrganisationReference?
  /// Age bands of those who come along; never names or birth dates.
  public var party: [AgeBand]
  /// Whether a guardian comes along.
  public var isAccompanied: Bool

  /// Describes for whom.
  public init(
    organisation: OrganisationReference? = nil, party: [AgeBand] = [], isAccompanied: Bool = false
  ) {
    self.organisation = organisation
    self.party = party
    self.isAccompanied = isAccompanied
  }

  /// The person alone.
  public static let themselves = BookingBehalf()

  /// One text that is equal exactly when two are equal.
  var fingerprint: String {
    "\(organisation?.description ?? "")|\(party.map(\.description).joined(separator: ","))|"
      + "\(isAccompanied)"
  }
}
