internal import FFmpegShim

/// Reads one media file as blocks of planar float; closes FFmpeg's side when it goes away.
///
/// The descriptor is borrowed: it must be a regular file that stays open as long as the reader.
/// FFmpeg never sees a name. Not `Sendable`: one reader belongs to one thread.
@safe public struct MediaReader: ~Copyable {
  /// Frames a block holds at least, except the last one.
  static let blockFrames = 8_192
  /// Frames of encoder padding an MP4 may carry beyond its edit list: two AAC frames with SBR.
  static let maxPaddingFrames = 4_096

  private let demuxer: OpaquePointer
  private let decoder: OpaquePointer
  private let stop: StopFlag
  private let descriptor: Int32
  /// What the file says about its audio.
  public let source: SourceDescription
  /// Frames given so far.
  public private(set) var framesRead = 0
  /// Only MP4 leaves the end padding to the reader; elsewhere the decoder skips it.
  private let trims: Bool
  private var trimmer: PaddingTrimmer
  private var trimmed = BlockFeed()
  private var ended = false

  /// Opens a file and its best audio stream.
  ///
  /// - Parameters:
  ///   - descriptor: an open, readable regular file.
  ///   - track: which of its audio streams, counted from 1; `nil` takes the default or best one.
  ///   - stop: ends the read early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` with code `emptyInput`, `unsupportedFormat`, `noAudio`,
  ///   `noSuchTrack`, `unreadable` or `cancelled`.
  public init(
    descriptor: Int32, track: Int? = nil, stop: StopFlag, sanitises: Bool = true
  ) throws(MediaError) {
    var opened: OpaquePointer?
    let number = Int32(clamping: track ?? 0)
    let code = unsafe fs_demuxer_open_track(descriptor, number, stop.handle, &opened)
    guard let demuxer = unsafe opened else {
      if code == FS_NO_TRACK { throw MediaError(.noSuchTrack, detail: "\(number)") }
      throw .ffmpeg(code, "open", fallback: .unreadable)
    }
    var made: OpaquePointer?
    let decoderCode = unsafe fs_decoder_open(demuxer, sanitises ? 1 : 0, &made)
    guard let decoder = unsafe made else {
      unsafe fs_demuxer_close(demuxer)
      throw .ffmpeg(decoderCode, "open the decoder", fallback: .unreadable)
    }
    let source = unsafe Self.describe(demuxer)
    unsafe self.demuxer = demuxer
    unsafe self.decoder = decoder
    self.stop = stop
    self.descriptor = descriptor
    self.source = source
    trims = source.container.hasPrefix("mov") && source.codec == "aac"
    trimmer = PaddingTrimmer(
      limit: trims ? source.claimedFrames : nil, channelCount: source.format.channelCount)
  }

  deinit {
    unsafe fs_decoder_close(decoder)
    unsafe fs_demuxer_close(demuxer)
  }

  /// Rate and roles of every block.
  public var format: AudioFormat { source.format }

  /// Decodes on.
  ///
  /// - Returns: the next frames, at least one; `nil` at the end.
  /// - Throws: ``MediaError`` with code `unreadable` or `cancelled`.
  public mutating func next() throws(MediaError) -> AudioBlock? {
    while !ended {
      var block = try fill()
      block = trimmer.pass(block)
      guard !block.isEmpty else { continue }
      framesRead += block.frameCount
      return block
    }
    return nil
  }

  /// Bytes read, of all bytes, 0…1; durations lie, sizes do not.
  public var fraction: Double {
    var read: Int64 = 0
    var size: Int64 = 0
    unsafe fs_demuxer_position(demuxer, &read, &size)
    return size > 0 ? min(1, Double(read) / Double(size)) : 0
  }

  /// What went wrong so far.
  public var faults: ReadFaults {
    var counts = fs_decoder_counts()
    unsafe fs_decoder_get_counts(decoder, &counts)
    return ReadFaults(
      damagedPackets: counts.damaged_packets, repairedSamples: counts.repaired_samples,
      readError: counts.read_error < 0 ? counts.read_error : nil)
  }

  /// A tag of the file by FFmpeg's generic key, at most 64 KiB.
  ///
  /// - Parameter key: `title`, `artist`, `album`, `date`, `comment`, …
  /// - Returns: its text, `nil` when the file has none.
  public func tag(_ key: String) -> String? {
    let text = unsafe FileText.read(capacity: Int(FS_MAX_TAG_BYTES)) {
      _ = unsafe fs_demuxer_tag(demuxer, key, $0, $1)
    }
    return text.isEmpty ? nil : text
  }

  /// Whether the file has more chapters than are read.
  public var omitsChapters: Bool { unsafe fs_demuxer_omits_chapters(demuxer) == 1 }

