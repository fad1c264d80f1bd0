import Foundation
import PodcastFeed
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

/// What an episode's own page shows of what is the episode's own.
@Suite struct EpisodePageTests {
  @Test func `an episode's cover and its transcript's language are on its page, player and card`()
    async throws
  {
    let place = try await PublicShow()
    let own = PackageRoot.url.appending(path: "Samples/artwork/cover.jpg")
    var bytes = try Data(contentsOf: own)
    bytes.append(0)  // other bytes, the same picture
    let file = place.temporary.file("own.jpg")
    try bytes.write(to: file)
    let artwork = try ArtworkIntake(RecordingArchive(place.folder)).add(file)
    try #require(artwork.sha256 != place.show.details.artwork.sha256)
    var details = EpisodeDetails(title: "Un")
    details.artwork = artwork
    details.transcript = try await place.store.keep(
      Transcript(cues: [.init(startMilliseconds: 0, endMilliseconds: 900, text: "Goeiedag")]),
      language: "nl", at: PublicShow.now)
    _ = try await place.desk().publish(try await place.ready(details), at: PublicShow.now)
    let page = try text("shows/la-voix/episodes/un/index.html", place)
    let picture = "/media/side/\(artwork.sha256).jpg"
    #expect(page.contains("og:image\" content=\"https://radio.example.be\(picture)\""))
    #expect(page.contains("<img class=\"cover\" src=\"\(picture)\""))
    #expect(page.contains("data-artwork=\"\(picture)\""))
    #expect(page.contains("<div class=\"cues\" lang=\"nl\""))
    let player = try text("shows/la-voix/episodes/un/embed/index.html", place)
    #expect(player.contains("<img src=\"\(picture)\""))
    let show = try text("shows/la-voix/index.html", place)
    #expect(!show.contains(artwork.sha256))
    #expect(show.contains("<img class=\"cover\" src=\"/media/side/"))
  }

  private func text(_ path: String, _ place: PublicShow) throws -> String {
    String(decoding: try Data(contentsOf: place.file(path)), as: UTF8.self)
  }
}
