import PodcastFeed
import Testing

/// How the files that a feed names are answered.
@Suite struct DeliveryLintTests {
  static let linter = FeedLinterTests.linter
  static let feed = Array(FeedLinterTests.clean.utf8)

  private func files(_ count: Int = 9) throws -> [NamedFile] {
    try Self.linter.files(inFeed: Self.feed, ofItems: count)
  }

  private func good(_ file: NamedFile) -> FileAnswers {
    let type = file.kind == .image ? "image/jpeg" : file.type
    var answers = FileAnswers(file, head: FileAnswer(status: 200, type: type, length: file.length))
    if file.kind == .enclosure { answers.part = FileAnswer(status: 206) }
    return answers
  }

  @Test func `the files of a feed are its pictures and those of its first items`() throws {
    #expect(try files().count { $0.kind == .enclosure } == 2)
    #expect(try files(1).count { $0.kind == .enclosure } == 1)
    #expect(try files(0).allSatisfy { $0.kind == .image })
    #expect(try Set(files().map(\.url)).count == files().count)
  }

  @Test func `a server that does everything right has no finding`() throws {
    #expect(Self.linter.findings(about: try files().map(good)).isEmpty)
    let answer = FileAnswer(status: 200, type: "application/rss+xml")
    #expect(
      Self.linter.findings(aboutFeed: answer, head: answer, again: FileAnswer(status: 304)).isEmpty)
  }

  @Test(arguments: [
    FeedRule.fileUnreachable, .headRefused, .rangesRefused, .lengthContradicted, .servedAs,
    .artworkDimensions,
  ])
  func `each fault of a server is found on its file`(rule: FeedRule) throws {
    let kind: NamedFile.Kind = rule == .artworkDimensions ? .image : .enclosure
    var answers = try files().filter { $0.kind == kind }.map(good)
    switch rule {
    case .fileUnreachable:
      answers[0].head = FileAnswer(status: 404)
      answers[0].get = FileAnswer(status: 404)
    case .headRefused:
      answers[0].head = FileAnswer(status: 405)
      answers[0].get = FileAnswer(status: 200)
    case .rangesRefused: answers[0].part = FileAnswer(status: 200)
    case .lengthContradicted: answers[0].head.length = 7
    case .servedAs: answers[0].head.type = "text/html"
    default:
      answers[0].facts = ArtworkFacts(
        format: .jpeg, widthPixels: 300, heightPixels: 300, colourSpace: .rgb, bytes: 1)
    }
    let found = Self.linter.findings(about: answers)
    #expect(found.map(\.rule) == [rule])
    #expect(found.first?.place.itemNumber == (kind == .enclosure ? 1 : nil))
  }

  @Test func `a feed of another type, without HEAD and without 304 is told so`() {
    let found = Self.linter.findings(
      aboutFeed: FileAnswer(status: 200, type: "text/html"), head: FileAnswer(status: 405),
      again: nil)
    #expect(found.map(\.rule) == [.servedAs, .headRefused, .feedNotRevalidated])
  }
}
