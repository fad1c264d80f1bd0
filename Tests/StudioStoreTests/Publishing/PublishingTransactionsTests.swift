import Localization
import Foundation
import GRDB
import PodcastFeed
import StudioBooking
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct PublishingTransactionsTests {
  let temporary: TemporaryFolder
  let store: StudioDatabase

  static let now = 1_800_000_000
  static let recording = Recording(
    sha256: String(repeating: "ab", count: 32), fileExtension: "wav", bytes: 1_000)

  static let anything: PublicationCheck = { _, _ in }

  init() async throws {
    temporary = try TemporaryFolder()
    store = try StudioDatabase.create(DataFolder(temporary.file("data")))
    try await store.apply(try SampleVenue.tiersLieu())
  }

  private func slug(_ text: String) throws -> Slug { try #require(Slug(rawValue: text)) }

  private func show(_ name: String = "demo") async throws -> StudioPublishing.Show {
    let details = ShowDetails(
      title: "La voix", summary: "Un podcast.", language: "fr",
      category: try #require(PodcastCategory("Society & Culture")), author: "Le tiers-lieu",
      explicit: false,
      artwork: StoredArtwork(
        sha256: String(repeating: "cd", count: 32), fileExtension: "jpg",
        facts: ArtworkFacts(
          format: .jpeg, widthPixels: 1500, heightPixels: 1500, colourSpace: .rgb, bytes: 9)))
    return try await store.createShow(slug: try slug(name), details: details, at: Self.now)
  }

  private func render(_ id: String = "r1") -> Render {
    Render(
      id: PublicID(rawValue: id), recordingSHA256: Self.recording.sha256, report: "{}",
      finishedUTC: Self.now,
      deliverables: [
        Deliverable(
          sha256: String(repeating: "ef", count: 32), fileName: "episode.mp3",
          mediaType: "audio/mpeg", bytes: 500, bitRate: 128_000, durationSeconds: 12.5)
      ])
  }

  private func readyEpisode(
    in session: SessionID?
  ) async throws -> StudioPublishing.Episode {
    let show = try await show()
    let draft = try await store.createEpisode(
      show: show.id, slug: try slug("un"), details: EpisodeDetails(title: "Un"),
      session: session, at: Self.now)
    _ = try await store.attach(Self.recording, named: "take.wav", to: draft.id, at: Self.now)
    return try await store.keep(render(), forEpisode: draft.id)
  }

  @Test func `a session keeps its recordings in the order they came`() async throws {
    let session = try await store.openSession(reservationNumber: nil, title: "Essai", at: Self.now)
    let second = Recording(
      sha256: String(repeating: "12", count: 32), fileExtension: "mp3", bytes: 7)
    let added = try await store.add(
      [NamedRecording(Self.recording, named: "a.wav"), NamedRecording(second, named: "b.mp3")],
      to: session.id, at: Self.now)
    #expect(added.recordings.map(\.originalName) == ["a.wav", "b.mp3"])
    // Given again, as after an answer that never came: nothing is listed twice.
    let full = try await store.add(
      [NamedRecording(Self.recording, named: "c.wav")], to: session.id, at: Self.now)
    #expect(full == added)
    #expect(try await store.session(session.id) == full)
  }

  @Test func `a finished session takes no more files`() async throws {
    let session = try await store.openSession(reservationNumber: nil, title: nil, at: Self.now)
    let finished = try await store.finishSession(session.id, at: Self.now + 60)
    #expect(finished.finishedUTC == Self.now + 60)
    let later = try await store.finishSession(session.id, at: Self.now + 120)
    #expect(later.finishedUTC == Self.now + 60)
    let error = await #expect(throws: StoreError.self) {
      try await store.add(
        [NamedRecording(Self.recording, named: "a.wav")], to: session.id, at: Self.now + 90)
    }
    #expect(error?.code == "session_finished")
  }

  @Test func `the latest answer is the consent and earlier ones stay`() async throws {
    let session = try await store.openSession(reservationNumber: nil, title: nil, at: Self.now)
    for answer in [Consent.missing, .given, .withdrawn] {
      _ = try await store.record(
        Participant(name: "Karim", role: "guest", consent: answer), in: session.id, at: Self.now)
    }
    #expect(try await store.session(session.id).people.map(\.consent) == [.withdrawn])
    let answers = try await store.read { db in
      try String.fetchAll(db, sql: "SELECT answer FROM session_consent ORDER BY id")
    }
    #expect(answers == ["missing", "given", "withdrawn"])
  }

  @Test(arguments: [
    (Consent.given, true), (.missing, true), (.refused, false), (.withdrawn, false),
  ])
  func `refused and withdrawn consents block publishing`(
    answer: Consent, mayPublish: Bool
  ) async throws {
    let session = try await store.openSession(reservationNumber: nil, title: nil, at: Self.now)
    _ = try await store.record(
      Participant(name: "Zoë", role: "guest", consent: answer), in: session.id, at: Self.now)
    let episode = try await readyEpisode(in: session.id)
    if mayPublish {
      let published = try await store.publish(episode.id, at: Self.now, check: Self.anything)
      #expect(published.status == .published)
    } else {
      let error = await #expect(throws: StoreError.self) {
        try await store.publish(episode.id, at: Self.now, check: Self.anything)
      }
      #expect(error?.code == "consent_missing")
      #expect(error?.description.contains("Zoë") == true)
      #expect(try await store.episode(episode.id.rawValue).status == .ready)
    }
  }

  @Test func `a withdrawn consent keeps new sound of a published episode from the public`()
    async throws
  {
    let session = try await store.openSession(reservationNumber: nil, title: nil, at: Self.now)
    for answer in [Consent.given, .withdrawn] {
      _ = try await store.record(
        Participant(name: "Zoë", role: "guest", consent: answer), in: session.id, at: Self.now)
      guard answer == .given else { continue }
      let episode = try await readyEpisode(in: session.id)
      _ = try await store.publish(episode.id, at: Self.now, check: Self.anything)
    }
    let before = try #require(try await store.episodes(ofSession: session.id).first)
    let error = await #expect(throws: StoreError.self) {
      try await store.keep(render(), forEpisode: before.id)
    }
    #expect(error?.code == "consent_missing")
    #expect(try await store.episode(before.id.rawValue) == before)
  }

  @Test func `an episode without a render cannot be published`() async throws {
    let show = try await show()
    let draft = try await store.createEpisode(
      show: show.id, slug: try slug("un"), details: EpisodeDetails(title: "Un"), session: nil,
      at: Self.now)
    let error = await #expect(throws: StoreError.self) {
      try await store.publish(draft.id, at: Self.now, check: Self.anything)
    }
    #expect(error?.code == "not_processed")
  }

  @Test func `publishing raises the wanted version and keeps the first date`() async throws {
    let episode = try await readyEpisode(in: nil)
    let before = try await store.publicState(ofShow: episode.showID)
    _ = try await store.publish(episode.id, at: Self.now, check: Self.anything)
    _ = try await store.unpublish(episode.id, at: Self.now)
    let gone = try await store.publicState(ofShow: episode.showID)
    #expect(gone.items == [])
    #expect(try await store.episode(episode.id.rawValue).status == .removed)
    let again = try await store.publish(episode.id, at: Self.now + 1_000, check: Self.anything)
    let after = try await store.publicState(ofShow: episode.showID)
    #expect(after.version == before.version + 3)
    #expect(again.publishedUTC == Self.now)
    #expect(again.guid == episode.guid)
  }

  @Test func `a new render of a published episode is a change listeners see`() async throws {
    let episode = try await readyEpisode(in: nil)
    _ = try await store.publish(episode.id, at: Self.now, check: Self.anything)
    let before = try await store.publicState(ofShow: episode.showID).version
    let processed = try await store.keep(render("r2"), forEpisode: episode.id)
    #expect(processed.status == .published)
    #expect(processed.guid == episode.guid)
    #expect(try await store.publicState(ofShow: episode.showID).version == before + 1)
  }

  @Test func `the database refuses another guid`() async throws {
    let episode = try await readyEpisode(in: nil)
    await #expect(throws: DatabaseError.self) {
      try await store.write { db in
        try db.execute(
          sql: "UPDATE episode SET guid = 'other' WHERE id = ?", arguments: [episode.id.rawValue])
      }
    }
  }

  @Test func `short names are unique and a second episode gets a number`() async throws {
    let show = try await show()
    let error = await #expect(throws: StoreError.self) { try await self.show() }
    #expect(error?.code == "slug_taken")
    var names: [String] = []
    for _ in 0..<3 {
      let episode = try await store.createEpisode(
        show: show.id, slug: try slug("un"), details: EpisodeDetails(title: "Un"), session: nil,
        at: Self.now)
      names.append(episode.slug.rawValue)
    }
    #expect(names == ["un", "un-2", "un-3"])
    #expect(try await store.episode("demo/un-2").slug.rawValue == "un-2")
  }

  @Test func `what does not exist is named`() async throws {
    let absent = SessionID(number: 99)
    await #expect(throws: StoreError.unknown(kind: "session", name: "S-99")) {
      try await store.session(absent)
    }
    await #expect(throws: StoreError.unknown(kind: "episode", name: "demo/absent")) {
      try await store.episode("demo/absent")
    }
  }

  @Test func `podcast guid is minted once`() async throws {
    let show = try await show()
    _ = try await store.mintPodcastGUID("first", forShow: show.id)
    #expect(try await store.mintPodcastGUID("second", forShow: show.id).podcastGUID == "first")
  }
}
