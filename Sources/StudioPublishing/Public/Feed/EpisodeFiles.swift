import Crypto
import Foundation
import PodcastFeed

/// The files beside an episode's audio: chapters and transcripts, named by their bytes.
struct EpisodeFiles {
  /// One file under `public/media/side/`.
  struct SideFile {
    /// Its name: the hash of its bytes and an extension.
    let name: String
    /// Its content; nil where only the name is wanted.
    let bytes: [UInt8]?
  }

  /// JSON chapters; nil for an episode without chapters.
  let chapters: SideFile?
  /// Transcripts, what Apple reads first.
  let transcripts: [(format: TranscriptFormat, file: SideFile)]

  /// Every file.
  var all: [SideFile] { [chapters].compactMap(\.self) + transcripts.map(\.file) }

  /// Writes an episode's side files.
  ///
  /// - Parameters:
  ///   - episode: an episode with a render.
  ///   - transcript: its words, when it has any.
  /// - Throws: what the writers throw, which strings and numbers do not provoke.
  init(_ episode: Episode, transcript: Transcript?) throws {
    let marks = episode.audibleChapters
    chapters =
      marks.isEmpty ? nil : Self.file(try ChaptersJSON.write(marks), "chapters.json")
    transcripts =
      try transcript.map { words in
        try Self.formats.map { ($0.format, Self.file(try words.write($0.format), $0.extension)) }
      } ?? []
  }

  /// Names that stand in for those of the real files, to check an episode before its words are
  /// read.
  ///
  /// - Parameter episode: any episode.
  init(namesFor episode: Episode) {
    let stand = episode.details.transcript?.sha256 ?? String(repeating: "0", count: 64)
    chapters =
      episode.audibleChapters.isEmpty
      ? nil : SideFile(name: "\(stand).chapters.json", bytes: nil)
    transcripts =
      episode.details.transcript == nil
      ? []
      : Self.formats.map { ($0.format, SideFile(name: "\(stand).\($0.extension)", bytes: nil)) }
  }

  /// The formats a transcript is published in, in the order of the feed.
  private static let formats: [(format: TranscriptFormat, extension: String)] = [
    (.webVTT, "vtt"), (.subRip, "srt"), (.json, "json"), (.html, "html"),
  ]

  private static func file(_ bytes: [UInt8], _ fileExtension: String) -> SideFile {
    let hash = Hexadecimal.text(SHA256.hash(data: bytes))
    return SideFile(name: "\(hash).\(fileExtension)", bytes: bytes)
  }
}

extension Episode {
  /// The chapters as every file says them: in order, none at the millisecond of another, none at or
  /// beyond the end.
  var audibleChapters: [Chapter] {
    guard let seconds = render?.deliverables.first?.durationSeconds else {
      return details.chapters.audible(withinMilliseconds: .max)
    }
    return details.chapters.audible(withinMilliseconds: Int64((seconds * 1000).rounded()))
  }

  /// How many chapters listeners will not have: beyond the sound, or where another one begins.
  public var unheardChapters: Int { details.chapters.count - audibleChapters.count }

  /// Whether the published file holds other chapters than the episode has now.
  public var hasOtherChaptersInFile: Bool {
    render.map { $0.chapters != details.chapters.filter(\.isListed) } ?? false
  }
}
