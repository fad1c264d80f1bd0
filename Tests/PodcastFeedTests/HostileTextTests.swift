import PodcastFeed
import Testing

@Suite struct HostileTextTests {
  @Test func `hostile text in every field leaves a readable and harmless feed`() throws {
    let feed = FeedWriter.feed(SampleShow.hostile, episodes: [SampleShow.hostileEpisode])
    let rules = Set(try FeedLinter().findings(inFeed: feed).map(\.rule))
    #expect(rules.isDisjoint(with: [.unsafeMarkup, .descriptionTooLong, .markupInTitle]))
    let text = String(decoding: feed, as: UTF8.self)
    #expect(!text.contains("javascript:") && !text.contains("<script"))
    #expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0A })
    #expect(feed.count < 400_000)
  }

  @Test func `five megabytes of notes become a small item`() throws {
    var episode = SampleShow.minimalEpisode
    episode.notesHTML = String(repeating: "<p>mot &amp; 😀</p>", count: 5_000_000 / 22)
    let fragment = FeedWriter.itemFragment(episode)
    #expect(fragment.count < 300_000)
  }
}
