/// Someone who books or takes part; needs neither a login nor an e-mail address.
public struct Person: Hashable, Sendable, Identifiable {
  /// The number.
  public let id: PersonID
  /// What may change.
  public var details: PersonDetails

  /// The name people read.
  public var displayName: String { details.name }
  /// The address for confirmations, if there is one.
  public var email: String? { details.email }
  /// The tariff category, such as `asbl`; nil until somebody says.
  public var category: String? { details.category }

  /// Describes a person.
  public init(id: PersonID, details: PersonDetails) {
    self.id = id
    self.details = details
  }
}

/// What is known about a person.
public struct PersonDetails: Hashable, Sendable {
  /// The name people read.
  public var name: String
  /// The address for confirmations.
  public var email: String?
  /// The telephone number.
  public var phone: String?
  /// The tariff category.
  public var category: String?
  /// Where they live.
  public var postcode: String?
  /// How old they are, roughly.
  public var age: AgeBand?
  /// Who answers for a minor.
  public var guardian: PersonID?

  /// Describes a person; what is left out is not known.
  public init(
    name: String, email: String? = nil, phone: String? = nil, category: String? = nil,
    postcode: String? = nil, age: AgeBand? = nil, guardian: PersonID? = nil
  ) {
    self.name = name
    self.email = email
    self.phone = phone
    self.category = category
    self.postcode = postcode
    self.age = age
    self.guardian = guardian
  }
}
