import Foundation

/// Files of text that people hand in: notes, transcripts, chapters.
enum TextFile {
  /// Reads a whole file, and nothing less.
  ///
  /// Read as if it were UTF-8, « Invité » in Latin-1 would be published with a hole in it.
  ///
  /// - Parameters:
  ///   - path: as typed.
  ///   - limitBytes: the most bytes that are read.
  /// - Returns: the text, without a byte order mark.
  /// - Throws: ``UsageRefusal`` when there is no such file, it is larger, or it is not UTF-8.
  static func read(_ path: String, _ limitBytes: Int) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw UsageRefusal.unreadableFile(path)
    }
    defer { try? file.close() }  // nothing was written
    // A folder opens and does not read.
    guard let bytes = try? file.read(upToCount: limitBytes + 1) ?? Data() else {
      throw UsageRefusal.unreadableFile(path)
    }
    guard bytes.count <= limitBytes else {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      throw UsageRefusal.tooLargeFile(
        path, actual: max(size ?? 0, bytes.count), limit: limitBytes)
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard
      let text = String(
        validating: bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes, as: UTF8.self)
    else { throw UsageRefusal.unreadableFile(path) }
    return text
  }
}
