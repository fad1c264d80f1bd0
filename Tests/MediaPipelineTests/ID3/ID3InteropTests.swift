import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// The tag as independent readers see it.
@Suite struct ID3InteropTests {
  static let chapterCount = 300

  /// 300 chapters with accents, a link and a picture; cover, comment, date.
  private func metadata() throws -> MediaMetadata {
    let picture = try CoverImage(bytes: Pictures.png)
    var chapters = (0..<Self.chapterCount).map {
      Chapter(startSeconds: Double($0) / 100, title: "Chapitre \($0) — ☕️")
    }
    chapters[1].link = "https://example.org/é?a=1"
    chapters[1].image = picture
    return MediaMetadata(
      tags: [
        "title": "Épisode 1 — L’atelier", "artist": "e-square", "album": "Le Tiers-Lieu",
        "date": "2026-12-01", "track": "7", "comment": "Нумер 1\nligne 2", "language": "fra",
        "genre": "Podcast", "lyrics": "Mot à mot", "description": "Été",
      ], chapters: chapters, cover: picture)
  }

  @Test(
    .enabled(if: Tools.mutagen != nil || Tools.required, "PyPI mutagen is not installed"),
    arguments: [3, 4])
  func `links and pictures of chapters that mutagen wrote are read`(version: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("tag.mp3")
    let picture = folder.file("picture.png")
    try Data(Pictures.png).write(to: picture)
    let script = """
      import sys
      from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, WXXX
      tag = ID3()
      tag.add(TIT2(encoding=1, text="Épisode"))
      tag.add(CTOC(element_id="toc", flags=3, child_element_ids=["a", "b", "c"],
                   sub_frames=[TIT2(encoding=0, text="All")]))
      image = open(sys.argv[2], "rb").read()
      def add(name, start, frames):
          tag.add(CHAP(element_id=name, start_time=start, end_time=start + 1000,
                       sub_frames=[TIT2(encoding=1, text=name)] + frames))
      add("a", 0, [])
      add("b", 70000, [WXXX(encoding=1, desc="Länk", url="https://example.org/b")])
      add("c", 90500, [APIC(encoding=1, mime="image/png", type=0, desc="Bild", data=image),
                       WXXX(encoding=0, desc="", url="https://example.org/c")])
      tag.save(sys.argv[1], v2_version=int(sys.argv[3]))
      """
    _ = try Tools.run(
      #require(Tools.mutagen), ["-c", script, url.path, picture.path, "\(version)"])
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    let parts = ID3ChapterParts(descriptor: file.descriptor).parts
    #expect(
      parts == [
        70_000: .init(link: "https://example.org/b", image: nil),
        90_500: .init(link: "https://example.org/c", image: Pictures.png),
      ])
  }

  @Test func `a tag that ends anywhere, or lies about its sizes, has only parts that are whole`()
    throws
  {
    let folder = try TemporaryFolder()
    let whole = try ID3Tag(metadata(), durationSeconds: 3).bytes()
    let url = folder.file("cut.mp3")
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<2_000, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      try Data(bytes.prefix(.random(in: 0...whole.count, using: &generator))).write(to: url)
      let file = try OpenFile(reading: url)
      defer { withExtendedLifetime(file) {} }
      #expect(ID3ChapterParts(descriptor: file.descriptor).parts.count <= Self.chapterCount)
    }
  }

  @Test(.enabled(if: Tools.mutagen != nil || Tools.required, "PyPI mutagen is not installed"))
  func `mutagen reads every field, chapter, picture and link`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("tag.id3")
    try Data(ID3Tag(metadata(), durationSeconds: 3).bytes()).write(to: url)
    let script = """
      import json, sys
      from mutagen.id3 import ID3
      tag = ID3(sys.argv[1], translate=False)
      chapters = [tag[key] for key in tag if key.startswith("CHAP")]
      chapters.sort(key=lambda c: c.start_time)
      print(json.dumps({
        "version": list(tag.version), "unknown": len(tag.unknown_frames),
        "text": {f: str(tag[f]) for f in
                 ["TIT2", "TPE1", "TALB", "TYER", "TDAT", "TRCK", "TCON", "TLAN", "TRDA"]},
        "comment": [(c.lang, c.desc, c.text[0]) for c in tag.getall("COMM")][0],
        "words": [(u.lang, u.desc, u.text) for u in tag.getall("USLT")],
        "own": [(t.desc, t.text[0]) for t in tag.getall("TXXX")],
        "cover": [(p.mime, int(p.type), len(p.data)) for p in tag.getall("APIC")][0],
        "tables": [(t.element_id, int(t.flags), len(t.child_element_ids),
                    str(t.sub_frames["TIT2"])) for t in tag.getall("CTOC")],
        "count": len(chapters),
        "last": [chapters[-1].start_time, chapters[-1].end_time,
                 str(chapters[-1].sub_frames["TIT2"])],
        "link": [f.url for f in chapters[1].sub_frames.getall("WXXX")],
        "image": [(p.mime, len(p.data)) for p in chapters[1].sub_frames.getall("APIC")],
      }, ensure_ascii=False, sort_keys=True))
      """
    let text = try Tools.run(#require(Tools.mutagen), ["-c", script, url.path])
    let found = try JSONDecoder().decode(Found.self, from: Data(text.utf8))
    #expect(found.version == [2, 3, 0])
    #expect(found.unknown == 0)
    #expect(
      found.text == [
        "TIT2": "Épisode 1 — L’atelier", "TPE1": "e-square", "TALB": "Le Tiers-Lieu",
        "TYER": "2026", "TDAT": "0112", "TRCK": "7", "TCON": "Podcast", "TLAN": "fra",
        "TRDA": "2026-12-01",
      ])
    #expect(found.comment == ["fra", "", "Нумер 1\nligne 2"])
    #expect(found.count == Self.chapterCount)
    #expect(
      Set(found.tables.map(\.description)) == [
        "toc 3 2 Épisode 1 — L’atelier", "toc1-0 1 255 1–255", "toc1-1 1 45 256–300",
      ])
    #expect(found.link == ["https://example.org/%C3%A9?a=1"])
    #expect(text.contains(#""cover": ["image/png", 3, \#(Pictures.png.count)]"#))
    #expect(text.contains(#""image": [["image/png", \#(Pictures.png.count)]]"#))
    #expect(text.contains(#""words": [["fra", "", "Mot à mot"]]"#), "\(text)")
    #expect(text.contains(#""own": [["description", "Été"]]"#), "\(text)")
    #expect(text.contains(#""last": [2990, 3000, "Chapitre 299 — ☕️"]"#))
  }

  private struct Found: Decodable {
    struct Table: Decodable, CustomStringConvertible {
      var description: String
      init(from decoder: any Decoder) throws {
        var parts = try decoder.unkeyedContainer()
        let id = try parts.decode(String.self)
        let flags = try parts.decode(Int.self)
        let count = try parts.decode(Int.self)
        description = "\(id) \(flags) \(count) \(try parts.decode(String.self))"
      }
    }
    var version: [Int]
    var unknown: Int
    var text: [String: String]
    var comment: [String]
    var tables: [Table]
    var count: Int
    var link: [String]
  }
}
