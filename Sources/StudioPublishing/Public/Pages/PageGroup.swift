import Localization

/// Pages that are written together because they are made from the same values.
struct PageGroup: Sendable {
  /// Names the group in the list of what has been written: `show`, `archive/2026`.
  let name: String
  /// Changes whenever any of the pages would.
  let key: String
  /// Where the pages lie under the public folder.
  let files: [String]
  /// Makes the pages, in the order of ``files``.
  let bytes: @Sendable () async throws -> [[UInt8]]

  /// A page in every language.
  init(
    name: String, key: String, page: PublicPage,
    bytes: @escaping @Sendable () async throws -> [[UInt8]]
  ) {
    self.init(name: name, key: key, files: page.files, bytes: bytes)
  }

  /// Any files.
  init(
    name: String, key: String, files: [String],
    bytes: @escaping @Sendable () async throws -> [[UInt8]]
  ) {
    self.name = name
    self.key = key
    self.files = files
    self.bytes = bytes
  }
}
