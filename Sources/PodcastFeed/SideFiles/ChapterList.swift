/// Chapters as people type them: one line a chapter, `00:12:03 Title`.
public enum ChapterList {
  /// Reads typed chapters, or a JSON chapters file.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark; a file that begins with `{` is read as JSON
  ///     chapters.
  ///   - keepsLocalImages: as in ``ChaptersJSON/read(_:keepsLocalImages:)``.
  /// - Returns: the chapters in order of time.
  /// - Throws: ``FeedError`` with code `chapters_unreadable`, naming the line.
  public static func read(
    _ bytes: [UInt8], keepsLocalImages: Bool = false
  ) throws(FeedError) -> [Chapter] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    // Read as if it were UTF-8, « Invité » in Latin-1 would be published with a hole in it.
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FeedError(.chaptersUnreadable, ["detail": "UTF-8"])
    }
    if text.trimmed.hasPrefix("{") {
      return try ChaptersJSON.read(bytes, keepsLocalImages: keepsLocalImages)
    }
    var chapters: [Chapter] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let line = line.trimmed
      if line.isEmpty { continue }
      let time = line.prefix { !$0.isWhitespace }
      guard let start = NormalPlayTime.milliseconds(of: time) else {
        throw FeedError(.chaptersUnreadable, ["detail": "\(number + 1): \(line.prefix(80))"])
      }
      let title = line.dropFirst(time.count).trimmed
      let isDashed = title.hasPrefix("- ") || title.hasPrefix("– ") || title.hasPrefix("— ")
      chapters.append(
        Chapter(
          startMilliseconds: start,
          title: PlainText.title(isDashed ? String(title.dropFirst(2)) : title)))
    }
    return chapters.sorted { $0.startMilliseconds < $1.startMilliseconds }
  }

  /// Writes chapters the way ``read(_:)`` takes them.
  ///
  /// - Parameter chapters: in order of time.
  /// - Returns: one line a chapter.
  public static func text(_ chapters: [Chapter]) -> String {
    chapters.map {
      "\(NormalPlayTime.clock(milliseconds: $0.startMilliseconds)) \(PlainText.title($0.title))\n"
    }.joined()
  }
}
