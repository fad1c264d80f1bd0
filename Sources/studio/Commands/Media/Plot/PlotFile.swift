import Foundation

/// A plot on disk: there whole or not at all.
enum PlotFile {
  /// Looks whether a picture can be written, before an hour of work.
  ///
  /// - Parameter path: as typed.
  /// - Throws: ``UsageRefusal`` when its folder is absent or not writable.
  static func checkFolder(of path: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw UsageRefusal.unwritableFile(path)
    }
  }

  /// Writes a picture.
  ///
  /// - Parameters:
  ///   - svg: the picture.
  ///   - path: as typed.
  /// - Throws: ``UsageRefusal`` when it cannot be written.
  static func write(_ svg: String, to path: String) throws {
    do {
      try Data(svg.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw UsageRefusal.unwritableFile(path)
    }
  }
}
