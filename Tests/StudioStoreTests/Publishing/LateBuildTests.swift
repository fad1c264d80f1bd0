import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import Testing

@testable import StudioStore

/// What was decided and committed, and could not be built at once: it is made good.
@Suite struct LateBuildTests {
  /// Puts a folder where a show's feed belongs: no build can write it, whoever runs the test.
  private func obstruct(_ place: PublicShow, _ slug: String = "la-voix") throws -> URL {
    let feed = place.file("shows/\(slug)/feed.xml")
    try? FileManager.default.removeItem(at: feed)
    try FileManager.default.createDirectory(
      at: feed.appending(path: "in the way"), withIntermediateDirectories: true)
    return feed
  }

  @Test func `a takedown whose build failed is completed when it is asked for again`() async throws
  {
    let place = try await PublicShow()
    let episode = try await place.published("Part")
    let media = place.file("media/\(place.show.id)/\(episode.id).mp3")
    let obstacle = try obstruct(place)
    let failure = await #expect(throws: PublicFilesBehind.self) {
      try await place.desk().unpublish(episode, at: PublicShow.now)
    }
    // The cause is named, and that the decision needs no repeating.
    let message = try #require(failure?.message(in: .english))
    #expect(message.hasPrefix("The decision is kept") && message.contains(obstacle.path))
    let body = try #require(failure?.body(in: .english))
    let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    for code in ["public_files_behind", "unwritable"] {
      #expect(text.contains(#""code":"\#(code)""#))
    }
    #expect(FileManager.default.fileExists(atPath: media.path))
    try FileManager.default.removeItem(at: obstacle)
    let removed = try await place.store.episode(episode.id.rawValue)
    #expect(removed.status == .removed)
    #expect(try await place.desk().unpublish(removed, at: PublicShow.now).status == .removed)
    #expect(!FileManager.default.fileExists(atPath: media.path))
    // Nothing is left: now it is refused as before.
    let refusal = await #expect(throws: StoreError.self) {
      try await place.desk().unpublish(removed, at: PublicShow.now)
    }
    #expect(refusal?.code == "wrong_status_published")
  }

  @Test
  func `two episodes due together are both named; a failed build is made good by the next pass`()
    async throws
  {
    let place = try await PublicShow()
    let instant = PublicShow.now + 60
    var ids: Set<String> = []
    for title in ["Un", "Deux"] {
      let ready = try await place.ready(EpisodeDetails(title: title))
      _ = try await place.desk().schedule(ready, for: instant, at: PublicShow.now)
      ids.insert(ready.id.rawValue)
    }
    let obstacle = try obstruct(place)
    let first = try await place.passed(at: instant)
    #expect(Set(first.done.map(\.subject)) == ids)
    #expect(first.failed.map(\.item.kind) == ["publicFiles"])
    #expect(first.failed.map(\.item.subject) == ["la-voix"])
    #expect(try await place.store.nextDueUTC() == nil)
    try FileManager.default.removeItem(at: obstacle)
    let second = try await place.passed(at: instant + 60)
    #expect(second.done.isEmpty && second.failed.isEmpty)
    #expect(try place.items().count == 2)
  }

  @Test func `a show that cannot be built keeps no other back`() async throws {
    let place = try await PublicShow()
    let other = try await place.another("zut")
    let instant = PublicShow.now + 60
    for show in [place.show, other] {
      let ready = try await place.ready(EpisodeDetails(title: "Sujet"), in: show)
      _ = try await place.desk().schedule(ready, for: instant, at: PublicShow.now)
    }
    _ = try obstruct(place)
    let report = try await place.passed(at: instant)
    #expect(report.done.count == 2 && report.failed.count == 1)
    #expect(try place.items("zut").count == 1)
    #expect(try await place.builder().buildEach().map(\.show) == [place.show.slug])
  }

  @Test func `what has reached its version is not built again`() async throws {
    let place = try await PublicShow()
    _ = try await place.published("Un")
    let stamp = place.file("shows/la-voix/.version")
    let before = try FileManager.default.attributesOfItem(atPath: stamp.path)[.systemFileNumber]
    #expect(try await place.desk().buildBehind().isEmpty)
    let after = try FileManager.default.attributesOfItem(atPath: stamp.path)[.systemFileNumber]
    #expect(before as? Int == after as? Int)
  }

  @Test func `a show has public files from its first published episode on, and keeps them`()
    async throws
  {
    let place = try await PublicShow()
    _ = try await place.desk().editShow(place.show, at: PublicShow.now) {
      $0.details.title = "Neuf"
    }
    try await place.builder().buildAll(force: true)
    #expect(try !place.publicPaths().contains { $0.hasPrefix("shows") })
    let episode = try await place.published("Un")
    _ = try await place.desk().unpublish(episode, at: PublicShow.now)
    _ = try await place.desk().editShow(place.show, at: PublicShow.now) {
      $0.details.title = "Vide"
    }
    #expect(try place.items().isEmpty)
    #expect(try place.feed().contains("Vide"))
  }

  @Test func `a venue's new name reaches the pages of a show that did not change`() async throws {
    let place = try await PublicShow()
    _ = try await place.published("Un")
    let renamed = PublicBuilder(
      folder: place.folder, store: place.store,
      addresses: PublicAddresses(baseURL: URL(string: "https://radio.example.be")!),
      venue: {
        PublicVenue(
          names: [.french: "La nouvelle maison"], zone: TimeZone(identifier: "Europe/Brussels")!)
      },
      now: { PublicShow.now })
    try await renamed.buildAll()
    for page in ["", "episodes/un/"] {
      let text = try String(
        contentsOf: place.file("shows/la-voix/\(page)index.html"), encoding: .utf8)
      #expect(text.contains("La nouvelle maison"), "\(page)")
    }
  }

  @Test func `the list of shows is there before the version says so`() async throws {
    let place = try await PublicShow()
    let list = place.file("shows.opml")
    try FileManager.default.createDirectory(
      at: list.appending(path: "in the way"), withIntermediateDirectories: true)
    await #expect(throws: (any Error).self) { try await place.published("Un") }
    try FileManager.default.removeItem(at: list)
    #expect(try await place.desk().buildBehind().isEmpty)
    #expect(try String(contentsOf: list, encoding: .utf8).contains("La voix de la place"))
  }

  @Test func `damaged bookkeeping is named with what mends it, and a full build does`() async throws
  {
    let place = try await PublicShow()
    _ = try await place.published("Un")
    let other = try await place.ready(
      EpisodeDetails(title: "Deux"), in: try await place.another("zut"))
    _ = try await place.desk().publish(other, at: PublicShow.now)
    for path in [".routes/\(place.show.id).json", "shows/zut/.summary.json"] {
      try Data("{".utf8).write(to: place.file(path))
      let damage = await #expect(throws: PublicFilesBehind.self) {
        try await place.desk().editShow(place.show, at: PublicShow.now) {
          $0.details.title += "!"
        }
      }
      #expect(damage?.reason is DamagedPublicFile)
      #expect(damage?.message(in: .english).contains("studio feed build") == true)
      try await place.builder().buildAll(force: true)
      #expect(try await place.builder().buildEach().isEmpty)
    }
  }

  @Test func `after a renaming the start page and the site maps name the show once`() async throws {
    let place = try await PublicShow()
    _ = try await place.published("Un")
    _ = try await place.desk().editShow(place.show, at: PublicShow.now) {
      $0.slug = Slug(rawValue: "le-nom-neuf")!
    }
    for file in ["index.html", "sitemap.xml"] {
      let text = try String(contentsOf: place.file(file), encoding: .utf8)
      #expect(!text.contains("la-voix"), "\(file)")
      #expect(text.contains("le-nom-neuf"), "\(file)")
    }
    // Whatever leads on, leads to something.
    let paths = try place.publicPaths()
    for target in try place.routes().redirects.values {
      let path = String(target.dropFirst("https://radio.example.be/".count))
      #expect(paths.contains(path.hasSuffix("/") ? path + "index.html" : path), "\(target)")
    }
  }
}
