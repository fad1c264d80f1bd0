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
  /// The copy is one state: while no builder works on the folder, every file gets a second name;
  /// what is copied, for as long as that takes, are those. Links stay links.
  ///
  /// - Parameters:
  ///   - destination: an existing, empty folder.
  ///   - isPublic: whether a path below the public folder is for listeners.
  /// - Returns: how much was copied.
  /// - Throws: ``LockBusy``, or the file system's error.
  public func copy(to destination: URL, _ isPublic: (String) -> Bool) throws -> Copied {
    let layout = PublicLayout(folder)
    try DurableFile.makeFolder(layout.root)
    let held = folder.temporary.appending(
      path: "export-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: held) }  // only names; the start empties tmp/
    let paths = try FileLock(layout.lock).whileHeld {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: layout.root.path)
        .filter(isPublic).sorted()
      return try paths.filter { try Self.name($0, of: layout.root, in: held) }
    }
    return try Self.copied(paths, from: held, to: destination)
  }

  /// Gives one file or link a second name; files under `public/` are replaced, never written to.
  ///
  /// - Returns: whether the path is no folder.
  private static func name(_ path: String, of root: URL, in held: URL) throws -> Bool {
    let files = FileManager.default
    let source = root.appending(path: path)
    let kind = try files.attributesOfItem(atPath: source.path)[.type] as? FileAttributeType
    if kind == .typeDirectory { return false }
    let name = held.appending(path: path)
    try files.createDirectory(
      at: name.deletingLastPathComponent(), withIntermediateDirectories: true)
    if kind == .typeSymbolicLink {
      let target = try files.destinationOfSymbolicLink(atPath: source.path)
      try files.createSymbolicLink(atPath: name.path, withDestinationPath: target)
    } else {
      try files.linkItem(at: source, to: name)
    }
    return true
  }

  private static func copied(
    _ paths: [String], from held: URL, to destination: URL
  ) throws -> Copied {
    var copied = Copied()
    let files = FileManager.default
    for path in paths {
      let source = held.appending(path: path)
      let target = destination.appending(path: path)
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(at: source, to: target)
      copied.files += 1
      let facts = try files.attributesOfItem(atPath: source.path)
      if facts[.type] as? FileAttributeType == .typeRegular {
        copied.bytes += facts[.size] as? Int ?? 0
      }
    }
    return copied
  }
}
