/// Turns a show and its episodes into an RSS 2.0 feed; a pure function from values to bytes.
///
/// A feed is ``opening(of:)``, one ``itemFragment(_:)`` an episode, and ``closing``. Fragments do
/// not depend on the show or on each other, so that a publisher keeps them and renders again only
/// the one that changed.
///
/// Source: RSS 2.0; Apple podcast RSS tags; PSP-1; Podcast Namespace 1.0; Podlove Simple Chapters.
public enum FeedWriter {
  /// How many bytes of notes a `description` may hold.
  ///
  /// Source: Apple and PSP-1: 4,000 bytes, counted before escaping.
  public static let descriptionLimitBytes = 4_000

  /// How many bytes of notes `content:encoded` holds when `description` cannot hold all.
  ///
  /// Our own bound: it keeps one episode with pasted-in megabytes from becoming everybody's feed.
  public static let fullNotesLimitBytes = 100_000

  /// Writes everything before the first item.
  ///
  /// - Parameters:
  ///   - show: the channel.
  ///   - paging: where the document stands among others; nil for a feed that is whole.
  /// - Returns: UTF-8, ending in a line feed.
  public static func opening(of show: Show, paging: FeedPaging? = nil) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.open(
      "rss",
      [
        "version": "2.0",
        "xmlns:itunes": FeedNamespace.itunes.rawValue,
        "xmlns:podcast": FeedNamespace.podcast.rawValue,
        "xmlns:atom": FeedNamespace.atom.rawValue,
        "xmlns:content": FeedNamespace.content.rawValue,
        "xmlns:psc": FeedNamespace.psc.rawValue,
      ])
    xml.open("channel")
    xml.channel(show, paging: paging)
    return xml.bytes
  }

  /// Writes one item.
  ///
  /// - Parameter episode: the item; its notes are sanitised here once more.
  /// - Returns: UTF-8, one `item` element ending in a line feed.
  public static func itemFragment(_ episode: Episode) -> [UInt8] {
    var xml = XMLWriter(depth: 2)
    xml.element("item") { $0.item(episode) }
    return xml.bytes
  }

  /// What follows the last item.
  public static let closing: [UInt8] = Array("  </channel>\n</rss>\n".utf8)

  /// Joins a channel and its items.
  ///
  /// - Parameters:
  ///   - show: the channel.
  ///   - fragments: what ``itemFragment(_:)`` wrote, in the order apps shall see.
  /// - Returns: the whole feed, UTF-8 without byte-order mark.
  /// - Complexity: O(*n*) in the bytes.
  public static func assemble(_ show: Show, fragments: some Sequence<[UInt8]>) -> [UInt8] {
    var bytes = opening(of: show)
    for fragment in fragments { bytes.append(contentsOf: fragment) }
    bytes.append(contentsOf: closing)
    return bytes
  }

  /// Writes a whole feed at once.
  ///
  /// - Parameters:
  ///   - show: the channel.
  ///   - episodes: its items, in the order apps shall see: the newest first.
  /// - Returns: the whole feed; the same values always give the same bytes.
  public static func feed(_ show: Show, episodes: some Sequence<Episode>) -> [UInt8] {
    assemble(show, fragments: episodes.lazy.map { itemFragment($0) })
  }
}
