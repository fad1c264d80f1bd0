/// Chapters as frames: one CHAP a chapter, and CTOC frames that list them in order.
///
/// A table of contents counts its entries in one byte. Beyond 255 chapters the top-level table
/// lists tables, each of at most 255 chapters: a valid tree. Readers that take the CHAP frames in
/// their order in the tag (libavformat, AntennaPod) find all of them all the same.
///
/// - Source: ID3v2 Chapter Frame Addendum 1.0, §3.1 (CHAP) and §3.2 (CTOC).
struct ID3Chapters {
  /// The frames in the order of the tag: tables first, the top-level one before the others.
  let frames: [ID3Frame]

  /// Entries one CTOC can count (§3.2: 8 bits).
  static let maxEntries = 255
  /// This table is the root (§3.2, flag a); exactly one may be.
  private static let topLevel: UInt8 = 0x02
  /// §3.2, flag b: the entries play in the order listed.
  private static let ordered: UInt8 = 0x01
  /// §3.1: "the byte offset is not used; go by the time".
  private static let noOffset: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

  private struct Entry {
    var id: String
    var title: String
    /// The first chapter below the entry and the last, counted from 1.
    var span: ClosedRange<Int>
  }

  /// Makes the frames; no chapters make no frames.
  ///
  /// - Parameters:
  ///   - marks: cleaned chapters in order of time.
  ///   - title: the name of the whole table.
  init(_ marks: [ChapterTable.Mark], title: String) {
    guard !marks.isEmpty else {
      frames = []
      return
    }
    var level = marks.indices.map {
      Entry(id: "ch\($0)", title: marks[$0].title, span: $0 + 1...$0 + 1)
    }
    var tables: [ID3Frame] = []
    var depth = 0
    while level.count > Self.maxEntries {
      depth += 1
      let groups = stride(from: 0, to: level.count, by: Self.maxEntries).map {
        Array(level[$0..<min($0 + Self.maxEntries, level.count)])
      }
      var parents: [Entry] = []
      var frames: [ID3Frame] = []
      for (number, group) in groups.enumerated() {
        let span = group[0].span.lowerBound...group[group.count - 1].span.upperBound
        let entry = Entry(
          id: "toc\(depth)-\(number)", title: "\(span.lowerBound)–\(span.upperBound)", span: span)
        frames.append(Self.table(entry.id, group, flags: Self.ordered, title: entry.title))
        parents.append(entry)
      }
      tables = frames + tables
      level = parents
    }
    let root = Self.table("toc", level, flags: Self.topLevel | Self.ordered, title: title)
    frames = [root] + tables + marks.enumerated().map { Self.chapter("ch\($0)", $1) }
  }

  private static func table(
    _ id: String, _ entries: [Entry], flags: UInt8, title: String
  ) -> ID3Frame {
    precondition((1...maxEntries).contains(entries.count), "a table has 1…255 entries")
    var body = Array(id.utf8) + [0, flags, UInt8(entries.count)]
    for entry in entries { body += Array(entry.id.utf8) + [0] }
    return ID3Frame("CTOC", body + ID3Frame.text("TIT2", title).bytes)
  }

  private static func chapter(_ id: String, _ mark: ChapterTable.Mark) -> ID3Frame {
    var body = Array(id.utf8) + [0]
    body += ID3Frame.big32(Int(mark.startMilliseconds))
    body += ID3Frame.big32(Int(mark.endMilliseconds))
    body += noOffset + noOffset
    body += ID3Frame.text("TIT2", mark.title).bytes
    if let link = mark.link {
      // The description is what Apple's and Auphonic's files carry there.
      body += ID3Frame.link(link, description: "chapter url").bytes
    }
    if let image = mark.image { body += ID3Frame.picture(image, kind: 0).bytes }
    return ID3Frame("CHAP", body)
  }
}
