/// A page where listeners can support a show.
///
/// Source: Podcast Namespace `funding`.
public struct Funding: Codable, Sendable, Hashable {
  /// The page.
  public var url: String
  /// What the link says; at most 128 characters.
  public var label: String

  /// Makes the value from its parts.
  public init(url: String, label: String) {
    self.url = url
    self.label = label
  }
}
