internal import MediaProtocol

/// The request's tags, chapters and cover over those of the inputs, which stay unless replaced or
/// left out.
struct MetadataMerge {
  let merged: MediaMetadata
  private(set) var warnings: [MediaWarning] = []

  /// Generic keys that are carried over from the input.
  private static let keptKeys = [
    "title", "artist", "album_artist", "album", "date", "track", "genre", "comment", "copyright",
    "language", "composer", "publisher", "performer", "disc", "description", "lyrics",
  ]

  /// Reads the inputs' own and lays the request's over them.
  ///
  /// Tags and cover are the first input's; chapters are everybody's, moved to where the input lies
  /// in the joined programme, then cut and moved with the wanted part. Chapters of the request are
  /// on the output's timeline already.
  ///
  /// - Parameters:
  ///   - request: what is wanted.
  ///   - cover: the bytes of the request's cover.
  ///   - chapterImages: the bytes of every chapter's picture, by the path the request names.
  ///   - set: the inputs.
  ///   - starts: where each input begins in the joined programme, seconds.
  ///   - stop: ends the work early.
  /// - Throws: ``MediaError`` with code `badCover` for a cover that was asked for; a broken one
  ///   inside an input is left out with a warning, and never costs the audio.
  init(
    request: ProcessRequest, cover: [UInt8]?, chapterImages: [String: [UInt8]] = [:],
    set: InputSet, starts: [Double], stop: StopFlag
  ) throws(MediaError) {
    var metadata = MediaMetadata()
    let leavesOut = Set(request.leavesOut ?? [])
    for (index, input) in set.inputs.enumerated() where index < max(1, starts.count) {
      let reader = try MediaReader(
        descriptor: input.descriptor, track: input.track, stop: stop)
      let start = starts.isEmpty ? 0 : starts[index]
      if !leavesOut.contains(.chapters) {
        metadata.chapters += reader.chapters.map { $0.moved(by: start) }
        if reader.omitsChapters, request.chapters.isEmpty { warnings.append(.chaptersLeftOut) }
      }
      guard index == 0 else { continue }
      if !leavesOut.contains(.tags) {
        for key in Self.keptKeys { metadata.tags[key] = reader.tag(key) }
      }
      if !leavesOut.contains(.cover), cover == nil, let bytes = reader.coverBytes {
        do {
          metadata.cover = try CoverImage(bytes: bytes)
        } catch {
          warnings.append(.coverDropped)
        }
      }
    }
    metadata.chapters = Self.cut(metadata.chapters, to: set.part)
    merged = try Self.laid(request, cover, chapterImages, over: metadata)
  }

  private static func laid(
    _ request: ProcessRequest, _ cover: [UInt8]?, _ images: [String: [UInt8]],
    over own: MediaMetadata
  ) throws(MediaError) -> MediaMetadata {
    var metadata = own
    let tags = request.tags
    let wanted: [(String, String?)] = [
      ("title", tags.title), ("artist", tags.artist), ("album", tags.album), ("date", tags.date),
      ("track", tags.track.map(String.init)), ("comment", tags.comment),
    ]
    for case (let key, let value?) in wanted { metadata.tags[key] = value }
    if !request.chapters.isEmpty {
      metadata.chapters = try chapters(request.chapters, images)
    }
    if let cover {
      do {
        metadata.cover = try CoverImage(bytes: cover)
      } catch {
        throw error.about(request.coverPath ?? "")
      }
    }
    return metadata
  }

  private static func chapters(
    _ marks: [ChapterMark], _ images: [String: [UInt8]]
  ) throws(MediaError) -> [Chapter] {
    var chapters: [Chapter] = []
    for mark in marks {
      var chapter = Chapter(
        startSeconds: mark.startSeconds, title: mark.title, endSeconds: mark.endSeconds,
        link: mark.link)
      if let path = mark.imagePath {
        do {
          chapter.image = try CoverImage(bytes: images[path] ?? [])
        } catch {
          throw error.about(path)
        }
      }
      chapters.append(chapter)
    }
    return chapters
  }

  /// Chapters of the joined programme on the timeline of its wanted part.
  ///
  /// One that is going on where the part begins starts with it.
  static func cut(_ chapters: [Chapter], to part: ProgrammePart) -> [Chapter] {
    guard !part.isWhole else { return chapters }
    let ordered = chapters.sorted { $0.startSeconds < $1.startSeconds }
    let from = part.fromSeconds ?? 0
    let to = part.toSeconds ?? .infinity
    return ordered.indices.compactMap { index in
      let chapter = ordered[index]
      let next = index + 1 < ordered.count ? ordered[index + 1].startSeconds : .infinity
      guard chapter.startSeconds < to, min(chapter.endSeconds ?? next, next) > from else {
        return nil
      }
      var cut = chapter
      cut.startSeconds = max(chapter.startSeconds, from)
      cut.endSeconds = chapter.endSeconds.map { min($0, to) }
      return cut.moved(by: -from)
    }
  }
}

extension Chapter {
  /// The same chapter, so many seconds later.
  func moved(by seconds: Double) -> Chapter {
    var moved = self
    moved.startSeconds += seconds
    moved.endSeconds = endSeconds.map { $0 + seconds }
    return moved
  }
}
