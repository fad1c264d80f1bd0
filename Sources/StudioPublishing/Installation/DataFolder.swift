public import Foundation

/// The folders and files of one installation (DESIGN §3, data folder).
public struct DataFolder: Sendable, Hashable {
  /// The folder itself.
  public let root: URL

  /// Names the data folder; nothing is created.
  public init(_ root: URL) { self.root = root.standardizedFileURL }

  /// Configuration: base URL, listen address, venue defaults.
  public var configuration: URL { root.appending(path: "studio.json") }
  /// Locked exclusively around every write transaction.
  public var writeLock: URL { root.appending(path: "studio.lock") }
  /// The database.
  public var database: URL { root.appending(path: "studio.sqlite") }
  /// Originals by SHA-256, read-only.
  public var recordings: URL { root.appending(path: "recordings", directoryHint: .isDirectory) }
  /// Deliverables, peaks and report of each render.
  public var renders: URL { root.appending(path: "renders", directoryHint: .isDirectory) }
  /// Everything a listener can fetch, as plain files.
  public var publicFiles: URL { root.appending(path: "public", directoryHint: .isDirectory) }
  /// Rendered feed items kept between builds; may be deleted at any time.
  public var fragments: URL { root.appending(path: "fragments", directoryHint: .isDirectory) }
  /// Unfinished work on the same file system.
  public var temporary: URL { root.appending(path: "tmp", directoryHint: .isDirectory) }

  /// Creates the folders that are missing; existing ones stay as they are.
  ///
  /// Names, addresses and unpublished sound are for the owner of the folder alone: others may pass
  /// through to `public/`, which any web server may read, and to nothing else.
  ///
  /// - Throws: ``FileFailure``.
  public func create() throws {
    try DurableFile.makeFolder(root, mode: 0o711)
    for folder in [recordings, renders, fragments, temporary] {
      try DurableFile.makeFolder(folder, mode: 0o700)
    }
    try DurableFile.makeFolder(publicFiles)
    // SQLite gives its journal the permissions of its database.
    try DurableFile.makeEmpty(database, mode: 0o600)
  }
}
