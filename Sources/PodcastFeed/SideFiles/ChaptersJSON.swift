internal import Foundation

/// The JSON chapters file that apps load beside an episode.
///
/// Source: Podcast Namespace JSON chapters 1.2; served as `application/json+chapters`.
public enum ChaptersJSON {
  /// The media type to serve the file with and to name in the feed.
  public static let mediaType = "application/json+chapters"

  /// Writes the file.
  ///
  /// - Parameter chapters: in order of time; unsorted ones are sorted.
  /// - Returns: UTF-8 JSON; the same chapters always give the same bytes.
  /// - Throws: what `JSONEncoder` throws, which strings and numbers do not provoke.
  public static func write(_ chapters: [Chapter]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let sorted = chapters.sorted { $0.startMilliseconds < $1.startMilliseconds }
    let document = Document(version: "1.2.0", chapters: sorted.map(Entry.init))
    return Array(try encoder.encode(document)) + [0x0A]
  }

  /// Reads the file.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 JSON of version 1.x; chapters without a title get an empty one.
  ///   - keepsLocalImages: whether pictures may be named without a scheme, as files beside it.
  /// - Returns: the chapters in order of time.
  /// - Throws: ``FeedError`` with code `chapters_unreadable`.
  public static func read(
    _ bytes: [UInt8], keepsLocalImages: Bool = false
  ) throws(FeedError) -> [Chapter] {
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(bytes))
    } catch {
      throw FeedError(.chaptersUnreadable, ["detail": "\(error)"])
    }
    guard document.chapters.allSatisfy({ (0..<1e7).contains($0.startTime) }) else {
      throw FeedError(.chaptersUnreadable, ["detail": "startTime"])
    }
    var chapters = document.chapters.map(\.chapter)
    for index in chapters.indices {
      try allow(&chapters[index].url, index)
      let image = chapters[index].imageURL ?? ""
      let isLocal = !image.trimmed.isEmpty && URL(string: image)?.scheme == nil
      if !(keepsLocalImages && isLocal) { try allow(&chapters[index].imageURL, index) }
    }
    return chapters.sorted { $0.startMilliseconds < $1.startMilliseconds }
  }

  /// Writes a link in ASCII; one that apps must not open makes the file unreadable.
  private static func allow(_ link: inout String?, _ index: Int) throws(FeedError) {
    guard let given = link, !given.trimmed.isEmpty else { return link = nil }
    guard let allowed = NotesLink.allowed(given) else {
      throw FeedError(.chaptersUnreadable, ["detail": "\(index + 1): \(given.prefix(80))"])
    }
    link = allowed
  }

  private struct Document: Codable {
    var version: String
    var chapters: [Entry]
  }

  private struct Entry: Codable {
    var startTime: Double
    var endTime: Double?
    var title: String?
    var url: String?
    var img: String?
    var toc: Bool?

    init(_ chapter: Chapter) {
      startTime = Double(chapter.startMilliseconds) / 1000
      endTime = chapter.endMilliseconds.map { Double($0) / 1000 }
      title = chapter.title
      url = chapter.url.flatMap(NotesLink.allowed)
      img = chapter.imageURL.flatMap(NotesLink.allowed)
      toc = chapter.isListed ? nil : false
    }

    var chapter: Chapter {
      Chapter(
        startMilliseconds: Int64((startTime * 1000).rounded()), title: title ?? "",
        endMilliseconds: endTime.flatMap {
          (0..<1e7).contains($0) ? Int64(($0 * 1000).rounded()) : nil
        },
        url: url, imageURL: img, isListed: toc ?? true)
    }
  }
}
