/// The ID3v2.3 tag that stands first in an MP3: text, front cover and chapters.
///
/// Version 2.3, because car radios and older players read no 2.4. libavformat's own writer is not
/// used: it names no table of contents, knows no chapter pictures or links, and counts chapters in
/// one byte without a tree.
///
/// - Source: ID3v2.3.0 (id3.org) and ID3v2 Chapter Frame Addendum 1.0.
struct ID3Tag {
  private let frames: [ID3Frame]

  /// Zero bytes behind the frames (§3.1), so that a tag editor can mend a title without moving the
  /// audio.
  static let paddingBytes = 1024
  /// What a synchsafe size of four bytes can say (§3.1): 28 bits.
  static let maxBytes = 1 << 28

  /// The text frame of each generic key, in the order of the tag (§4.2.1).
  private static let textFrames = [
    ("title", "TIT2"), ("artist", "TPE1"), ("album", "TALB"), ("album_artist", "TPE2"),
    ("track", "TRCK"), ("genre", "TCON"), ("copyright", "TCOP"), ("language", "TLAN"),
    ("publisher", "TPUB"), ("composer", "TCOM"), ("disc", "TPOS"), ("performer", "TPE3"),
  ]

  /// Arranges metadata as frames.
  ///
  /// - Parameters:
  ///   - metadata: tags by generic key, chapters in any order, cover.
  ///   - durationSeconds: length of the programme: where the last chapter ends.
  init(_ metadata: MediaMetadata, durationSeconds: Double) {
    let tags = metadata.tags
    var frames = Self.textFrames.compactMap { key, id in
      tags[key].flatMap { $0.isEmpty ? nil : ID3Frame.text(id, Self.value($0, of: id)) }
    }
    if let date = tags["date"] { frames += ID3Date(date).frames }
    let language = Self.languageCode(tags["language"])
    if let comment = tags["comment"], !comment.isEmpty {
      frames.append(.comment(comment, language: language))
    }
    if let words = tags["lyrics"], !words.isEmpty {
      frames.append(.words(words, language: language))
    }
    if let description = tags["description"], !description.isEmpty {
      frames.append(.ownText("description", description))
    }
    let table = ChapterTable(metadata.chapters, durationSeconds: durationSeconds)
    frames += ID3Chapters(table.marks, title: tags["title"] ?? "Chapters").frames
    // Last, so that the text is found without reading past a megabyte of picture.
    if let cover = metadata.cover { frames.append(.picture(cover, kind: 3)) }
    self.frames = frames
  }

  /// The whole tag: header, frames, padding; empty when there is nothing to say.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when the pictures need more than 256 MiB.
  /// - Complexity: O(bytes).
  func bytes() throws(MediaError) -> [UInt8] {
    guard !frames.isEmpty else { return [] }
    var body: [UInt8] = []
    body.reserveCapacity(frames.reduce(Self.paddingBytes) { $0 + $1.bytes.count })
    for frame in frames { body += frame.bytes }
    body += [UInt8](repeating: 0, count: Self.paddingBytes)
    guard body.count < Self.maxBytes else {
      throw MediaError(
        .outputUnwritable, detail: "the tag needs \(body.count) bytes, at most \(Self.maxBytes)")
    }
    // §3.1: "ID3", version 3.0, no flags (no unsynchronisation), size without this header.
    return Array("ID3".utf8) + [3, 0, 0] + Self.synchsafe(body.count) + body
  }

  /// Seven bits a byte, the highest first, so that no byte looks like an MPEG sync word (§3.1).
  static func synchsafe(_ count: Int) -> [UInt8] {
    [21, 14, 7, 0].map { UInt8(count >> $0 & 0x7F) }
  }

  /// A genre that starts with a bracket would be read as the number of one (§4.2.1, TCON).
  private static func value(_ text: String, of id: String) -> String {
    id == "TCON" && text.hasPrefix("(") ? "(" + text : text
  }

  /// Three letters of ISO 639-2, `und` (undetermined) where the tag has anything else.
  private static func languageCode(_ language: String?) -> String {
    guard let language, language.utf8.count == 3,
      language.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) })
    else { return "und" }
    return language.lowercased()
  }
}
