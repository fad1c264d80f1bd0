/// Whether other hosts may import the feed.
///
/// Source: Podcast Namespace `locked`.
public struct ImportLock: Codable, Sendable, Hashable {
  /// `true` asks importers to refuse.
  public var isLocked: Bool
  /// Whom to ask for a release.
  public var ownerEmail: String?

  /// Makes the value from its parts.
  public init(isLocked: Bool, ownerEmail: String? = nil) {
    self.isLocked = isLocked
    self.ownerEmail = ownerEmail
  }
}
