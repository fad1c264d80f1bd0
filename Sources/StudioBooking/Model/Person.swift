/// Someone who books or takes part; needs neither a login nor an e-mail address.
public struct Person: Hashable, Sendable, Identifiable {
  /// The number.
  public let id: PersonID
  /// The name people read.
  public let displayName: String
  /// The address for confirmations, if there is one.
  public let email: String?
  /// The tariff category, such as `asbl`; nil until somebody says.
  public let category: String?

  /// Describes a person.
  public init(id: PersonID, displayName: String, email: String? = nil, category: String? = nil) {
    self.id = id
    self.displayName = displayName
    self.email = email
    self.category = category
  }
}
