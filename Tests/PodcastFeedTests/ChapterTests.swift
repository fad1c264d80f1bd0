import PodcastFeed
import StudioTestSupport
import Testing

@Suite struct ChapterTests {
  @Test func `a byte order mark is no part of the first time, and Latin-1 is refused`() throws {
    let text = "00:00 Intro\n00:05 Invitée\n"
    let marked = try ChapterList.read([0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(marked == (try ChapterList.read(Array(text.utf8))))
    let latin = Array("00:00 Invit".utf8) + [0xE9, 0x65, 0x0A]
    #expect(throws: FeedError.self) { try ChapterList.read(latin) }
  }

  @Test func `pictures beside the file are for files on disk, never for a feed`() throws {
    let json = #"{"version":"1.2.0","chapters":[{"startTime":0,"title":"A","img":"a b.jpg"}]}"#
    let local = try ChaptersJSON.read(Array(json.utf8), keepsLocalImages: true)
    #expect(local.map(\.imageURL) == ["a b.jpg"])
    #expect(throws: FeedError.self) { try ChaptersJSON.read(Array(json.utf8)) }
  }

  static let chapters = [
    Chapter(startMilliseconds: 0, title: "Début"),
    Chapter(
      startMilliseconds: 723_500, title: "Tom & \"Jerry\"", endMilliseconds: 800_001,
      url: "https://e.be/a", imageURL: "https://e.be/a.png", isListed: false),
    Chapter(startMilliseconds: 3_600_001, title: "Fin"),
  ]

  @Test func `JSON chapters survive a round trip in order`() throws {
    let bytes = try ChaptersJSON.write(Self.chapters.reversed())
    #expect(try ChaptersJSON.read(bytes) == Self.chapters)
    #expect(try ChaptersJSON.write(Self.chapters) == bytes)
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"version\" : \"1.2.0\""))
  }

  @Test func `typed lines become chapters`() throws {
    let text =
      "00:00 Intro\r\n\n12:03.5 - Deuxième <b>partie</b>\n1:00:00 Fin\n90 Une minute trente"
    #expect(
      try ChapterList.read(Array(text.utf8)).map { "\($0.startMilliseconds) \($0.title)" } == [
        "0 Intro", "90000 Une minute trente", "723500 Deuxième partie", "3600000 Fin",
      ])
  }

  @Test func `typed form survives a round trip`() throws {
    let simple = Self.chapters.map {
      Chapter(startMilliseconds: $0.startMilliseconds, title: $0.title)
    }
    #expect(try ChapterList.read(Array(ChapterList.text(simple).utf8)) == simple)
  }

  @Test(arguments: [
    "Intro 00:00", "00:61 x", "1:2:3:4 x", "{", "{\"chapters\":[{}]}",
    "{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":-1}]}",
    "{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":1,\"url\":\"javascript:alert(1)\"}]}",
    "{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":1,\"img\":\"cover.jpg\"}]}",
  ])
  func `what is no chapter list is refused`(text: String) {
    #expect(throws: FeedError.self) { try ChapterList.read(Array(text.utf8)) }
  }

  @Test func `a chapter's link is written in ASCII and cannot leave its attribute`() throws {
    let file = """
      {"version": "1.2.0", "chapters": [
        {"startTime": 1, "url": "https://x.be/\\"onmouseover=é", "img": " "}]}
      """
    let chapter = try #require(try ChapterList.read(Array(file.utf8)).first)
    #expect(chapter.url == "https://x.be/%22onmouseover=%C3%A9")
    #expect(chapter.imageURL == nil)
  }

  /// Scenario 24 of anchors/publishing.md §7.
  @Test func `scenario 24: unsorted, doubled, early and late chapters leave one list`() throws {
    var generator = SeededGenerator(seed: 24)
    let end: Int64 = 3_600_000
    for round in 0..<20 {
      let chapters = (0..<500).map { number in
        Chapter(
          startMilliseconds: Int64.random(in: -10...end + 60_000, using: &generator) / 500 * 500,
          title: "\(number)", endMilliseconds: number.isMultiple(of: 3) ? 1_000 : nil)
      }
      let kept = chapters.audible(withinMilliseconds: end)
      // The naive model: the first of each start, in order, inside the sound.
      let starts = Set(chapters.map(\.startMilliseconds)).filter { (0..<end).contains($0) }
      let expected = starts.sorted().compactMap { start in
        chapters.first { $0.startMilliseconds == start }?.title
      }
      #expect(kept.map(\.title) == expected, "round \(round)")
      #expect(kept.allSatisfy { ($0.endMilliseconds ?? .max) > $0.startMilliseconds })
      #expect(kept.audible(withinMilliseconds: end) == kept)
      #expect(try ChaptersJSON.read(ChaptersJSON.write(kept)) == kept)
    }
  }
}
