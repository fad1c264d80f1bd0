import Foundation

/// `public/routes.json`: what moved for good and what was taken down.
struct PublicRoutes: Codable, Hashable {
  struct Redirect: Codable, Hashable {
    var to: String
    var status: Int
  }

  var redirects: [String: Redirect] = [:]
  var gone: [String] = []

  /// Reads the file; a missing one is empty.
  init(readingFrom file: URL) throws {
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    self = try JSONDecoder().decode(PublicRoutes.self, from: Data(contentsOf: file))
  }

  /// Replaces what is said about the paths of one show.
  ///
  /// - Parameters:
  ///   - paths: the removed paths of the show, now.
  ///   - prefixes: what all paths of the show start with.
  mutating func setGone(_ paths: [String], under prefixes: [String]) {
    gone.removeAll { path in prefixes.contains { path.hasPrefix($0) } }
    gone = (gone + paths).sorted()
  }

  /// The file's bytes, the same for the same routes.
  func bytes() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}
