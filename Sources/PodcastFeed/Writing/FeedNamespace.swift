/// The XML namespaces of a podcast feed; exact and case-sensitive.
///
/// Source: each namespace's own document (anchors: RSS profile, Apple, podcastindex.org, Podlove).
enum FeedNamespace: String, CaseIterable {
  case itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd"
  case podcast = "https://podcastindex.org/namespace/1.0"
  case atom = "http://www.w3.org/2005/Atom"
  case content = "http://purl.org/rss/1.0/modules/content/"
  case psc = "http://podlove.org/simple-chapters"

  /// The prefix our own feeds bind it to.
  var prefix: String { "\(self)" }
}
