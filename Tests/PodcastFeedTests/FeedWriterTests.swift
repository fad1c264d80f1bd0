import Foundation
import PodcastFeed
import StudioTestSupport
import Testing

@Suite struct FeedWriterTests {
  @Test func `the smallest complete feed is the reviewed one`() throws {
    let feed = FeedWriter.feed(SampleShow.minimal, episodes: [SampleShow.minimalEpisode])
    let file = PackageRoot.url.appending(path: "Samples/feeds/minimal.xml")
    #expect(
      String(decoding: feed, as: UTF8.self) == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test func `the same values give the same bytes`() {
    let first = FeedWriter.feed(SampleShow.full, episodes: [SampleShow.fullEpisode])
    let second = FeedWriter.feed(SampleShow.full, episodes: [SampleShow.fullEpisode])
    #expect(first == second)
  }

  @Test func `fragments assembled are the feed written at once`() {
    let episodes = (1...20).map(SampleShow.episode)
    let fragments = episodes.map(FeedWriter.itemFragment)
    #expect(
      FeedWriter.assemble(SampleShow.full, fragments: fragments)
        == FeedWriter.feed(SampleShow.full, episodes: episodes))
  }

  @Test func `editing one episode changes its fragment alone`() {
    var episodes = (1...5).map(SampleShow.episode)
    let before = episodes.map(FeedWriter.itemFragment)
    episodes[2].title = "Autre titre"
    let after = episodes.map(FeedWriter.itemFragment)
    #expect(zip(before, after).map(==) == [true, true, false, true, true])
  }

  @Test func `long notes are cut in the description and whole beside it`() {
    var episode = SampleShow.minimalEpisode
    episode.notesHTML = "<p>" + String(repeating: "mot ", count: 2_000) + "</p>"
    let text = String(decoding: FeedWriter.itemFragment(episode), as: UTF8.self)
    #expect(text.contains("…&lt;/p&gt;</description>"))
    #expect(text.contains("<content:encoded>"))
    episode.notesHTML = "<p>court</p>"
    #expect(!String(decoding: FeedWriter.itemFragment(episode), as: UTF8.self).contains("content:"))
  }

  @Test func `values survive a round trip through JSON`() throws {
    let data = try JSONEncoder().encode(SampleShow.full)
    #expect(try JSONDecoder().decode(Show.self, from: data) == SampleShow.full)
    let item = try JSONEncoder().encode(SampleShow.fullEpisode)
    #expect(try JSONDecoder().decode(Episode.self, from: item) == SampleShow.fullEpisode)
  }
}
