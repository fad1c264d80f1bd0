/// Checks a feed against every rule directories and apps hold publishers to.
///
/// There is one implementation: values are written as a feed and the feed is read back, so that
/// what is checked is what listeners get. What a feed cannot show (facts about the artwork, notes
/// the writer cuts) is checked on the values beside it.
public struct FeedLinter: Sendable {
  /// The address the feed is served at; compared with its self link when given.
  public var feedURL: String?
  /// The present, UTC seconds since 1970; dates are not compared with it when `nil`.
  public var nowUnixSeconds: Int64?
  /// The largest feed that is read.
  ///
  /// Our own bound: 5,000 full episodes are 13 MB.
  public var limitBytes = 64 << 20

  /// Makes a linter.
  ///
  /// - Parameters:
  ///   - feedURL: the address the feed is served at.
  ///   - nowUnixSeconds: the present.
  public init(feedURL: String? = nil, nowUnixSeconds: Int64? = nil) {
    self.feedURL = feedURL
    self.nowUnixSeconds = nowUnixSeconds
  }

  /// Checks the bytes of a feed.
  ///
  /// - Parameter feed: RSS 2.0, from anybody.
  /// - Returns: what it does wrong, the channel first, then item by item.
  /// - Throws: ``FeedError`` when the bytes are no feed at all.
  /// - Complexity: O(*n*).
  public func findings(inFeed feed: [UInt8]) throws(FeedError) -> [FeedFinding] {
    let document = try FeedDocument(feed, limitBytes: limitBytes)
    var pass = LintPass(linter: self)
    pass.checkDocument(document)
    pass.checkChannel(document.channel)
    pass.checkItems(document.channel)
    return pass.findings
  }

  /// Checks a show and its episodes before they are published.
  ///
  /// - Parameters:
  ///   - show: the channel.
  ///   - episodes: its items, in the order of the feed.
  /// - Returns: what the feed would do wrong.
  /// - Throws: ``FeedError`` with code `feed_too_large`.
  public func findings(
    show: Show, episodes: [Episode]
  ) throws(FeedError) -> [FeedFinding] {
    var pass = LintPass(linter: self)
    pass.checkValues(show: show, episodes: episodes)
    return pass.findings + (try findings(inFeed: FeedWriter.feed(show, episodes: episodes)))
  }
}
