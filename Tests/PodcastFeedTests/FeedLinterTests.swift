import Localization
import PodcastFeed
import Testing

@Suite struct FeedLinterTests {
  static let now: Int64 = 1_900_000_000
  static let linter = FeedLinter(feedURL: SampleShow.minimal.feedURL, nowUnixSeconds: now)

  static var clean: String {
    text(of: SampleShow.minimal, [SampleShow.episode(2), SampleShow.episode(1)])
  }

  static func text(of show: Show, _ episodes: [Episode]) -> String {
    String(decoding: FeedWriter.feed(show, episodes: episodes), as: UTF8.self)
  }

  static func rules(in feed: String) throws -> Set<FeedRule> {
    Set(try linter.findings(inFeed: Array(feed.utf8)).map(\.rule))
  }

  @Test func `complete feeds have no findings`() throws {
    #expect(try Self.rules(in: Self.clean) == [])
    var show = SampleShow.full
    show.type = .serial
    #expect(try Self.rules(in: Self.text(of: show, [SampleShow.fullEpisode])) == [])
  }

  /// One change to the clean feed a rule: what is replaced, by what.
  @Test(arguments: FeedEdit.all)
  func `each finding has a feed that triggers it`(edit: FeedEdit) throws {
    let broken = edit.apply(to: Self.clean)
    #expect(broken != Self.clean, "the edit changes nothing")
    #expect(try Self.rules(in: broken).contains(edit.rule))
  }

  @Test(arguments: [
    "<podcast:remoteItem feedGuid=\"b732fe0f-1f2c-5e3b-9f6a-0c1d2e3f4a5b\"/>",
    """
    <podcast:podroll><podcast:remoteItem feedGuid="b732fe0f-1f2c-5e3b-9f6a-0c1d2e3f4a5b"/>\
    </podcast:podroll>
    """,
    "<podcast:liveItem status=\"live\" start=\"2026-11-29T20:00:00+01:00\"/>",
    "<podcast:image href=\"https://a.be/a.png\" aspect-ratio=\"16/9\" type=\"image/png\"/>",
  ])
  func `what the namespace allows in a channel has no finding`(tag: String) throws {
    let feed = Self.clean.replacing("</language>", with: "</language>" + tag)
    #expect(try Self.rules(in: feed) == [])
  }

  @Test(arguments: [
    "<podcast:season name=\"Le Rhône\">2</podcast:season><podcast:episode>2.5</podcast:episode>",
    "<podcast:person role=\"Editor\" group=\"Video Post-Production\">Ann</podcast:person>",
    "<podcast:license>cc-by-nc-sa-3.0-igo</podcast:license>",
    "<podcast:license>cc-by-nd-4.0</podcast:license>", "<podcast:license>cc0-1.0</podcast:license>",
    "<podcast:license>lal-1.3</podcast:license>",
    "<podcast:transcript url=\"https://a.be/a.txt\" type=\"text/plain\"/>",
    "<podcast:license>gpl-3.0-or-later</podcast:license>",
    "<podcast:license url=\"https://a.be/l\">maison</podcast:license>",
  ])
  func `what the namespace allows in an item has no finding`(tag: String) throws {
    let feed = Self.clean.replacing("</item>", with: tag + "</item>")
    #expect(try Self.rules(in: feed) == [])
  }

  @Test func `a source may be of any scheme that runs nothing`() throws {
    let tag = """
      <podcast:alternateEnclosure type="audio/ogg">\
      <podcast:source uri="magnet:?xt=urn:btih:1"/></podcast:alternateEnclosure>\
      <psc:chapters><psc:chapter start="0" href="http://a.be/"/></psc:chapters></item>
      """
    #expect(try Self.rules(in: Self.clean.replacing("</item>", with: tag)) == [])
  }

  @Test func `every rule has a test`() {
    let fromValues: Set<FeedRule> = [
      .artworkDimensions, .artworkNotSquare, .artworkColourSpace, .artworkFormat, .artworkHeavy,
      .artworkTurned, .notesCut,
    ]
    let fromAnswers: Set<FeedRule> = [
      .fileUnreachable, .headRefused, .rangesRefused, .lengthContradicted, .servedAs,
      .feedNotRevalidated,
    ]
    #expect(fromValues.union(fromAnswers).union(FeedEdit.all.map(\.rule)) == Set(FeedRule.allCases))
  }

