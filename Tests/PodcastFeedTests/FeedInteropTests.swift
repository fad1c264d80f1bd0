import Foundation
import PodcastFeed
import StudioTestSupport
import Testing

/// Feeds read by parsers written by others: Tests/Interop/test_feeds.py.
@Suite struct FeedInteropTests {
  @Test(.needsPython)
  func
    `scenarios 1, 2 and 6: feedparser, podcastparser and lxml read what we write, 5,000 episodes too`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "studio-feeds-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // only a temporary folder
    var expected: [String: any Sendable] = [
      "dates": Self.dates(), "guids": Self.guids(),
    ]
    for (name, show, episodes) in Self.feeds {
      try Data(FeedWriter.feed(show, episodes: episodes))
        .write(to: folder.appending(path: name))
      expected[name] =
        [
          "title": PlainText.title(show.title), "items": episodes.map(Self.facts),
        ] as [String: any Sendable]
    }
    try JSONSerialization.data(withJSONObject: expected)
      .write(to: folder.appending(path: "expected.json"))
    let result = try PythonTool.run(
      [
        "-m", "pytest", "-q", "--tb=short", "--durations=4", "-p", "no:cacheprovider",
        "Tests/Interop/test_feeds.py",
      ],
      environment: ["STUDIO_FEED_FOLDER": folder.path])
    #expect(result.exitCode == 0, "\(result.standardOutput)\(result.standardError)")
  }

  static var feeds: [(String, Show, [Episode])] {
    [
      ("minimal.xml", SampleShow.minimal, [SampleShow.minimalEpisode]),
      ("full.xml", SampleShow.full, [SampleShow.fullEpisode]),
      ("hostile.xml", SampleShow.hostile, [SampleShow.hostileEpisode]),
      ("many.xml", SampleShow.full, (1...5_000).reversed().map(SampleShow.episode)),
    ]
  }

  private static func facts(_ episode: Episode) -> [String: any Sendable] {
    [
      "guid": episode.guid, "title": PlainText.title(episode.title),
      "url": episode.enclosure.url, "length": episode.enclosure.lengthBytes,
      "published": episode.publishedUnixSeconds, "duration": episode.durationSeconds ?? 0,
      "people": episode.people.map { PlainText.title($0.name) },
      "transcripts": episode.transcripts.map(\.url),
      "chapters": episode.chaptersURL ?? "", "chapterCount": episode.chapters.count,
    ]
  }

  private static func dates() -> [String: String] {
    var generator = SeededGenerator(seed: 2822)
    let instants = (0..<500).map { _ in Int64.random(in: 0...4_000_000_000, using: &generator) }
    return Dictionary(
      instants.map { (String($0), RFC822Date.text(unixSeconds: $0)) },
      uniquingKeysWith: { a, _ in a })
  }

  private static func guids() -> [String: String] {
    let addresses = [
      "https://podnews.net/rss", "https://studio.example.be/shows/a/feed.xml",
      "http://studio.example.be/shows/é/", "HTTPS://A.be//",
    ]
    return Dictionary(
      uniqueKeysWithValues: addresses.map { ($0, PodcastGUID(feedURL: $0).description) })
  }
}
