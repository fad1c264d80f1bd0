import Foundation
import PodcastFeed
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

/// The scenarios of anchors/publishing.md §7 about the feed's bytes.
@Suite struct FeedLifeTests {
  @Test func `scenario 1: a minimal show with one episode has nothing to fault`() async throws {
    let place = try await PublicShow()
    _ = try await place.published("Bonjour")
    let linter = FeedLinter(
      feedURL: "https://radio.example.be/shows/la-voix/feed.xml",
      nowUnixSeconds: Int64(PublicShow.now))
    let findings = try linter.findings(inFeed: Array(try place.feed().utf8))
    #expect(findings.allSatisfy { $0.severity == .warning })
    // No notes and no transcript were given: that is what is said, and nothing else.
    #expect(
      Set(findings.map(\.rule)) == [.recommendedElementMissing, .transcriptMissing])
  }

  @Test func `scenario 4: hostile notes are harmless in feed and page, links stay`() async throws {
    let place = try await PublicShow()
    var details = EpisodeDetails(title: "<b>Été</b> 👩‍👩‍👧‍👦 & ]]> \u{202E}fin")
    details.notes = NotesText.html(
      "<p onclick=\"x()\">Lire <a href=\"https://example.be/\">ici</a>"
        + "<a href=\"javascript:alert(1)\">là</a><iframe src=x></iframe>"
        + "<script>alert(2)</script><b style=\"x\">gras</b>\u{0}\u{1E}</p>")
    let ready = try await place.ready(details)
    let episode = try await place.desk().publish(ready, at: PublicShow.now)
    let page = try String(
      contentsOf: place.file("shows/la-voix/episodes/\(episode.slug)/index.html"),
      encoding: .utf8)
    let notes = try #require(try place.items().first)
    for text in [page, notes] {
      for trap in ["javascript:", "onclick", "<iframe", "alert(2)", "\u{0}", "\u{1E}"] {
        #expect(!text.contains(trap), "\(trap)")
      }
      #expect(text.contains("https://example.be/"))
    }
    #expect(notes.contains("<title>Été 👩‍👩‍👧‍👦 &amp; ]]&gt; \u{202E}fin</title>"))
  }

  @Test func `scenario 7: a rebuild from scratch gives the same bytes`() async throws {
    let place = try await PublicShow()
    _ = try await place.publishedAtOnce(70)
    let before = try Data(contentsOf: place.file("shows/la-voix/feed.xml"))
    let packed = try Data(contentsOf: place.file("shows/la-voix/feed.xml.gz"))
    #expect(try await place.builder().verify(show: place.show.id).isIdentical)
    try FileManager.default.removeItem(at: place.folder.fragments)
    try FileManager.default.removeItem(at: place.folder.publicFiles)
    try await place.builder().buildAll()
    #expect(try Data(contentsOf: place.file("shows/la-voix/feed.xml")) == before)
    #expect(try Data(contentsOf: place.file("shows/la-voix/feed.xml.gz")) == packed)
    // The comparison can fail.
    try Data("x".utf8).write(to: place.file("shows/la-voix/feed.xml"))
    #expect(try await !place.builder().verify(show: place.show.id).isIdentical)
  }

  @Test func `a damaged kept item costs time, never correctness`() async throws {
    let place = try await PublicShow()
    _ = try await place.publishedAtOnce(40)
    let before = try place.feed()
    let shelf = place.folder.fragments.appending(path: place.show.id.rawValue)
    for name in try FileManager.default.contentsOfDirectory(atPath: shelf.path)
    where name.hasSuffix(".items") {
      let file = shelf.appending(path: name)
      var bytes = try Data(contentsOf: file)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: file)
    }
    try await place.builder().buildAll(force: true)
    #expect(try place.feed() == before)
  }

  @Test func `Debian's gzip and Python's zlib read the compressed feed`() async throws {
    let place = try await PublicShow()
    _ = try await place.publishedAtOnce(80)
    let packed = place.file("shows/la-voix/feed.xml.gz").path
    let gzip = try #require(BuiltProgram.tool("gzip"))
    let unpacked = try gzip("-dc", packed)
    #expect(unpacked.exitCode == 0)
    #expect(try unpacked.standardOutput == place.feed())
    guard PythonTool.isWanted else { return }
    let program = """
      import sys, zlib
      reader = zlib.decompressobj(31)
      data = reader.decompress(open(sys.argv[1], 'rb').read())
      assert reader.eof and not reader.unused_data
      assert data == open(sys.argv[2], 'rb').read()
      """
    let read = try PythonTool.run(
      ["-c", program, packed, place.file("shows/la-voix/feed.xml").path])
    #expect(read.exitCode == 0, "\(read.standardError)")
  }

  @Test func `scenario 9: an edit changes its own item and no other`() async throws {
    let place = try await PublicShow()
    let episodes = try await place.publishedAtOnce(60)
    let before = try place.items()
    let shelf = place.folder.fragments.appending(path: place.show.id.rawValue)
    let runs = Set(try FileManager.default.contentsOfDirectory(atPath: shelf.path))
    _ = try await place.desk().editEpisode(episodes[20], at: PublicShow.now + 100) {
      $0.details.title = "Titre corrigé"
    }
    let after = try place.items()
    let changed = zip(before, after).filter { $0.0 != $0.1 }
    try #require(changed.count == 1)
    #expect(changed[0].1.contains("Titre corrigé"))
    #expect(changed[0].1.contains(episodes[20].guid))
    // Of the kept runs of items one was replaced.
    let now = Set(try FileManager.default.contentsOfDirectory(atPath: shelf.path))
    #expect(runs.subtracting(now).count == 1 && now.subtracting(runs).count == 1)
  }

  @Test func `pages beside an edited episode lead to it under its new title`() async throws {
    let place = try await PublicShow()
    let episodes = try await place.publishedAtOnce(5)
    let edited = try await place.desk().editEpisode(episodes[2], at: PublicShow.now + 100) {
      $0.details.title = "Titre corrigé"
    }
    let naming = try episodes.filter { episode in
      let page = place.file("shows/la-voix/episodes/\(episode.slug)/index.html")
      return try String(contentsOf: page, encoding: .utf8).contains("Titre corrigé")
    }
    #expect(Set(naming.map(\.id)) == Set(episodes[1...3].map(\.id)), "\(edited.slug)")
  }

  @Test func `scenarios 10 and 11: sound made anew keeps GUID, URL and date`() async throws {
    let place = try await PublicShow()
    let episode = try await place.published("Bonjour")
    let before = try #require(try place.items().first)
    let link = place.file("media/\(place.show.id)/\(episode.id).mp3")
    let old = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
    _ = try await place.render(episode, sound: "autre chose")
    let later = PublicShow.now + 60
    try await place.builder(at: later).build(show: place.show.id)
    let after = try #require(try place.items().first)
    for element in [/<guid[^>]*>[^<]+/, /<pubDate>[^<]+/, /enclosure url="[^"]+/] {
      #expect(before.firstMatch(of: element)?.output == after.firstMatch(of: element)?.output)
    }
    #expect(before != after)
    let length = try #require(after.firstMatch(of: /length="(\d+)"/)?.output.1)
    #expect(try Data(contentsOf: link).count == Int(length))
    let new = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
    #expect(new != old)
    // The old file stays 30 days for apps that read the feed before.
    let oldFile = place.file("media/files").appending(path: String(old.split(separator: "/").last!))
    #expect(FileManager.default.fileExists(atPath: oldFile.path))
    try await place.builder(at: later + 30 * 86_400).build(show: place.show.id, force: true)
    #expect(FileManager.default.fileExists(atPath: oldFile.path))
    try await place.builder(at: later + 30 * 86_400 + 1).build(show: place.show.id, force: true)
    #expect(!FileManager.default.fileExists(atPath: oldFile.path))
    #expect(FileManager.default.fileExists(atPath: link.path))
  }

  @Test func `a long feed can have further pages, each complete by itself`() async throws {
    let place = try await PublicShow()
    _ = try await place.publishedAtOnce(50)
    let whole = try place.items()
    _ = try await place.desk().editShow(place.show, at: PublicShow.now) {
      $0.details.pageSize = 20
    }
    var paged = try place.items()
    #expect(paged.count == 20)
    #expect(try place.feed().contains("rel=\"next\""))
    for page in 2...3 {
      let text = try String(
        contentsOf: place.file("shows/la-voix/pages/\(page)/feed.xml"), encoding: .utf8)
      #expect(text.contains("rel=\"previous\"") && text.contains("rel=\"next\"") == (page == 2))
      paged += text.components(separatedBy: "<item>").dropFirst().map {
        $0.components(separatedBy: "</item>")[0]
      }
    }
    #expect(paged == whole)
    #expect(try await place.builder().verify(show: place.show.id).isIdentical)
    _ = try await place.desk().editShow(place.show, at: PublicShow.now) {
      $0.details.pageSize = nil
    }
    #expect(try place.items() == whole)
    #expect(!FileManager.default.fileExists(atPath: place.file("shows/la-voix/pages/2").path))
  }
}
