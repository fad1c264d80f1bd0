import Localization

/// Pages that are written together because they are made from the same values.
struct PageGroup {
  /// Names the group in the list of what has been written: `show`, `episodes/reparer`.
  let name: String
  /// Changes whenever any of the pages would.
  let key: String
  /// Where the pages lie under the public folder.
  let files: [String]
  /// Makes the pages, in the order of ``files``.
  let bytes: () throws -> [[UInt8]]

  /// A page in every language.
  init(
    name: String, key: String, page: PublicPage, bytes: @escaping (Language) throws -> [UInt8]
  ) {
    self.name = name
    self.key = key
    files = page.paths.map { $0.dropFirst() + "index.html" }
    self.bytes = { try Language.allCases.map(bytes) }
  }

  /// Any files.
  init(name: String, key: String, files: [String], bytes: @escaping () throws -> [[UInt8]]) {
    self.name = name
    self.key = key
    self.files = files
    self.bytes = bytes
  }
}
