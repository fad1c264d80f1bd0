import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

/// What a takedown removes from the public folder, and what it must leave.
@Suite struct TakedownTests {
  private static let now = 1_800_000_000
  private static let audio = Data("the same audio".utf8)

  private let temporary: TemporaryFolder
  private let folder: DataFolder
  private let store: StudioDatabase
  private let builder: PublicBuilder
  private let recording: Recording
  private let artwork: StoredArtwork

  init() throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.file("data"))
    store = try StudioDatabase.create(folder)
    let zone = try #require(TimeZone(identifier: "Europe/Brussels"))
    let base = try #require(URL(string: "http://localhost:8080"))
    builder = PublicBuilder(
      folder: folder, store: store, addresses: PublicAddresses(baseURL: base),
      venue: { PublicVenue(names: [.french: "Le tiers-lieu"], zone: zone) })
    let original = temporary.file("original.wav")
    try Self.audio.write(to: original)
    recording = try RecordingArchive(folder).add(original)
    let cover = PackageRoot.url.appending(path: "Samples/artwork/cover.jpg")
    artwork = try ArtworkIntake(RecordingArchive(folder)).add(cover)
  }

  /// The media files a listener can fetch.
  private func publicMedia() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: folder.publicFiles.appending(path: "media/files").path)
  }

  /// Publishes an episode with the one audio in a show of its own.
  private func publishedEpisode(inShow name: String) async throws -> StudioPublishing.Episode {
    let details = ShowDetails(
      title: name, summary: "Un podcast.", language: "fr",
      category: try #require(PodcastCategory("Society & Culture")), author: "Le tiers-lieu",
      explicit: false, artwork: artwork)
    let show = try await store.createShow(
      slug: try #require(Slug(rawValue: name)), details: details, at: Self.now)
    let draft = try await store.createEpisode(
      show: show.id, slug: .episode, details: EpisodeDetails(title: "Un"), session: nil,
      at: Self.now)
    _ = try await store.attach(recording, named: "take.wav", to: draft.id, at: Self.now)
    let render = Render(
      id: PublicID(rawValue: "render-of-\(name)"), recordingSHA256: recording.sha256,
      report: "{}", finishedUTC: Self.now,
      deliverables: [
        Deliverable(
          sha256: recording.sha256, fileName: "episode.mp3", mediaType: "audio/mpeg",
          bytes: Self.audio.count, bitRate: 128_000, durationSeconds: 1)
      ])
    let rendered = folder.renders.appending(path: render.id.rawValue)
    try FileManager.default.createDirectory(at: rendered, withIntermediateDirectories: true)
    try Self.audio.write(to: rendered.appending(path: "episode.mp3"))
    _ = try await store.keep(render, forEpisode: draft.id)
    let episode = try await store.publish(draft.id, at: Self.now) { _, _ in }
    try await builder.build(show: show.id)
    return episode
  }

  @Test func `a takedown removes the audio from the public folder at once`() async throws {
    let episode = try await publishedEpisode(inShow: "one")
    #expect(try publicMedia().count == 1)
    _ = try await store.unpublish(episode.id, at: Self.now)
    try await builder.build(show: episode.showID)
    #expect(try publicMedia() == [])
  }

  @Test func `audio that another show publishes too outlives the takedown of one`() async throws {
    let one = try await publishedEpisode(inShow: "one")
    let other = try await publishedEpisode(inShow: "other")
    #expect(try publicMedia().count == 1)
    _ = try await store.unpublish(one.id, at: Self.now)
    try await builder.build(show: one.showID)
    let link = folder.publicFiles.appending(path: "media/\(other.showID)/\(other.id).mp3")
    #expect(try Data(contentsOf: link) == Self.audio)

    _ = try await store.unpublish(other.id, at: Self.now)
    try await builder.build(show: other.showID)
    #expect(try publicMedia() == [])
  }

  @Test func `a takedown leaves a cover that was the episode's picture too`() async throws {
    let place = try await PublicShow()
    _ = try await place.published("Reste")
    var details = EpisodeDetails(title: "Part")
    details.artwork = place.show.details.artwork
    let gone = try await place.desk().publish(
      try await place.ready(details), at: PublicShow.now)
    let name = "media/side/\(place.show.details.artwork.sha256).jpg"
    _ = try await place.desk().unpublish(gone, at: PublicShow.now)
    #expect(FileManager.default.fileExists(atPath: place.file(name).path))
    #expect(try !place.routes().gone.contains("/" + name))

    // Nor does time: an episode that gave the same picture up.
    let kept = try await place.desk().publish(
      try await place.ready(details), at: PublicShow.now)
    _ = try await place.desk().editEpisode(kept, at: PublicShow.now) { $0.details.artwork = nil }
    try await place.builder(at: PublicShow.now + 40 * 86_400).build(
      show: place.show.id, force: true)
    #expect(FileManager.default.fileExists(atPath: place.file(name).path))
  }

  @Test func `audio that one episode gave up goes when the other one is taken down`() async throws {
    let place = try await PublicShow()
    let one = try await place.desk().publish(
      try await place.ready(EpisodeDetails(title: "Un"), sound: "le même"), at: PublicShow.now)
    let two = try await place.desk().publish(
      try await place.ready(EpisodeDetails(title: "Deux"), sound: "le même"), at: PublicShow.now)
    _ = try await place.render(one, sound: "un autre")
    try await place.builder().build(show: place.show.id)
    let shared = try #require(two.render?.deliverables.first?.sha256)
    _ = try await place.desk().unpublish(two, at: PublicShow.now + 10)
    #expect(!FileManager.default.fileExists(atPath: place.file("media/files/\(shared).mp3").path))
    #expect(try place.routes().gone.contains("/media/files/\(shared).mp3"))
    // The first episode forgets the file in its time, although the removed one still names it.
    let late = PublicShow.now + 40 * 86_400
    #expect(
      try await place.store.supersededFiles(ofShow: place.show.id, before: late)
        .contains("media/files/\(shared).mp3"))
  }
}
