/// Everything on file about a person: the JSON contract of `studio person`.
public struct PersonRecord: Hashable, Sendable {
  /// The person.
  public let person: Person
  /// The role of their account; nil without one.
  public let role: AccountRole?
  /// The organisations they may book for.
  public let organisations: [Organisation]
  /// What they are qualified for, expired ones included.
  public let qualifications: [Qualification]
  /// The authorisations of guardians, latest first.
  public let authorisations: [Authorisation]
  /// How many reservations are theirs.
  public let reservations: Int

  /// Gathers a record.
  public init(
    person: Person, role: AccountRole?, organisations: [Organisation],
    qualifications: [Qualification], authorisations: [Authorisation], reservations: Int
  ) {
    self.person = person
    self.role = role
    self.organisations = organisations
    self.qualifications = qualifications
    self.authorisations = authorisations
    self.reservations = reservations
  }
}

/// What the login of a person may do.
public enum AccountRole: String, Sendable, Codable, CaseIterable {
  case member, staff, admin
}

/// What a guardian signed for a minor.
public struct Authorisation: Hashable, Sendable, Encodable {
  /// Who signed.
  public let guardian: PersonID
  /// The day it was given.
  public let given: CivilDate
  /// The last day it counts.
  public let until: CivilDate

  /// Describes an authorisation.
  public init(guardian: PersonID, given: CivilDate, until: CivilDate) {
    self.guardian = guardian
    self.given = given
    self.until = until
  }

  private enum CodingKeys: String, CodingKey { case guardian, given, until }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(guardian.description, forKey: .guardian)
    try container.encode(given, forKey: .given)
    try container.encode(until, forKey: .until)
  }
}

extension Person: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, name, email, phone, category, postcode, age, guardian
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(details.name, forKey: .name)
    try container.encodeIfPresent(details.email, forKey: .email)
    try container.encodeIfPresent(details.phone, forKey: .phone)
    try container.encodeIfPresent(details.category, forKey: .category)
    try container.encodeIfPresent(details.postcode, forKey: .postcode)
    try container.encodeIfPresent(details.age, forKey: .age)
    try container.encodeIfPresent(details.guardian?.description, forKey: .guardian)
  }
}

extension PersonRecord: Encodable {
  private enum CodingKeys: String, CodingKey {
    case role, organisations, qualifications, authorisations, reservations
  }

  /// Writes the contract's JSON: the person's keys and those of the file beside them.
  public func encode(to encoder: any Encoder) throws {
    try person.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(role, forKey: .role)
    try container.encode(organisations, forKey: .organisations)
    try container.encode(qualifications, forKey: .qualifications)
    try container.encode(authorisations, forKey: .authorisations)
    try container.encode(reservations, forKey: .reservations)
  }
}
