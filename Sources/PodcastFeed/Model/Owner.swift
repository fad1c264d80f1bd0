/// Whom directories write to about a show.
///
/// Source: Apple `itunes:owner`. The address becomes public: use a role's, not a person's.
public struct Owner: Codable, Sendable, Hashable {
  /// The name.
  public var name: String?
  /// The address.
  public var email: String

  /// Makes the value from its parts.
  public init(name: String? = nil, email: String) {
    self.name = name
    self.email = email
  }
}
