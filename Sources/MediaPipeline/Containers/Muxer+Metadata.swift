internal import FFmpegShim
internal import MediaProtocol

extension Muxer {
  /// Gives the container its metadata, then writes its header.
  ///
  /// An MP3's whole tag is ours (``ID3Tag``); elsewhere the container's own writer places tags,
  /// cover and chapters, save for what it has no place for: Ogg's cover and the chapters of Ogg and
  /// FLAC are Vorbis comments.
  func begin(
    _ metadata: MediaMetadata, _ format: DeliverableFormat, durationSeconds: Double
  ) throws(MediaError) {
    switch format {
    case .mp3:
      try prepend(ID3Tag(metadata, durationSeconds: durationSeconds).bytes())
    case .m4a:
      try setTags(metadata)
      try addChapters(ChapterTable(metadata.chapters, durationSeconds: durationSeconds))
      if let cover = metadata.cover { try attach(cover) }
    case .flac:
      try setTags(metadata)
      try setComments(ChapterTable(metadata.chapters, durationSeconds: durationSeconds).comments)
      if let cover = metadata.cover { try attach(cover) }
    case .opus:
      try setTags(metadata)
      try setComments(ChapterTable(metadata.chapters, durationSeconds: durationSeconds).comments)
      if let cover = metadata.cover { try setComments([PictureBlock(cover).comment]) }
    case .wav:
      try setTags(metadata)
    }
    try check(unsafe fs_muxer_begin(handle), "write the header")
  }

  private func prepend(_ tag: [UInt8]) throws(MediaError) {
    let code = unsafe tag.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return Int32(0) }
      return unsafe fs_muxer_prepend(handle, base, bytes.count)
    }
    try check(code, "write the tag")
  }

  private func setTags(_ metadata: MediaMetadata) throws(MediaError) {
    // In order of key, so that the same metadata gives the same bytes.
    try setComments(metadata.tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  private func setComments(_ comments: [(key: String, value: String)]) throws(MediaError) {
    for (key, value) in comments {
      try check(unsafe fs_muxer_set_tag(handle, key, value), "set the tag \(key)")
    }
  }

  private func addChapters(_ table: ChapterTable) throws(MediaError) {
    for mark in table.marks {
      let code = unsafe fs_muxer_add_chapter(
        handle, mark.startMilliseconds, mark.endMilliseconds, mark.title)
      try check(code, "add a chapter")
    }
  }

  private func attach(_ cover: CoverImage) throws(MediaError) {
    let code = unsafe cover.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return Int32(0) }
      return unsafe fs_muxer_set_cover(
        handle, base, bytes.count, cover.kind == .png ? 1 : 0, Int32(cover.width),
        Int32(cover.height))
    }
    try check(code, "attach the cover")
  }
}
