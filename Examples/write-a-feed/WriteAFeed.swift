import PodcastFeed

/// Prints the feed of a show with one episode.
@main struct WriteAFeed {
  static func main() {
    guard let category = PodcastCategory("Society & Culture") else { return }
    let show = Show(
      title: "La voix", descriptionHTML: "<p>Un podcast.</p>", pageURL: "https://example.be/",
      feedURL: "https://example.be/feed.xml", language: "fr", categories: [category],
      isExplicit: false, artwork: Artwork(url: "https://example.be/cover.jpg"))
    let file = Enclosure(
      url: "https://example.be/1.mp3", lengthBytes: 1_000_000, mediaType: .mp3)
    let episode = Episode(
      guid: "2f9d5c1e-0000-4000-8000-000000000001", title: "Un", notesHTML: "<p>Bonjour.</p>",
      publishedUnixSeconds: 1_800_000_000, enclosure: file)
    print(String(decoding: FeedWriter.feed(show, episodes: [episode]), as: UTF8.self))
  }
}
