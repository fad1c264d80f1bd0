public import Localization
public import PodcastFeed

/// A feed that directories or apps would reject: publishing is blocked until it is mended.
public struct FeedRefusal: ExplainedError, Hashable {
  /// Every error that was found; never empty.
  public let findings: [FeedFinding]

  /// `feed_` and the first broken rule.
  public var code: String { "feed_\(findings.first?.rule.rawValue ?? "")" }

  /// Says everything that has to change.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence a finding.
  public func message(in language: Language) -> String {
    findings.map { $0.message(in: language) }.joined(separator: " ")
  }
}

/// Checks a show with the feed linter before anybody can see it.
struct FeedCheck {
  let addresses: PublicAddresses

  /// Checks the channel, and one episode with it.
  ///
  /// Only the changed episode is linted: the others passed when they were published, and a feed of
  /// thousands must not be read again for one edit.
  ///
  /// - Parameters:
  ///   - show: the show.
  ///   - episode: the episode to be published; nil checks the channel alone.
  ///   - now: the present, in UTC seconds.
  /// - Throws: ``FeedRefusal`` with every error; warnings pass.
  func assertSound(_ show: Show, _ episode: Episode?, at now: Int) throws {
    let values = FeedValues(addresses: addresses)
    var candidate = episode
    if candidate?.publishedUTC == nil { candidate?.publishedUTC = now }
    let items = [candidate].compactMap { $0 }.compactMap { values.episode($0, in: show) }
    let linter = FeedLinter(feedURL: addresses.feed(of: show), nowUnixSeconds: Int64(now))
    let errors = try linter.findings(
      show: values.show(show, lastChangedUTC: now), episodes: items
    ).filter { finding in
      let isLocalTrial = addresses.isLoopback && finding.rule == .urlNotHTTPS
      return finding.severity == .error && !isLocalTrial
    }
    guard errors.isEmpty else { throw FeedRefusal(findings: errors) }
  }
}
