import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

/// The scenarios of anchors/publishing.md §7 about what is public when.
@Suite struct EpisodeLifeTests {
  @Test func `scenario 16: nothing of a scheduled episode is public before its instant`()
    async throws
  {
    let place = try await PublicShow()
    _ = try await place.published("Bonjour")
    let quiet = try place.publicPaths()
    let instant = PublicShow.now + 3_600
    let ready = try await place.ready(EpisodeDetails(title: "Plus tard"))
    let scheduled = try await place.desk().schedule(ready, for: instant, at: PublicShow.now)
    #expect(scheduled.status == .scheduled)
    #expect(try await place.passed(at: instant - 1).done.isEmpty)
    try await place.builder().buildAll(force: true)
    #expect(try place.publicPaths() == quiet)
    for path in quiet where !path.hasSuffix(".jpg") && !path.hasSuffix(".gz") {
      let text = String(decoding: try Data(contentsOf: place.file(path)), as: UTF8.self)
      for secret in [scheduled.guid, scheduled.id.rawValue, "Plus tard", "plus-tard"] {
        #expect(!text.contains(secret), "\(secret) in \(path)")
      }
    }
    // Late by an hour, as after a crash that spans the instant: dated as promised, and once.
    let due = try await place.passed(at: instant + 3_600)
    #expect(due.done.map(\.subject) == [scheduled.id.rawValue])
    #expect(try await place.store.episode(scheduled.id.rawValue).publishedUTC == instant)
    #expect(try place.items().count == 2)
    #expect(try await place.passed(at: instant + 7_200).done.isEmpty)
    #expect(try await place.store.nextDueUTC() == nil)
  }

