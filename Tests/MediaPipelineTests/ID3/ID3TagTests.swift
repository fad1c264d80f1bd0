import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct ID3TagTests {
  private func tag(_ metadata: MediaMetadata, seconds: Double = 600) throws -> [UInt8] {
    try ID3Tag(metadata, durationSeconds: seconds).bytes()
  }

  @Test func `nothing to say makes no tag`() throws {
    #expect(try tag(MediaMetadata()).isEmpty)
    #expect(try tag(MediaMetadata(tags: ["title": ""])).isEmpty)
  }

  /// Laid out by hand from ID3v2.3.0 §3.1, §3.3 and §4.2.
  @Test func `a title is laid out byte by byte as the standard says`() throws {
    let latin = try tag(MediaMetadata(tags: ["title": "Été"]))
    #expect(
      latin
        == Array("ID3".utf8) + [3, 0, 0, 0, 0, 8, 14] + Array("TIT2".utf8)
        + [0, 0, 0, 4, 0, 0, 0, 0xC9, 0x74, 0xE9] + [UInt8](repeating: 0, count: 1024))
    let wide = try tag(MediaMetadata(tags: ["title": "☕a"]))
    #expect(
      Array(wide[10..<27])
        == Array("TIT2".utf8) + [0, 0, 0, 7, 0, 0, 1, 0xFF, 0xFE, 0x15, 0x26, 0x61, 0])
  }

  @Test(
    arguments: [
      (0, [0, 0, 0, 0]), (127, [0, 0, 0, 127]), (128, [0, 0, 1, 0]),
      (257, [0, 0, 2, 1]), ((1 << 28) - 1, [127, 127, 127, 127]),
    ] as [(Int, [UInt8])])
  func `the tag's own size has seven bits a byte`(count: Int, bytes: [UInt8]) {
    #expect(ID3Tag.synchsafe(count) == bytes)
  }

  @Test func `a frame above 127 bytes has a plain size`() throws {
    let bytes = try tag(MediaMetadata(tags: ["title": String(repeating: "a", count: 299)]))
    #expect(Array(bytes[14..<18]) == [0, 0, 1, 44])
  }

  @Test(
    arguments: [
      ("2026", ["TYER"]), ("2026-12-01", ["TYER", "TDAT", "TRDA"]),
      ("2026-12-01T20:15:00+01:00", ["TYER", "TDAT", "TIME", "TRDA"]),
      ("2026-12", ["TYER", "TRDA"]), ("vers 1998", ["TRDA"]), ("", []),
    ] as [(String, [String])])
  func `a date is split as 2.3 splits it`(text: String, ids: [String]) {
    let frames = ID3Date(text).frames
    #expect(frames.map { String(decoding: $0.bytes.prefix(4), as: UTF8.self) } == ids)
  }

  @Test func `a NUL cannot cut a field in two`() throws {
    #expect(
      try tag(MediaMetadata(tags: ["title": "a\0b"])) == tag(MediaMetadata(tags: ["title": "ab"])))
  }

  @Test(arguments: [1, 255, 256, 300, 510, 511])
  func `every table counts 1 to 255 entries, one is the root, and all chapters hang below it`(
    count: Int
  ) throws {
    let marks = ChapterTable(
      (0..<count).map { Chapter(startSeconds: Double($0), title: "n° \($0) ☕") },
      durationSeconds: Double(count)
    ).marks
    let parsed = try ID3Chapters(marks, title: "Tout").frames.map(ParsedFrame.init)
    let tables = parsed.filter { $0.id == "CTOC" }
    let chapters = parsed.filter { $0.id == "CHAP" }
    #expect(chapters.count == count)
    #expect(Set(parsed.map(\.element)).count == parsed.count, "element ids are unique")
    #expect(tables.allSatisfy { (1...255).contains($0.children.count) })
    #expect(tables.filter { $0.flags & 2 != 0 }.map(\.element) == ["toc"])
    #expect(tables.allSatisfy { $0.flags & 1 != 0 })
    #expect(tables[0].subframes.first?.starts(with: Array("TIT2".utf8)) == true)
    // Walking down from the root meets every chapter once, in order.
    var walked: [String] = []
    func walk(_ id: String) throws {
      if let table = tables.first(where: { $0.element == id }) {
        try table.children.forEach(walk)
      } else {
        walked.append(id)
      }
    }
    try walk("toc")
    #expect(walked == chapters.map(\.element))
  }
}

/// A CHAP or CTOC frame taken apart again.
private struct ParsedFrame {
  var id: String
  var element: String
  var flags: UInt8 = 0
  var children: [String] = []
  var subframes: [[UInt8]] = []

  init(_ frame: ID3Frame) throws {
    id = String(decoding: frame.bytes.prefix(4), as: UTF8.self)
    let size = frame.bytes[4..<8].reduce(0) { $0 << 8 | Int($1) }
    var rest = Array(frame.bytes.dropFirst(10))
    try #require(rest.count == size)
    func word() -> String {
      let end = rest.firstIndex(of: 0)!
      defer { rest.removeFirst(end + 1) }
      return String(decoding: rest[..<end], as: UTF8.self)
    }
    element = word()
    if id == "CTOC" {
      flags = rest[0]
      let count = Int(rest[1])
      rest.removeFirst(2)
      for _ in 0..<count { children.append(word()) }
    } else {
      rest.removeFirst(16)
    }
    while !rest.isEmpty {
      let count = 10 + rest[4..<8].reduce(0) { $0 << 8 | Int($1) }
      subframes.append(Array(rest.prefix(count)))
      rest.removeFirst(count)
    }
  }
}
