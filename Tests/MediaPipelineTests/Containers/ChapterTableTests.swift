import Testing

@testable import MediaPipeline

@Suite struct ChapterTableTests {
  private func marks(_ chapters: [Chapter], seconds: Double = 100) -> [String] {
    ChapterTable(chapters, durationSeconds: seconds).marks.map {
      "\($0.startMilliseconds)–\($0.endMilliseconds) \($0.title)"
    }
  }

  @Test(
    arguments: [
      ([], []),
      ([Chapter(startSeconds: 0, title: "a")], ["0–100000 a"]),
      // Out of order, before the start, at the end, beyond it, not a number.
      (
        [
          Chapter(startSeconds: 50, title: "b"), Chapter(startSeconds: 0, title: "a"),
          Chapter(startSeconds: -1, title: "x"), Chapter(startSeconds: 100, title: "y"),
          Chapter(startSeconds: 1e12, title: "z"), Chapter(startSeconds: .nan, title: "n"),
        ], ["0–50000 a", "50000–100000 b"]
      ),
      // At one millisecond: the first one stays.
      (
        [Chapter(startSeconds: 1, title: "a"), Chapter(startSeconds: 1.0004, title: "b")],
        ["1000–100000 a"]
      ),
      // Reaching into the next, ending before its start, ending beyond the end, leaving a gap.
      (
        [
          Chapter(startSeconds: 0, title: "a", endSeconds: 30),
          Chapter(startSeconds: 20, title: "b", endSeconds: 10),
          Chapter(startSeconds: 40, title: "c", endSeconds: 45),
          Chapter(startSeconds: 60, title: "d", endSeconds: 1e9),
        ], ["0–20000 a", "20000–40000 b", "40000–45000 c", "60000–100000 d"]
      ),
    ] as [([Chapter], [String])])
  func `chapters are put in order and kept apart`(chapters: [Chapter], expected: [String]) {
    #expect(marks(chapters) == expected)
  }

  @Test func `comments number at most a thousand chapters, with their links`() {
    let chapters = (0..<1_200).map {
      Chapter(startSeconds: Double($0), title: "n\($0)", link: $0 == 999 ? "https://e.be" : nil)
    }
    let comments = ChapterTable(chapters, durationSeconds: 1_200).comments
    #expect(comments.count == 2_001)
    #expect(
      comments.suffix(3).map { "\($0.key)=\($0.value)" } == [
        "CHAPTER999=00:16:39.000", "CHAPTER999NAME=n999", "CHAPTER999URL=https://e.be",
      ])
  }

  @Test(
    arguments: [
      (nil, nil, ["0 a", "10 b", "20 c"]), (5, nil, ["0 a", "5 b", "15 c"]),
      (10, 20, ["0 b"]), (12, 21, ["0 b", "8 c"]), (nil, 10, ["0 a"]), (26, nil, []),
    ] as [(Double?, Double?, [String])])
  func `a part keeps its chapters, on its own timeline`(
    from: Double?, to: Double?, expected: [String]
  ) {
    let chapters = [
      Chapter(startSeconds: 20, title: "c", endSeconds: 25), Chapter(startSeconds: 0, title: "a"),
      Chapter(startSeconds: 10, title: "b"),
    ]
    let cut = MetadataMerge.cut(chapters, to: ProgrammePart(fromSeconds: from, toSeconds: to))
    #expect(
      cut.sorted { $0.startSeconds < $1.startSeconds }.map { "\(Int($0.startSeconds)) \($0.title)" }
        == expected)
  }
}