  @Test func `scenario 17: a date is moved, taken back, or refused when it has passed`()
    async throws
  {
    let place = try await PublicShow()
    let now = PublicShow.now
    let ready = try await place.ready(EpisodeDetails(title: "Plus tard"))
    _ = try await place.desk().schedule(ready, for: now + 7_200, at: now)
    let moved = try await place.desk().schedule(ready, for: now + 3_600, at: now)
    #expect(moved.scheduledUTC == now + 3_600)
    let refusal = await #expect(throws: StoreError.self) {
      try await place.desk().schedule(ready, for: now, at: now)
    }
    #expect(refusal?.code == "schedule_past")
    #expect(refusal?.description.contains("2027-01-15 09:00") == true, "the venue's clock")
    let back = try await place.store.unschedule(ready.id)
    #expect(back.status == .ready && back.scheduledUTC == nil)
    #expect(try await place.store.episodes(ofShow: place.show.id).map(\.id) == [ready.id])
    #expect(try await place.passed(at: now + 9_000).done.isEmpty)
  }

  @Test func `a consent withdrawn before the instant keeps the episode back, with the reason`()
    async throws
  {
    let place = try await PublicShow()
    let now = PublicShow.now
    let session = try await place.store.openSession(reservationNumber: nil, title: nil, at: now)
    func answer(_ consent: Consent) async throws {
      _ = try await place.store.record(
        Participant(name: "Zoë", role: "guest", consent: consent), in: session.id, at: now)
    }
    try await answer(.given)
    let draft = try await place.store.createEpisode(
      show: place.show.id, slug: .episode, details: EpisodeDetails(title: "Avec Zoë"),
      session: session.id, at: now)
    let ready = try await place.render(draft, sound: "avec")
    _ = try await place.desk().schedule(ready, for: now + 60, at: now)
    try await answer(.withdrawn)
    #expect(try await place.passed(at: now + 60).done.count == 1)
    let kept = try await place.store.episode(ready.id.rawValue)
    #expect(kept.status == .ready)
    #expect(kept.note?.contains("Zoë") == true)
  }

  @Test func `scenario 18: a takedown removes every file at once, re-publishing keeps the GUID`()
    async throws
  {
    let place = try await PublicShow()
    _ = try await place.published("Reste")
    let quiet = try place.publicPaths()
    var details = EpisodeDetails(title: "Part")
    details.chapters = [Chapter(startMilliseconds: 0, title: "Début")]
    details.transcript = try await place.store.keep(
      Transcript(cues: [.init(startMilliseconds: 0, endMilliseconds: 900, text: "Bonjour")]),
      language: "fr", at: PublicShow.now)
    var episode = try await place.desk().publish(
      try await place.ready(details), at: PublicShow.now)
    // Two renders more: the first two are earlier renders.
    for sound in ["deux", "trois"] {
      _ = try await place.render(episode, sound: sound)
      try await place.builder().build(show: place.show.id)
    }
    episode = try await place.store.episode(episode.id.rawValue)
    let routes: Set = ["routes.json", ".routes/\(place.show.id).json"]
    let shown = try place.publicPaths().subtracting(quiet).subtracting(routes)
    #expect(shown.filter { $0.hasPrefix("media/files/") }.count == 3)
    #expect(shown.filter { $0.hasPrefix("media/side/") }.count == 5)

    _ = try await place.desk().unpublish(episode, at: PublicShow.now + 10)
    #expect(try place.publicPaths().subtracting(quiet).subtracting(routes) == [])
    let gone = try place.routes().gone
    #expect(gone.isSuperset(of: shown.filter { !$0.hasSuffix(".html") }.map { "/" + $0 }))
    #expect(gone.contains("/shows/la-voix/episodes/part/"))
    #expect(try !place.feed().contains(episode.guid))

    let again = try await place.desk().publish(
      try await place.store.episode(episode.id.rawValue), at: PublicShow.now + 20)
    #expect(again.guid == episode.guid && again.publishedUTC == episode.publishedUTC)
    #expect(try place.feed().contains(episode.guid))
    #expect(try place.routes().gone == [])
    #expect(
      FileManager.default.fileExists(
        atPath: place.file("media/\(place.show.id)/\(episode.id).mp3").path))
  }

  @Test func `scenario 23: a serial show without numbers is blocked before it is public`()
    async throws
  {
    let place = try await PublicShow()
    _ = try await place.published("Sans numéro")
    let change = await #expect(throws: FeedRefusal.self) {
      try await place.desk().editShow(place.show, at: PublicShow.now) {
        $0.details.type = .serial
      }
    }
    #expect(change?.findings.map(\.rule) == [.serialWithoutNumber])
    let serial = try await place.another("feuilleton")
    _ = try await place.desk().editShow(serial, at: PublicShow.now) { $0.details.type = .serial }
    for (number, season, isSound) in [
      (nil, nil, false), (0, 1, false), (1, 0, false), (1, 1, true),
    ]
      as [(Int?, Int?, Bool)]
    {
      let ready = try await place.ready(
        EpisodeDetails(title: "Suite", number: number, season: season), in: serial)
      if isSound {
        _ = try await place.desk().publish(ready, at: PublicShow.now)
      } else {
        await #expect(throws: FeedRefusal.self) {
          try await place.desk().publish(ready, at: PublicShow.now)
        }
        #expect(try await place.store.episode(ready.id.rawValue).status == .ready)
      }
    }
    #expect(try place.items("feuilleton").count == 1)
  }

  @Test func `a season's new name is checked against the episodes that are public`() async throws {
    let place = try await PublicShow()
    let ready = try await place.ready(EpisodeDetails(title: "Un", number: 1, season: 2))
    _ = try await place.desk().publish(ready, at: PublicShow.now)
    let refusal = await #expect(throws: FeedRefusal.self) {
      try await place.desk().editShow(place.show, at: PublicShow.now) {
        $0.details.seasonNames[2] = String(repeating: "x", count: 129)
      }
    }
    #expect(refusal?.findings.map(\.rule) == [.attributeTooLong])
  }

  @Test func `a moderated show publishes what somebody approved`() async throws {
    let place = try await PublicShow()
    let now = PublicShow.now
    _ = try await place.desk().editShow(place.show, at: now) { $0.details.isModerated = true }
    let ready = try await place.ready(EpisodeDetails(title: "Un"))
    for attempt in 0..<2 {
      let refusal = await #expect(throws: StoreError.self) {
        if attempt == 0 {
          try await place.desk().publish(ready, at: now)
        } else {
          try await place.desk().schedule(ready, for: now + 60, at: now)
        }
      }
      #expect(refusal?.code == "approval_needed")
    }
    let submitted = try await place.desk().submit(ready, for: nil, at: now)
    #expect(submitted.status == .submitted)
    let back = try await place.store.reject(ready.id, reason: "Trop fort")
    #expect(back.status == .ready && back.note == "Trop fort")
    _ = try await place.desk().submit(ready, for: now + 60, at: now)
    #expect(try await place.desk().approve(ready, at: now + 10).status == .scheduled)
    #expect(try await place.passed(at: now + 60).done.count == 1)
    let second = try await place.ready(EpisodeDetails(title: "Deux"))
    _ = try await place.desk().submit(second, for: nil, at: now)
    #expect(try await place.desk().approve(second, at: now + 70).status == .published)
    // What is public is taken down before it is handed in again, or nobody could take it down.
    let again = await #expect(throws: StoreError.self) {
      try await place.desk().submit(second, for: nil, at: now + 80)
    }
    #expect(again?.code == "already_published")
    let shown = try await place.store.episode(second.id.rawValue)
    #expect(try await place.desk().unpublish(shown, at: now + 90).status == .removed)
  }
}
