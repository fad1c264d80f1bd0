import Foundation
import PodcastFeed
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

/// The scenarios of anchors/publishing.md §7 about addresses and identities.
@Suite struct AddressTests {
  @Test func `scenario 19: a new short name and a new domain lead on in one hop`() async throws {
    let place = try await PublicShow()
    let episode = try await place.published("Bonjour")
    let guid = try await place.store.show(id: place.show.id).podcastGUID
    var show = try await place.desk().editShow(place.show, at: PublicShow.now) {
      $0.slug = Slug(rawValue: "voix")!
    }
    show = try await place.desk().editShow(show, at: PublicShow.now) {
      $0.slug = Slug(rawValue: "la-place")!
    }
    let base = "https://radio.example.be/shows/la-place"
    let redirects = try place.routes().redirects
    for former in ["la-voix", "voix"] {
      #expect(redirects["/shows/\(former)/feed.xml"] == "\(base)/feed.xml")
      #expect(redirects["/shows/\(former)/"] == "\(base)/")
      #expect(
        redirects["/shows/\(former)/episodes/bonjour/"] == "\(base)/episodes/bonjour/")
      for file in [
        "sitemap.xml", "subscribe/", "episodes/bonjour/embed/",
        "episodes/bonjour/oembed.json", "episodes/bonjour/oembed.xml",
      ] {
        #expect(redirects["/shows/\(former)/\(file)"] == "\(base)/\(file)", "\(file)")
      }
      #expect(!FileManager.default.fileExists(atPath: place.file("shows/\(former)").path))
    }
    let feed = try place.feed("la-place")
    #expect(feed.contains("<itunes:new-feed-url>\(base)/feed.xml</itunes:new-feed-url>"))
    #expect(feed.contains(try #require(guid)))
    #expect(feed.contains(episode.guid))
    // A name that leads on is nobody else's.
    let refusal = await #expect(throws: StoreError.self) { try await place.another("voix") }
    #expect(refusal?.code == "slug_taken")
    #expect(try await place.store.show(Slug(rawValue: "la-voix")!).id == show.id)

    #expect(try place.hosts() == [:])
    // Without being told: whoever builds next sees that the address is another one.
    try await place.builder(base: "https://podcast.marche.be").buildAll()
    #expect(try place.hosts() == ["radio.example.be": "https://podcast.marche.be"])
    let moved = try place.feed("la-place")
    let address = "https://podcast.marche.be/shows/la-place/feed.xml"
    #expect(moved.contains("<itunes:new-feed-url>\(address)<"))
    #expect(moved.contains("rel=\"self\" type=\"application/rss+xml\" href=\"\(address)\""))
    #expect(moved.contains(try #require(guid)))
    // A second move leads on from both, a move back home from the others only.
    try await place.builder(base: "https://son.marche.be:8443").buildAll()
    #expect(
      try place.hosts() == [
        "radio.example.be": "https://son.marche.be:8443",
        "podcast.marche.be": "https://son.marche.be:8443",
      ])
    try await place.builder(base: "https://radio.example.be").buildAll()
    #expect(
      try place.hosts() == [
        "podcast.marche.be": "https://radio.example.be",
        "son.marche.be:8443": "https://radio.example.be",
      ])
  }

  @Test func `an episode's new short name leads on too`() async throws {
    let place = try await PublicShow()
    let episode = try await place.published("Bonjour")
    let renamed = try await place.desk().editEpisode(episode, at: PublicShow.now) {
      $0.slug = Slug(rawValue: "salut")!
    }
    #expect(
      try place.routes().redirects["/shows/la-voix/episodes/bonjour/"]
        == "https://radio.example.be/shows/la-voix/episodes/salut/")
    let redirects = try place.routes().redirects
    for part in ["embed/", "oembed.json", "oembed.xml"] {
      #expect(
        redirects["/shows/la-voix/episodes/bonjour/\(part)"]
          == "https://radio.example.be/shows/la-voix/episodes/salut/\(part)")
    }
    #expect(
      !FileManager.default.fileExists(
        atPath: place.file("shows/la-voix/episodes/bonjour/index.html").path))
    #expect(try await place.store.episode("la-voix/bonjour").id == renamed.id)
  }

  @Test func `scenario 20: two shows never have one identity, and a trial address gives none`()
    async throws
  {
    let place = try await PublicShow(base: "http://localhost:8080")
    let episode = try await place.published("Bonjour")
    #expect(try await place.store.show(id: episode.showID).podcastGUID == nil)
    #expect(try !place.feed().contains("podcast:guid"))
    let desk = place.desk(base: "https://radio.example.be")
    try await place.builder(base: "https://radio.example.be").buildAll(force: true)
    let first = try #require(try await place.store.show(id: episode.showID).podcastGUID)
    #expect(
      first == PodcastGUID(feedURL: "https://radio.example.be/shows/la-voix/feed.xml").description)
    #expect(try !place.feed().contains("new-feed-url"), "becoming public is no move")
    let other = try await place.another("autre")
    _ = try await desk.publish(
      try await place.ready(EpisodeDetails(title: "Un"), in: other), at: PublicShow.now)
    let second = try await place.store.show(id: other.id).podcastGUID
    #expect(second != nil && second != first)
    let list = try String(contentsOf: place.file("shows.opml"), encoding: .utf8)
    #expect(list.contains("la-voix/feed.xml") && list.contains("autre/feed.xml"))
  }
}
