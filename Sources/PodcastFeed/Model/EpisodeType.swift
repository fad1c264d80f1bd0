/// What an item is to its show.
///
/// Source: Apple `itunes:episodeType`.
public enum EpisodeType: String, Codable, Sendable, Hashable, CaseIterable {
  /// A whole episode.
  case full
  /// An announcement.
  case trailer
  /// An extra.
  case bonus
}
