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
  /// - Throws: ``UsageRefusal`` when there is no such file, ``FeedError`` when it holds something
  ///   else.
  static func marks(_ path: String?) throws -> [ChapterMark] {
    guard let path else { return [] }
    guard let file = FileHandle(forReadingAtPath: path),
      let bytes = try file.read(upToCount: maximumBytes)
    else { throw UsageRefusal.unreadableFile(path) }
    return try ChapterList.read(Array(bytes)).filter(\.isListed).map {
      ChapterMark(
        startSeconds: Double($0.startMilliseconds) / 1000, title: $0.title,
        endSeconds: $0.endMilliseconds.map { Double($0) / 1000 }, link: $0.url)
    }
  }
}
