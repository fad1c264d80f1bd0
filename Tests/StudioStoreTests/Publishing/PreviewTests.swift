import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import Testing

@testable import StudioStore

/// Hearing an episode before it is published, by those who were given its address.
@Suite struct PreviewTests {
  @Test func `a preview holds the whole episode and leads nowhere that is not public`()
    async throws
  {
    let place = try await PublicShow()
    var details = EpisodeDetails(title: "Avant l'heure", notes: "<p>Des notes.</p>")
    details.chapters = [
      Chapter(startMilliseconds: 0, title: "Début"),
      Chapter(startMilliseconds: 60_000, title: "Suite"),
    ]
    let ready = try await place.ready(details)
    let preview = try await place.desk().openPreview(of: ready, at: PublicShow.now)
    let paths = try place.publicPaths()
    for language in ["", "nl/", "de/", "en/"] {
      #expect(paths.contains("\(language)preview/\(preview.token)/index.html"))
    }
    let page = try text("preview/\(preview.token)/index.html", place)
    let sound = "preview/\(preview.token)/\(ready.render!.deliverables[0].sha256).mp3"
    #expect(paths.contains(sound))
    for part in ["noindex", "Avant l&#39;heure", "Des notes.", "Suite", "/\(sound)", "Aperçu"] {
      #expect(page.contains(part), "\(part)")
    }
    for part in ["/shows/", "oembed", "ld+json", "embed", ready.id.rawValue] {
      #expect(!page.contains(part), "\(part)")
    }
    #expect(!paths.contains { $0.hasPrefix("shows/") || $0.hasPrefix("media/files/") })
  }

  @Test func `opening it again gives the same address; edits and new sound show at once`()
    async throws
  {
    let place = try await PublicShow()
    let ready = try await place.ready(EpisodeDetails(title: "Brouillon"))
    let first = try await place.desk().openPreview(of: ready, at: PublicShow.now)
    let again = try await place.desk().openPreview(of: ready, at: PublicShow.now + 5)
    #expect(first.token == again.token)
    let edited = try await place.desk().editEpisode(ready, at: PublicShow.now) {
      $0.details.title = "Version deux"
    }
    let address = "preview/\(first.token)/index.html"
    #expect(try text(address, place).contains("Version deux"))
    let old = ready.render!.deliverables[0].sha256
    let processed = try await place.render(edited, sound: "autre prise")
    try await place.desk().refresh(processed)
    let new = processed.render!.deliverables[0].sha256
    #expect(try text(address, place).contains(new))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: place.file("preview/\(first.token)").path)
    #expect(Set(names) == ["index.html", "\(new).mp3"], "not \(old)")
  }

  @Test
  func `once published, the address leads to the page; taken down, it leads nowhere for good`()
    async throws
  {
    let place = try await PublicShow()
    let ready = try await place.ready(EpisodeDetails(title: "Sujet"))
    let preview = try await place.desk().openPreview(of: ready, at: PublicShow.now)
    let published = try await place.desk().publish(ready, at: PublicShow.now)
    #expect(try place.publicPaths().allSatisfy { !$0.contains("preview/") })
    let redirects = try place.routes().redirects
    let base = "https://radio.example.be"
    #expect(
      redirects["/preview/\(preview.token)/"] == "\(base)/shows/la-voix/episodes/sujet/")
    #expect(
      redirects["/nl/preview/\(preview.token)/"] == "\(base)/nl/shows/la-voix/episodes/sujet/")
    let refusal = await #expect(throws: StoreError.self) {
      try await place.desk().openPreview(of: published, at: PublicShow.now)
    }
    #expect(refusal?.code == "nothing_to_preview")
    _ = try await place.desk().unpublish(published, at: PublicShow.now)
    #expect(try place.routes().redirects["/preview/\(preview.token)/"] == nil)
    #expect(try place.publicPaths().allSatisfy { !$0.contains(preview.token.rawValue) })
    let removed = try await place.store.episode(published.id.rawValue)
    let again = try await place.desk().openPreview(of: removed, at: PublicShow.now)
    #expect(again.token != preview.token, "who had the old address has nothing")
    #expect(try place.publicPaths().contains("preview/\(again.token)/index.html"))
  }

  @Test func `closed, it is gone, also when the program died in between`() async throws {
    let place = try await PublicShow()
    let one = try await place.ready(EpisodeDetails(title: "Un"))
    let two = try await place.ready(EpisodeDetails(title: "Deux"))
    let first = try await place.desk().openPreview(of: one, at: PublicShow.now)
    let second = try await place.desk().openPreview(of: two, at: PublicShow.now)
    #expect(try await place.desk().closePreview(of: one))
    #expect(try await place.desk().closePreview(of: one) == false)
    #expect(try place.publicPaths().allSatisfy { !$0.contains(first.token.rawValue) })
    #expect(try place.publicPaths().contains { $0.contains(second.token.rawValue) })
    // The row went, the files stayed.
    try await place.store.closePreview(of: two.id)
    try await place.builder().buildAll()
    #expect(try place.publicPaths().allSatisfy { !$0.contains(second.token.rawValue) })
    let reopened = try await place.desk().openPreview(of: one, at: PublicShow.now)
    #expect(reopened.token != first.token, "who had the old address has nothing")
  }

  @Test func `an episode without sound has no preview`() async throws {
    let place = try await PublicShow()
    let draft = try await place.store.createEpisode(
      show: place.show.id, slug: .episode, details: EpisodeDetails(title: "Vide"), session: nil,
      at: PublicShow.now)
    let refusal = await #expect(throws: StoreError.self) {
      try await place.desk().openPreview(of: draft, at: PublicShow.now)
    }
    #expect(refusal?.code == "not_processed")
  }

  @Test(arguments: [
    "", "abc", String(repeating: "b", count: 27), String(repeating: "a", count: 28),
    String(repeating: "b", count: 26) + "/.",
  ])
  func `no folder is named by what is no token`(_ text: String) {
    #expect(PreviewToken(rawValue: text) == nil)
  }

  private func text(_ path: String, _ place: PublicShow) throws -> String {
    String(decoding: try Data(contentsOf: place.file(path)), as: UTF8.self)
  }
}
