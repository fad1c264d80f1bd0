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
struct FeedCheck: Sendable {
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
    let errors = try findings(show, [episode].compactMap(\.self), at: now).filter { finding in
      // A show without an episode yet is no reason to refuse it.
      blocks(finding) && (episode != nil || finding.rule != .noEpisode)
    }
    guard errors.isEmpty else { throw FeedRefusal(findings: errors) }
  }

  /// Everything the linter says about a show with some of its episodes.
  ///
  /// - Parameters:
  ///   - show: the show.
  ///   - episodes: items; one without a date is taken as published now.
  ///   - now: the present, in UTC seconds.
  /// - Returns: errors and warnings, the channel first.
  /// - Throws: `FeedError` for a feed that is too large to be read.
  func findings(_ show: Show, _ episodes: [Episode], at now: Int) throws -> [FeedFinding] {
    let values = FeedValues(addresses: addresses)
    let items = episodes.compactMap { episode in
      var candidate = episode
      if candidate.publishedUTC == nil { candidate.publishedUTC = now }
      return values.episode(candidate, in: show, files: EpisodeFiles(namesFor: candidate))
    }
    let linter = FeedLinter(feedURL: addresses.feed(of: show), nowUnixSeconds: Int64(now))
    return try linter.findings(show: values.show(show, changedUTC: now), episodes: items)
  }

  /// Whether a finding keeps a feed from the public.
  func blocks(_ finding: FeedFinding) -> Bool {
    let isLocalTrial = addresses.isLoopback && finding.rule == .urlNotHTTPS
    return finding.severity == .error && !isLocalTrial
  }
}
