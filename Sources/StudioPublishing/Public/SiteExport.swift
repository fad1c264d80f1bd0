public import Foundation

/// Copies the public side out of the data folder, for a venue that leaves, or whose web server is
/// elsewhere.
public struct SiteExport: Sendable {
  /// What was copied.
  public struct Copied: Sendable, Hashable {
    /// How many files.
    public var files = 0
    /// Their size together; a link counts nothing.
    public var bytes = 0
  }

  private let folder: DataFolder

  /// Exports from a data folder.
  public init(_ folder: DataFolder) { self.folder = folder }

  /// The routes of the public side, as they stand.
  ///
  /// - Returns: the bytes of `routes.json`; nil when nothing has moved or gone yet.
  /// - Throws: the file's read error.
  public func routes() throws -> Data? {
    let file = PublicLayout(folder).routes
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try Data(contentsOf: file)
  }

  /// Copies every file that is for listeners.
  ///
  /// No builder works on the folder meanwhile, so that the copy is one state. Links stay links.
  ///
  /// - Parameters:
  ///   - destination: an existing, empty folder.
  ///   - isPublic: whether a path below the public folder is for listeners.
  /// - Returns: how much was copied.
  /// - Throws: ``LockBusy``, or the file system's error.
  public func copy(to destination: URL, _ isPublic: (String) -> Bool) throws -> Copied {
    let layout = PublicLayout(folder)
    try DurableFile.makeFolder(layout.root)
    return try FileLock(layout.lock).whileHeld {
      var copied = Copied()
      let files = FileManager.default
      for path in try files.subpathsOfDirectory(atPath: layout.root.path).sorted()
      where isPublic(path) {
        let source = layout.root.appending(path: path)
        let kind = try files.attributesOfItem(atPath: source.path)
        guard kind[.type] as? FileAttributeType != .typeDirectory else { continue }
        let target = destination.appending(path: path)
        try files.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.copyItem(at: source, to: target)
        copied.files += 1
        if kind[.type] as? FileAttributeType == .typeRegular {
          copied.bytes += kind[.size] as? Int ?? 0
        }
      }
      return copied
    }
  }
}
