/// The terms under which a show or episode may be used.
///
/// Source: Podcast Namespace `license`.
public struct License: Codable, Sendable, Hashable {
  /// A listed identifier in lower case (`cc-by-4.0`), or an own name with a URL.
  public var name: String
  /// The text of the licence.
  public var url: String?

  /// Makes the value from its parts.
  public init(name: String, url: String? = nil) {
    self.name = name
    self.url = url
  }
}
