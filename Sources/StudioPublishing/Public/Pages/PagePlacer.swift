import Foundation

/// Writes the pages that have to be written, and removes those that are gone.
///
/// What has been written is kept in a hidden file, one line a group: its name and its key.
struct PagePlacer: Sendable {
  /// The public folder.
  let root: URL
  /// For unfinished files, on the same file system.
  let temporary: URL
  /// The list of what has been written.
  let list: URL

  /// Brings the pages up to date.
  ///
  /// - Parameters:
  ///   - groups: every group that shall be there.
  ///   - force: write also what the list says is there.
  ///   - files: where the pages of a group lie that is not among `groups` any more, by its name.
  /// - Returns: how many files were written.
  /// - Throws: ``FileFailure``, or what making a page throws; the list then still says what it said,
  ///   and the next call writes what is missing.
  @discardableResult
  func place(
    _ groups: [PageGroup], force: Bool, filesOfFormer files: (String) -> [String]
  ) async throws -> Int {
    let before = try await offPool { try written() }
    var count = 0
    for group in groups where force || before[group.name] != group.key {
      let pages = Array(zip(group.files, try await group.bytes()))
      try await offPool {
        for (file, bytes) in pages {
          try DurableFile.place(bytes, as: root.appending(path: file), temporary: temporary)
        }
      }
      count += pages.count
    }
    let names = Set(groups.map(\.name))
    let former = before.keys.filter { !names.contains($0) }
    let outdated = former.flatMap(files)
    try await offPool { try outdated.forEach(remove) }
    if count > 0 || !former.isEmpty { try await offPool { try write(groups) } }
    return count
  }

  private func written() throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: list.path) else { return [:] }
    var keys: [String: String] = [:]
    for line in try String(contentsOf: list, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 2 { keys[String(parts[0])] = String(parts[1]) }
    }
    return keys
  }

  private func write(_ groups: [PageGroup]) throws {
    let lines = groups.map { "\($0.name) \($0.key)\n" }.joined()
    try DurableFile.place(Array(lines.utf8), as: list, temporary: temporary)
  }

  /// Removes a page and the folders it leaves empty.
  private func remove(_ file: String) throws {
    var place = root.appending(path: file)
    try DurableFile.remove(place)
    while true {
      place.deleteLastPathComponent()
      guard place.path.count > root.path.count,
        FileManager.default.fileExists(atPath: place.path),
        try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty
      else { return }
      try FileManager.default.removeItem(at: place)
    }
  }
}
