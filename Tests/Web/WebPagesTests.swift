import Foundation
import Localization
import PodcastFeed
import StudioStore
import StudioTestSupport
import Testing

@testable import StudioPublishing

/// A real browser on the pages of the built program: test_access.py, test_player.py, test_pages.py.
@Suite struct WebPagesTests {
  /// Whether to run: Chromium and the Python packages are there, or their absence must be an error.
  static var isWanted: Bool {
    BuiltProgram.toolsAreRequired
      || (PackageRoot.python != nil && BuiltProgram.tool("chromium") != nil)
  }

  @Test(.enabled(if: isWanted, "needs Debian's chromium and the PyPI packages of scripts/test"))
  func `people with a keyboard, a phone, no scripts or no sight can listen`() async throws {
    let site = try await WebSite()
    let serving = try Serving(data: site.data)
    defer { serving.stop() }
    let result = try PythonTool.run(
      ["-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "Tests/Web"],
      environment: ["STUDIO_URL": "http://127.0.0.1:\(serving.port)"])
    #expect(result.exitCode == 0, "\(result.standardOutput)\(result.standardError)")
  }
}

/// The demo's data folder, its episode with chapters, people and a transcript.
struct WebSite {
  let temporary: TemporaryFolder
  let data: URL

  init() async throws {
    temporary = try TemporaryFolder("studio-web")
    data = temporary.file("data")
    let samples = PackageRoot.url.appending(path: "Samples")
    let result = try BuiltProgram.studio(
      "demo", "--data", data.path, "--samples", samples.path,
      "--recording", samples.appending(path: "recordings/take-3-near.flac").path)
    try #require(result.exitCode == 0, "\(result.standardError)")
    try await furnish()
  }

  private func furnish() async throws {
    let folder = DataFolder(data)
    let store = try StudioDatabase(opening: folder)
    let show = try #require(try await store.shows().first)
    let state = try await store.publicState(ofShow: show.id)
    let episode = try #require(state.published.first)
    let settings = try await StudioConfiguration(readingFrom: folder)
    let zone = try #require(TimeZone(identifier: "Europe/Brussels"))
    let renderer = PageRenderer(
      addresses: PublicAddresses(baseURL: settings.baseURL),
      venue: PublicVenue(names: [.french: "Le tiers-lieu"], zone: zone))
    let page = PageRenderer.EpisodePage(
      show: show, episode: episode,
      extras: EpisodeExtras(
        chapters: [
          Chapter(startMilliseconds: 0, title: "Bonjour"),
          Chapter(startMilliseconds: 3_000, title: "La bouilloire : un fil coupé"),
          Chapter(startMilliseconds: 6_000, title: "Au revoir"),
        ],
        people: [
          Person(name: "Léa Dubois", role: "host"),
          Person(name: "Karim", role: "guest", pageURL: "https://example.be/"),
        ]), transcript: Self.transcript, newer: nil, older: nil)
    for language in Language.allCases {
      let file = PublicPage.episode(episode.slug, in: show.slug).path(in: language)
      try Data(renderer.episode(page, language))
        .write(to: folder.publicFiles.appending(path: file + "index.html"))
    }
  }

  private static let transcript = Transcript(
    cues: (0..<12).map { (number: Int) -> Transcript.Cue in
      let start = Int64(number) * 1_000
      let words =
        number.isMultiple(of: 2)
        ? "On m'a apporté une bouilloire, elle ne chauffait plus." : "C'était un fil coupé."
      return Transcript.Cue(
        startMilliseconds: start, endMilliseconds: start + 1_000,
        speaker: number % 4 < 2 ? "Léa Dubois" : "Karim", text: words)
    })
}
