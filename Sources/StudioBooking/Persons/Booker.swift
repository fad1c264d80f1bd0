/// Who books, as far as rules look at it: no name, no address.
public struct Booker: Hashable, Sendable {
  /// The person; nil when nobody in particular asks, or somebody who is not known yet.
  public var person: PersonID?
  /// The organisation they book for.
  public var organisation: OrganisationID?
  /// The category rules and prices go by; nil when unknown.
  public var category: String?
  /// The person's age band; nil when unknown, which counts as grown up.
  public var age: AgeBand?
  /// Who answers for the person, who is a minor.
  public var guardian: PersonID?
  /// Age bands of those who come along.
  public var party: [AgeBand]
  /// Whether a guardian comes along.
  public var isAccompanied: Bool
  /// The last day a guardian's authorisation on file is valid.
  public var authorisedUntil: CivilDate?
  /// What the person is qualified for.
  public var qualifications: [Qualification]
  /// Whether they stand at the desk without a booking.
  public var isWalkIn: Bool
  /// The ledger entries that the quotas in question count.
  public var hours: [HourUse]
  /// Bookings ahead by offering.
  public var ahead: [OfferingID: Int]

  /// Whose hours count in their quotas: whoever is not known yet has a number that nobody has.
  var account: PersonID { person ?? PersonID(0) }

  /// Describes who books; what is left out is unknown.
  public init(
    person: PersonID? = nil, organisation: OrganisationID? = nil, category: String? = nil,
    age: AgeBand? = nil, guardian: PersonID? = nil, party: [AgeBand] = [],
    isAccompanied: Bool = false,
    authorisedUntil: CivilDate? = nil, qualifications: [Qualification] = [],
    isWalkIn: Bool = false, hours: [HourUse] = [], ahead: [OfferingID: Int] = [:]
  ) {
    self.person = person
    self.organisation = organisation
    self.category = category
    self.age = age
    self.guardian = guardian
    self.party = party
    self.isAccompanied = isAccompanied
    self.authorisedUntil = authorisedUntil
    self.qualifications = qualifications
    self.isWalkIn = isWalkIn
    self.hours = hours
    self.ahead = ahead
  }

  /// Nobody in particular.
  public static let unknown = Booker()

  /// The youngest band among those who come; nil when nobody said.
  public var youngest: AgeBand? {
    (party + [age].compactMap { $0 }).min { $0.atLeast < $1.atLeast }
  }
}
