/// What a place has to do with the content.
///
/// Source: Podcast Namespace `location@rel`.
public enum LocationRelation: String, Codable, Sendable, Hashable, CaseIterable {
  /// The content is about it.
  case subject
  /// The content was made there.
  case creator
}