  @Test func `an address on this machine is a warning elsewhere an error`() throws {
    let base = SampleShow.base
    for (host, severity) in [
      ("http://localhost:8080", FeedFinding.Severity.warning), ("http://127.0.0.1", .warning),
      ("http://[::1]:80", .warning), ("http://studio.example.be", .error),
      ("http://localhost.example.be", .error),
    ] {
      let feed = Self.clean.replacing(base, with: host)
      let findings = try FeedLinter(nowUnixSeconds: Self.now).findings(inFeed: Array(feed.utf8))
      #expect(!findings.isEmpty)
      #expect(findings.allSatisfy { $0.rule == .urlNotHTTPS && $0.severity == severity })
    }
  }

  @Test(arguments: [
    (
      FeedRule.artworkDimensions,
      ArtworkFacts(
        format: .jpeg, widthPixels: 1399, heightPixels: 1399, colourSpace: .rgb, bytes: 1)
    ),
    (
      .artworkDimensions,
      ArtworkFacts(
        format: .jpeg, widthPixels: 3001, heightPixels: 3001, colourSpace: .rgb, bytes: 1)
    ),
    (
      .artworkNotSquare,
      ArtworkFacts(
        format: .jpeg, widthPixels: 1400, heightPixels: 1500, colourSpace: .rgb, bytes: 1)
    ),
    (
      .artworkColourSpace,
      ArtworkFacts(
        format: .jpeg, widthPixels: 1400, heightPixels: 1400, colourSpace: .cmyk, bytes: 1)
    ),
    (
      .artworkFormat,
      ArtworkFacts(
        format: .png, widthPixels: 1400, heightPixels: 1400, colourSpace: .rgb, bytes: 1)
    ),
    (
      .artworkHeavy,
      ArtworkFacts(
        format: .jpeg, widthPixels: 1400, heightPixels: 1400, colourSpace: .rgb, bytes: 524_289)
    ),
    (
      .artworkTurned,
      ArtworkFacts(
        format: .jpeg, widthPixels: 1400, heightPixels: 1400, colourSpace: .rgb, bytes: 1,
        orientation: 6)
    ),
  ])
  func `artwork facts are checked on values`(rule: FeedRule, facts: ArtworkFacts) throws {
    var show = SampleShow.minimal
    show.artwork.facts = facts
    let found = try Self.linter.findings(show: show, episodes: [SampleShow.minimalEpisode])
    #expect(found.map(\.rule) == [rule])
    show.artwork.facts = ArtworkFacts(
      format: .jpeg, widthPixels: 3000, heightPixels: 3000, colourSpace: .rgb, bytes: 524_288)
    #expect(try Self.linter.findings(show: show, episodes: [SampleShow.minimalEpisode]).isEmpty)
  }

  @Test func `notes the writer cuts are a warning with the item named`() throws {
    var episode = SampleShow.minimalEpisode
    episode.notesHTML = String(repeating: "mot ", count: 1_001)
    let found = try Self.linter.findings(show: SampleShow.minimal, episodes: [episode])
    #expect(found.map(\.rule) == [.notesCut])
    #expect(found.first?.place.itemNumber == 1)
    #expect(found.first?.message(in: .french).hasPrefix("Épisode 1 « Épisode de") == true)
  }

  @Test(arguments: [
    ("", FeedError.Code.feedMalformed), ("<rss><channel>", .feedMalformed),
    ("<html/>", .feedNotRSS), ("<rss version='2.0'/>", .feedNotRSS),
    ("<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel/></rss>", .feedDeclaresEntities),
    ("<?xml version='1.0' encoding='UTF-7'?><rss/>", .feedEncodingRefused),
    ("<?xml version='1.0' encoding='UTF-16'?><rss/>", .feedEncodingRefused),
    ("<rss><channel>&undefined;</channel></rss>", .feedMalformed),
    ("<rss><channel>\u{1}</channel></rss>", .feedMalformed),
  ])
  func `what is no feed is one sentence`(text: String, code: FeedError.Code) {
    let error = #expect(throws: FeedError.self) {
      try Self.linter.findings(inFeed: Array(text.utf8))
    }
    #expect(error?.kind == code)
    #expect(error?.message(in: .french).contains("{") == false)
  }

  @Test func `a feed over the limit is refused unread`() {
    var linter = Self.linter
    linter.limitBytes = 100
    let error = #expect(throws: FeedError.self) {
      try linter.findings(inFeed: Array(Self.clean.utf8))
    }
    #expect(error?.kind == .feedTooLarge)
  }

  @Test func `every sentence is whole in every language`() throws {
    for edit in FeedEdit.all {
      for finding in try Self.linter.findings(inFeed: Array(edit.apply(to: Self.clean).utf8)) {
        for language in Language.allCases {
          let message = finding.message(in: language)
          #expect(!message.contains("{") && !message.contains("rule."), "\(message)")
        }
      }
    }
  }
}
