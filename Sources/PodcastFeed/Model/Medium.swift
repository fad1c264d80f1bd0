/// What kind of content a feed carries.
///
/// Source: Podcast Namespace `medium`; its list media (`podcastL`, …) hold remote items only
/// and are not offered.
public enum Medium: String, Codable, Sendable, Hashable, CaseIterable {
  /// Episodes of talk; the default.
  case podcast
  /// Tracks of one release.
  case music
  /// Video episodes.
  case video
  /// Films.
  case film
  /// Chapters of a book.
  case audiobook
  /// Read newsletters.
  case newsletter
  /// Read articles.
  case blog
  /// A publisher's list of shows.
  case publisher
  /// Lessons.
  case course
  /// Several of these.
  case mixed
}
