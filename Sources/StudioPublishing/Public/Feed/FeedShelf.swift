import Foundation

/// Rendered items of one show that are kept between builds, in chunks named by their content.
///
/// Everything here can be made again from the store: a missing or damaged chunk costs time, never
/// correctness.
struct FeedShelf: Sendable {
  private let folder: URL
  private let temporary: URL

  /// Opens the shelf of a show; an absent folder is an empty shelf.
  init(_ folder: DataFolder, show: PublicID) throws {
    try self.init(
      folder.fragments.appending(path: show.rawValue, directoryHint: .isDirectory),
      temporary: folder.temporary)
  }

  /// Opens a shelf anywhere.
  init(_ folder: URL, temporary: URL) throws {
    self.folder = folder
    self.temporary = temporary
    try DurableFile.makeFolder(folder)
  }

  /// The file that says which items' files were placed.
  var placedIndex: URL { folder.appending(path: "placed") }

  /// Reads a chunk; nil when it is not there or not whole.
  func chunk(_ key: String) -> FeedChunk? {
    guard let bytes = try? Data(contentsOf: file(key)) else { return nil }  // absent: rendered anew
    return FeedChunk(file: Array(bytes))
  }

  /// Keeps a chunk under its key.
  func keep(_ chunk: FeedChunk, as key: String) throws {
    let unfinished = temporary.appending(path: UUID().uuidString)
    let destination = file(key)
    try Data(chunk.file).write(to: unfinished)
    // Not synced on purpose: see `FeedChunk.file`.
    guard unsafe rename(unfinished.path, destination.path) == 0 else {
      throw FileFailure("rename", destination)
    }
  }

  /// Items in chunks that are not wanted any more: most of them stand unchanged in the new ones.
  ///
  /// - Parameters:
  ///   - wanted: the chunks of the feed as it is to be.
  ///   - context: what the items must have been rendered in.
  /// - Returns: each item's XML by its key.
  /// - Throws: the file system's error when the shelf cannot be listed.
  func leftovers(besides wanted: Set<String>, of context: String) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for key in try keys() where !wanted.contains(key) {
      guard let chunk = chunk(key), chunk.items.first?.key.hasPrefix(context) == true else {
        continue
      }
      for fragment in chunk.fragments { found[fragment.key] = fragment.xml }
    }
    return found
  }

  /// Removes the chunks that are not wanted any more.
  func sweep(keeping wanted: Set<String>) throws {
    for key in try keys() where !wanted.contains(key) {
      try FileManager.default.removeItem(at: file(key))
    }
  }

  private static let suffix = ".items"

  private func file(_ key: String) -> URL { folder.appending(path: key + Self.suffix) }

  private func keys() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(Self.suffix) }.map { String($0.dropLast(Self.suffix.count)) }
  }
}
