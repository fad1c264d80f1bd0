import MediaProtocol

/// What a deliverable says about itself besides its sound.
public struct MediaMetadata: Sendable, Hashable {
  /// Tags by FFmpeg's generic key: `title`, `artist`, `album`, `date`, `genre`, `comment`, ….
  public var tags: [String: String]
  /// Chapters in any order.
  public var chapters: [Chapter]
  /// The front cover.
  public var cover: CoverImage?

  /// Gathers metadata.
  ///
  /// - Parameters:
  ///   - tags: text by generic key.
  ///   - chapters: marks in any order.
  ///   - cover: the front cover.
  public init(tags: [String: String] = [:], chapters: [Chapter] = [], cover: CoverImage? = nil) {
    self.tags = tags
    self.chapters = chapters
    self.cover = cover
  }

  /// What of it will not be in the files.
  ///
  /// - Parameters:
  ///   - formats: the kinds of file; a WAV carries neither chapters nor a picture.
  ///   - seconds: the playing time.
  /// - Returns: what a person should know.
  func losses(in formats: [DeliverableFormat], _ seconds: Double) -> [MediaWarning] {
    var found: [MediaWarning] = []
    if formats.contains(.wav), cover != nil || !chapters.isEmpty { found.append(.extrasLeftOut) }
    let withoutLinks = formats.contains(.m4a) && chapters.contains { $0.link != nil }
    let withoutPictures =
      formats.contains { [.m4a, .opus, .flac].contains($0) }
      && chapters.contains { $0.image != nil }
    if withoutLinks || withoutPictures { found.append(.chapterPartsLeftOut) }
    let numbered = formats.contains { [.opus, .flac].contains($0) }
    if numbered, chapters.count > ChapterTable.maxComments { found.append(.chaptersLeftOut) }
    if chapters.contains(where: { $0.startSeconds >= seconds }) { found.append(.chaptersBeyondEnd) }
    return found
  }
}
