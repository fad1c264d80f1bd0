internal import MediaProtocol

/// The request's tags, chapters and cover over those of the input, which stay unless replaced.
struct MetadataMerge {
  let merged: MediaMetadata

  /// Generic keys that are carried over from the input.
  private static let keptKeys = [
    "title", "artist", "album_artist", "album", "date", "track", "genre", "comment", "copyright",
    "language",
  ]

  /// Reads the input's own and lays the request's over them.
  ///
  /// Only a single input keeps its own: of several joined ones, none speaks for the whole.
  init(
    request: ProcessRequest, cover: [UInt8]?, set: InputSet, stop: StopFlag
  ) throws(MediaError) {
    var metadata = MediaMetadata()
    if set.inputs.count == 1 { metadata = try Self.own(set.inputs[0], stop) }
    let tags = request.tags
    let wanted: [(String, String?)] = [
      ("title", tags.title), ("artist", tags.artist), ("album", tags.album), ("date", tags.date),
      ("track", tags.track.map(String.init)), ("comment", tags.comment),
    ]
    for case (let key, let value?) in wanted { metadata.tags[key] = value }
    if !request.chapters.isEmpty {
      metadata.chapters = request.chapters.map {
        Chapter(startSeconds: $0.startSeconds, title: $0.title)
      }
    }
    if let cover {
      do {
        metadata.cover = try CoverImage(bytes: cover)
      } catch {
        throw error.about(request.coverPath ?? "")
      }
    }
    merged = metadata
  }

  private static func own(
    _ input: RenderInput, _ stop: StopFlag
  ) throws(MediaError) -> MediaMetadata {
    let reader = try MediaReader(descriptor: input.descriptor, stop: stop)
    var metadata = MediaMetadata(chapters: reader.chapters)
    for key in keptKeys { metadata.tags[key] = reader.tag(key) }
    // An input's picture that is broken or too large is left behind: it never costs the audio.
    metadata.cover = reader.coverBytes.flatMap { try? CoverImage(bytes: $0) }
    return metadata
  }
}
