import Foundation

/// `public/routes.json`: what moved for good and what was taken down.
struct PublicRoutes: Codable, Hashable {
  struct Redirect: Codable, Hashable {
    var to: String
    var status: Int
  }

  var redirects: [String: Redirect] = [:]
  var gone: [String] = []
  /// Stable addresses whose audio was made anew within the last week, and when (UTC seconds): the
  /// server then answers clients that resume without a validator with the whole file (DESIGN §6).
  var replaced: [String: Int] = [:]

  /// How long a client may hold a part of the bytes that were there before: 7 days.
  private static let resumeSeconds = 7 * 86_400

  /// Reads the file; a missing one is empty.
  init(readingFrom file: URL) throws {
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    self = try JSONDecoder().decode(PublicRoutes.self, from: Data(contentsOf: file))
  }

  /// Reads what an earlier version may have written without the newer keys.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    redirects = try values.decodeIfPresent([String: Redirect].self, forKey: .redirects) ?? [:]
    gone = try values.decodeIfPresent([String].self, forKey: .gone) ?? []
    replaced = try values.decodeIfPresent([String: Int].self, forKey: .replaced) ?? [:]
  }

  /// Notes that the audio at stable addresses has just been made anew, and forgets what is long ago.
  ///
  /// - Parameters:
  ///   - paths: the addresses' paths.
  ///   - now: the present, in UTC seconds.
  mutating func noteReplaced(_ paths: [String], at now: Int) {
    replaced = replaced.filter { now - $0.value < Self.resumeSeconds }
    for path in paths { replaced[path] = now }
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