  /// The file's chapters, at most the first 4,096.
  ///
  /// Of an MP3 also their links and those pictures that can be shown, of Ogg and FLAC their links.
  public var chapters: [Chapter] {
    let count = unsafe fs_demuxer_chapter_count(demuxer)
    let isMP3 = source.container == "mp3"
    let parts = isMP3 && count > 0 ? ID3ChapterParts(descriptor: descriptor).parts : [:]
    var found = (0..<count).map { index in
      var id: Int64 = 0
      var start = 0.0
      var end = 0.0
      let title = unsafe FileText.read(capacity: Int(FS_MAX_TAG_BYTES)) {
        unsafe $0[0] = 0
        _ = unsafe fs_demuxer_chapter(demuxer, index, &id, &start, &end, $0, $1)
      }
      let part = parts[Int64((start * 1000).rounded())]
      return Chapter(
        startSeconds: start, title: title, endSeconds: end,
        link: isMP3 ? part?.link : tag(ChapterTable.commentKey(id) + "URL"),
        image: part?.image.flatMap { try? CoverImage(bytes: $0) })
    }
    for index in found.indices { found[index].endSeconds = Self.ownEnd(index, of: found) }
    return found
  }

  /// The end of a chapter when there is a gap behind it; `nil` where the next one starts, and for
  /// the last, whose end is the file's or nearly so.
  private static func ownEnd(_ index: Int, of chapters: [Chapter]) -> Double? {
    guard index + 1 < chapters.count, let end = chapters[index].endSeconds,
      end > chapters[index].startSeconds,
      // Containers count in milliseconds.
      end < chapters[index + 1].startSeconds - 0.0015
    else { return nil }
    return end
  }

  /// The bytes of the file's attached picture, of whatever kind; `nil` when it has none.
  public var coverBytes: [UInt8]? {
    var bytes: UnsafePointer<UInt8>?
    let count = unsafe fs_demuxer_cover(demuxer, &bytes)
    guard count > 0, let bytes = unsafe bytes else { return nil }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// Decodes frames into what a block has room for.
  ///
  /// - Parameters:
  ///   - block: has the reader's channels; receives the frames behind its valid ones.
  ///   - frames: how many at most; at least 1, within the block's capacity.
  /// - Throws: ``MediaError`` with code `unreadable` or `cancelled`.
  mutating func read(into block: inout AudioBlock, upTo frames: Int) throws(MediaError) {
    precondition(block.frameCount + frames <= block.capacity, "more frames than there is room for")
    guard !trims else {
      var feed = trimmed
      defer { trimmed = feed }
      return try feed.read(into: &block, upTo: frames) { () throws(MediaError) in try next() }
    }
    let before = block.frameCount
    while !ended && block.frameCount == before { try decode(into: &block, upTo: frames) }
    framesRead += block.frameCount - before
  }

  /// Moves on to a frame, where the file allows that exactly.
  ///
  /// - Parameter frame: counted from the file's first; within it.
  /// - Returns: `false`, with the reader where it was, when it can only be read through.
  /// - Throws: ``MediaError`` with code `unreadable` when what follows cannot be read any more.
  mutating func seek(to frame: Int) throws(MediaError) -> Bool {
    guard !trims else { return false }
    let code = unsafe fs_decoder_seek(decoder, Int64(frame))
    if code == FS_NOT_SEEKABLE { return false }
    guard code >= 0 else { throw .ffmpeg(code, "seek", fallback: .unreadable) }
    ended = false
    framesRead = frame
    return true
  }

  /// Gathers decoded frames until a block is full or the stream ends.
  private mutating func fill() throws(MediaError) -> AudioBlock {
    var block = AudioBlock(channelCount: format.channelCount, capacity: Self.blockFrames)
    while !ended && block.frameCount < Self.blockFrames {
      try decode(into: &block, upTo: Self.blockFrames - block.frameCount)
    }
    return block
  }

  /// Decodes 1 to `frames` frames, or notices the end.
  private mutating func decode(
    into block: inout AudioBlock, upTo frames: Int
  ) throws(MediaError) {
    var code: Int32 = 0
    let decoder = unsafe decoder
    unsafe block.withFreePlanes { planes in
      var made: Int32 = 0
      unsafe code = fs_decoder_read(decoder, planes, Int32(frames), &made)
      return Int(made)
    }
    if code == fs_end_of_file {
      ended = true
    } else if code < 0 {
      throw .ffmpeg(code, "decode", fallback: .unreadable)
    }
  }

  private static func describe(_ demuxer: OpaquePointer) -> SourceDescription {
    var info = fs_audio_info()
    unsafe fs_demuxer_audio_info(demuxer, &info)
    let channels = Int(info.channels)
    let roles = unsafe withUnsafeBytes(of: info.roles) { bytes in
      unsafe bytes.bindMemory(to: Int32.self).prefix(channels).map(ChannelRole.init(avChannel:))
    }
    return SourceDescription(
      format: AudioFormat(sampleRate: Int(info.sample_rate), roles: roles),
      container: string(info.container), codec: string(info.codec), bitRate: info.bit_rate,
      claimedFrames: info.claimed_frames < 0 ? nil : Int(info.claimed_frames),
      layoutAssumed: info.layout_assumed != 0)
  }

  /// The text in a fixed C array.
  private static func string<Characters>(_ characters: Characters) -> String {
    unsafe withUnsafeBytes(of: characters) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
