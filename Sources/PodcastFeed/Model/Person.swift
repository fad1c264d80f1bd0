/// Somebody who is heard or took part.
///
/// Source: Podcast Namespace `person`; roles and groups are English values of its taxonomy.
public struct Person: Codable, Sendable, Hashable {
  /// The name people see; at most 128 characters, not blank.
  public var name: String
  /// Taxonomy role in lower case; apps take `host` when absent.
  public var role: String?
  /// Taxonomy group in lower case; apps take `cast` when absent.
  public var group: String?
  /// A picture.
  public var imageURL: String?
  /// A page about the person.
  public var pageURL: String?

  /// Makes the value from its parts.
  public init(
    name: String, role: String? = nil, group: String? = nil, imageURL: String? = nil,
    pageURL: String? = nil
  ) {
    self.name = name
    self.role = role
    self.group = group
    self.imageURL = imageURL
    self.pageURL = pageURL
  }
}
