import Foundation

/// A plot on disk: there whole or not at all.
enum PlotFile {
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
