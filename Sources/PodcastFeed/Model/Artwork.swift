/// A cover: its address and, when the file was inspected, its facts.
///
/// Source: Apple artwork requirements; square JPEG or PNG, 1400 to 3000 pixels, RGB.
public struct Artwork: Codable, Sendable, Hashable {
  /// Where it is served; a new picture gets a new address.
  public var url: String
  /// What ``ArtworkInspector`` read from the file.
  public var facts: ArtworkFacts?

  /// Makes the value from its parts.
  public init(url: String, facts: ArtworkFacts? = nil) {
    self.url = url
    self.facts = facts
  }
}
