/// Where one document of a paged feed stands among the others.
///
/// Source: RFC 5005 §3 (paged feeds): `first`, `previous`, `next` and `last`.
public struct FeedPaging: Sendable, Hashable {
  /// The document's own address.
  public var ownURL: String
  /// The document with the newest items: the feed's own address.
  public var firstURL: String
  /// The document with newer items; nil for the first.
  public var previousURL: String?
  /// The document with older items; nil for the last.
  public var nextURL: String?
  /// The document with the oldest items.
  public var lastURL: String

  /// Makes the value from its parts.
  public init(
    ownURL: String, firstURL: String, previousURL: String? = nil, nextURL: String? = nil,
    lastURL: String
  ) {
    self.ownURL = ownURL
    self.firstURL = firstURL
    self.previousURL = previousURL
    self.nextURL = nextURL
    self.lastURL = lastURL
  }
}
