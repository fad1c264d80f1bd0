/// A free-form record for directories, such as a proof of ownership.
///
/// Source: Podcast Namespace `txt`.
public struct TextRecord: Codable, Sendable, Hashable {
  /// The record; at most 4,000 characters.
  public var text: String
  /// `verify`, `applepodcastsverify`, `release`, `ai-content`, …; at most 128 characters.
  public var purpose: String?

  /// Makes the value from its parts.
  public init(text: String, purpose: String? = nil) {
    self.text = text
    self.purpose = purpose
  }
}
