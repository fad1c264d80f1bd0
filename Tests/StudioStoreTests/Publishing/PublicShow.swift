import Foundation
import Localization
import PodcastFeed
import StudioBooking
import StudioPublishing
import StudioTestSupport

@testable import StudioStore

/// A show in a fresh data folder, with what is needed to publish episodes of made-up sound.
struct PublicShow {
  static let now = 1_800_000_000
  static let anything: PublicationCheck = { _, _ in }

  let temporary: TemporaryFolder
  let folder: DataFolder
  let store: StudioDatabase
  let show: StudioPublishing.Show
  private let artwork: StoredArtwork

  init(base: String = "https://radio.example.be") async throws {
    temporary = try TemporaryFolder("studio-public")
    folder = DataFolder(temporary.file("data"))
    store = try StudioDatabase.create(folder)
    try await store.apply(try SampleVenue.tiersLieu())
    let cover = PackageRoot.url.appending(path: "Samples/artwork/cover.jpg")
    artwork = try ArtworkIntake(RecordingArchive(folder)).add(cover)
    show = try await Self.desk(folder, store, base).createShow(
      slug: Slug(rawValue: "la-voix")!, details: Self.details(artwork), at: Self.now)
    self.base = base
  }

  private let base: String

  static func details(_ artwork: StoredArtwork) -> ShowDetails {
    ShowDetails(
      title: "La voix de la place", summary: "<p>Un podcast.</p>", language: "fr",
      category: PodcastCategory("Society & Culture")!, author: "Le tiers-lieu", explicit: false,
      artwork: artwork)
  }

  static func builder(
    _ folder: DataFolder, _ store: StudioDatabase, _ base: String, at now: Int = now
  ) -> PublicBuilder {
    PublicBuilder(
      folder: folder, store: store, addresses: PublicAddresses(baseURL: URL(string: base)!),
      venue: {
        PublicVenue(
          names: [.french: "Le tiers-lieu"], zone: TimeZone(identifier: "Europe/Brussels")!)
      },
      now: { now })
  }

  static func desk(
    _ folder: DataFolder, _ store: StudioDatabase, _ base: String, at now: Int = now
  ) -> PublishingDesk {
    PublishingDesk(
      store: store, builder: builder(folder, store, base, at: now),
      addresses: PublicAddresses(baseURL: URL(string: base)!))
  }

  /// A desk of this show, at the show's address or another one.
  func desk(base: String? = nil, at now: Int = now) -> PublishingDesk {
    Self.desk(folder, store, base ?? self.base, at: now)
  }

  func builder(base: String? = nil, at now: Int = now) -> PublicBuilder {
    Self.builder(folder, store, base ?? self.base, at: now)
  }

  /// Another show with the same cover.
  func another(_ slug: String) async throws -> StudioPublishing.Show {
    try await desk().createShow(
      slug: Slug(rawValue: slug)!, details: Self.details(artwork), at: Self.now)
  }

  /// An episode with a render, ready to be published.
  func ready(
    _ details: EpisodeDetails, sound: String? = nil, in show: StudioPublishing.Show? = nil
  ) async throws -> StudioPublishing.Episode {
    let draft = try await store.createEpisode(
      show: (show ?? self.show).id, slug: Slug.from(title: details.title, fallback: .episode),
      details: details, session: nil, at: Self.now)
    return try await render(draft, sound: sound ?? details.title)
  }

  /// Gives an episode new sound: what `studio episode process` keeps.
  func render(
    _ episode: StudioPublishing.Episode, sound: String, at now: Int = now
  ) async throws -> StudioPublishing.Episode {
    let original = temporary.file("original-\(UUID().uuidString).wav")
    // Apps distrust files under 16 KiB.
    let bytes = Data(String(repeating: sound + ".", count: 20_000 / sound.utf8.count).utf8)
    try bytes.write(to: original)
    let recording = try RecordingArchive(folder).add(original)
    _ = try await store.attach(recording, named: "take.wav", to: episode.id, at: now)
    let id = PublicID.new()
    let rendered = folder.renders.appending(path: id.rawValue)
    try FileManager.default.createDirectory(at: rendered, withIntermediateDirectories: true)
    try bytes.write(to: rendered.appending(path: "episode.mp3"))
    return try await store.keep(
      Render(
        id: id, recordingSHA256: recording.sha256, report: "{}", finishedUTC: now,
        deliverables: [
          Deliverable(
            sha256: recording.sha256, fileName: "episode.mp3", mediaType: "audio/mpeg",
            bytes: bytes.count, bitRate: 128_000, durationSeconds: 3_600)
        ]),
      forEpisode: episode.id)
  }

  /// A published episode.
  func published(
    _ title: String, at now: Int = now
  ) async throws -> StudioPublishing.Episode {
    try await desk(at: now).publish(try await ready(EpisodeDetails(title: title)), at: now)
  }

  /// Episodes published a second apart, and built at once; the oldest first.
  func publishedAtOnce(_ count: Int) async throws -> [StudioPublishing.Episode] {
    var episodes: [StudioPublishing.Episode] = []
    for number in 1...count {
      let ready = try await ready(EpisodeDetails(title: "Sujet \(number)"))
      episodes.append(
        try await store.publish(ready.id, at: Self.now + number, check: Self.anything))
    }
    try await builder().build(show: show.id)
    return episodes
  }

  /// What one pass over what has fallen due does.
  func passed(at now: Int) async throws -> DuePass.Report {
    try await DuePass(store, tasks: [PublicationDueTask(desk(at: now))]).run(at: now)
  }

  /// A file's path below the public folder.
  func file(_ path: String) -> URL { folder.publicFiles.appending(path: path) }

  /// The feed as text.
  func feed(_ slug: String = "la-voix") throws -> String {
    try String(contentsOf: file("shows/\(slug)/feed.xml"), encoding: .utf8)
  }

  /// The items of the feed, each with its XML.
  func items(_ slug: String = "la-voix") throws -> [String] {
    try feed(slug).components(separatedBy: "<item>").dropFirst().map {
      $0.components(separatedBy: "</item>")[0]
    }
  }

  /// Every file below the public folder, by path.
  func publicPaths() throws -> Set<String> {
    let root = folder.publicFiles.resolvingSymlinksInPath().path
    guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
    return Set(
      walk.compactMap { $0 as? String }.filter { path in
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(
          atPath: root + "/" + path, isDirectory: &isFolder)
        return !exists || !isFolder.boolValue
      })
  }

  /// Which former hosts routes.json leads on from, and where to.
  func hosts() throws -> [String: String] {
    let bytes = try Data(contentsOf: file("routes.json"))
    let json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    return json?["hosts"] as? [String: String] ?? [:]
  }

  /// What routes.json says.
  func routes() throws -> (gone: Set<String>, redirects: [String: String]) {
    let url = file("routes.json")
    guard FileManager.default.fileExists(atPath: url.path) else { return ([], [:]) }
    let json =
      try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
    let redirects = json["redirects"] as? [String: [String: Any]] ?? [:]
    return (
      Set(json["gone"] as? [String] ?? []),
      redirects.compactMapValues { $0["to"] as? String }
    )
  }
}
