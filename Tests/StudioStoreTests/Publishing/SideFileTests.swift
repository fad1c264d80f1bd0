import Foundation
import PodcastFeed
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

/// The scenarios of anchors/publishing.md §7 about side files, and about editors at once.
@Suite struct SideFileTests {
  @Test func `a directory's page is on the subscribe page, and the feed stays as it is`()
    async throws
  {
    let place = try await PublicShow()
    _ = try await place.published("Un")
    let feed = try place.feed()
    func note(_ entry: DirectoryEntry) async throws -> String {
      _ = try await place.store.note(entry, ofShow: place.show.id, at: PublicShow.now + 60)
      try await place.builder().build(show: place.show.id)
      return try String(
        contentsOf: place.file("shows/la-voix/subscribe/index.html"), encoding: .utf8)
    }
    let before = try await note(DirectoryEntry(directory: .spotify, state: .submitted))
    #expect(before.contains("open.spotify.com/search/"))
    let spotify = "https://open.spotify.com/show/1"
    let deezer = "https://www.deezer.com/show/2"
    _ = try await note(DirectoryEntry(directory: .deezer, state: .listed, link: deezer))
    let page = try await note(DirectoryEntry(directory: .spotify, state: .listed, link: spotify))
    #expect(page.contains(spotify) && page.contains(deezer))
    #expect(!page.contains("open.spotify.com/search/"))
    #expect(try place.feed() == feed)
  }

  @Test func `scenarios 24 and 25: chapters and transcripts agree in feed and files`()
    async throws
  {
    let place = try await PublicShow()
    var details = EpisodeDetails(title: "Tout")
    // The sound lasts an hour.
    details.chapters = [
      Chapter(startMilliseconds: 90_500, title: "Deux"),
      Chapter(startMilliseconds: 0, title: "Un"), Chapter(startMilliseconds: 0, title: "Doublon"),
      Chapter(startMilliseconds: 3_600_000, title: "Trop tard"),
    ]
    let words = Transcript(cues: [
      .init(startMilliseconds: 0, endMilliseconds: 900, speaker: "Léa", text: "A --> B & C")
    ])
    details.transcript = try await place.store.keep(words, language: "fr", at: PublicShow.now)
    _ = try await place.desk().publish(try await place.ready(details), at: PublicShow.now)
    let item = try #require(try place.items().first)
    let inline = item.matches(of: /psc:chapter start="([^"]+)" title="([^"]+)"/).map {
      "\($0.output.1) \($0.output.2)"
    }
    #expect(inline == ["00:00:00.000 Un", "00:01:30.500 Deux"])
    func side(_ pattern: Regex<(Substring, Substring)>) throws -> [UInt8] {
      let name = try #require(item.firstMatch(of: pattern)?.output.1)
      return Array(try Data(contentsOf: place.file("media/side/\(name)")))
    }
    let chapters = try ChaptersJSON.read(try side(/side\/([0-9a-f]{64}\.chapters\.json)/))
    #expect(chapters.map(\.title) == ["Un", "Deux"])
    #expect(chapters.map(\.startMilliseconds) == [0, 90_500])
    #expect(try Transcript.read(try side(/side\/([0-9a-f]{64}\.vtt)/)) == words)
    #expect(
      try Transcript.read(try side(/side\/([0-9a-f]{64}\.json)" type="application\/json"/)) == words
    )
    let types = item.matches(of: /podcast:transcript [^>]*type="([^"]+)"/).map { $0.output.1 }
    #expect(types == ["text/vtt", "application/x-subrip", "application/json", "text/html"])
  }

  @Test func `scenario 30: two editors lose nothing while readers see whole feeds`() async throws {
    let place = try await PublicShow()
    _ = try await place.published("Début")
    let feed = place.file("shows/la-voix/feed.xml")
    let packed = place.file("shows/la-voix/feed.xml.gz")
    let readers = Task.detached {
      var seen = 0
      while !Task.isCancelled {
        let text = String(decoding: try Data(contentsOf: feed), as: UTF8.self)
        guard text.hasPrefix("<?xml"), text.hasSuffix("</rss>\n"),
          try Data(contentsOf: packed).starts(with: [0x1F, 0x8B])
        else { throw CocoaError(.fileReadCorruptFile) }
        seen += 1
        await Task.yield()
      }
      return seen
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for editor in 0..<2 {
        group.addTask {
          for number in 0..<12 {
            let ready = try await place.ready(
              EpisodeDetails(title: "Sujet \(editor) \(number)"))
            _ = try await place.desk().publish(ready, at: PublicShow.now)
          }
        }
      }
      try await group.waitForAll()
    }
    readers.cancel()
    #expect(try await readers.value > 0)
    #expect(try place.items().count == 25)
    #expect(try await place.builder().verify(show: place.show.id).isIdentical)
  }
}
