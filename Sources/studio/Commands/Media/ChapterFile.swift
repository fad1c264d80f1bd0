import Foundation
import MediaProtocol
import PodcastFeed

/// Reads chapters for a deliverable: lines of `00:12:03 Title`, or a JSON chapters file.
enum ChapterFile {
  /// Larger than any list of chapters, bytes.
  private static let maximumBytes = 1 << 20

  /// The marks of a file.
  ///
  /// - Parameter path: as typed; nil gives no marks.
  /// - Returns: the chapters that players list, in order of time.
  /// - Throws: ``UsageRefusal`` when there is no such file, or it is no text of that size,
  ///   ``FeedError`` when it holds something else.
  static func marks(_ path: String?) throws -> [ChapterMark] {
    guard let path else { return [] }
    let text = try TextFile.read(path, maximumBytes)
    return try ChapterList.read(Array(text.utf8), keepsLocalImages: true).filter(\.isListed).map {
      chapter in
      var mark = ChapterMark(
        startSeconds: Double(chapter.startMilliseconds) / 1000, title: chapter.title,
        endSeconds: chapter.endMilliseconds.map { Double($0) / 1000 }, link: chapter.url)
      mark.imagePath = chapter.imageURL.flatMap { localPath($0, beside: path) }
      return mark
    }
  }

  /// The path of a picture that is named without a scheme, beside the chapters file; nil for one that
  /// lies on the web, which is never fetched.
  private static func localPath(_ image: String, beside file: String) -> String? {
    guard !image.isEmpty, URL(string: image)?.scheme == nil else { return nil }
    return URL(filePath: image, relativeTo: URL(filePath: file).deletingLastPathComponent()).path
  }
}
