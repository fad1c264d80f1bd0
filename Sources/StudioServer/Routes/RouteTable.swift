import Foundation

/// Addresses that no longer lead to a file: moved for good, or taken down (DESIGN §3,
/// `public/routes.json`).
///
/// Paths are compared decoded and without their final slash.
struct RouteTable: Sendable, Hashable {
  /// Where a moved address leads.
  struct Redirect: Sendable, Hashable, Decodable {
    /// An absolute http(s) URL, or a path of ours.
    let to: String
    /// 301, 302, 307 or 308.
    let status: Int
  }

  /// What the table says about a path.
  enum Answer: Sendable, Hashable {
    case redirect(Redirect)
    case gone
  }

  private let answers: [String: Answer]
  private let replaced: [String: Int]

  /// A table that says nothing.
  static let empty = RouteTable(answers: [:], replaced: [:])

  private init(answers: [String: Answer], replaced: [String: Int]) {
    self.answers = answers
    self.replaced = replaced
  }

  /// Reads a table.
  ///
  /// - Parameter json: `{"redirects": {path: {"to": …, "status": …}}, "gone": [path], "replaced":
  ///   {path: UTC seconds}}`, any key may be absent; a path both moved and gone is gone.
  /// - Throws: `DecodingError`, or ``InvalidRoute`` for an entry that could not be answered.
  init(json: [UInt8]) throws {
    let stored = try JSONDecoder().decode(Stored.self, from: Data(json))
    var answers: [String: Answer] = [:]
    for (path, redirect) in stored.redirects ?? [:] {
      guard redirect.isAnswerable else { throw InvalidRoute(path: path) }
      answers[try Self.key(path)] = .redirect(redirect)
    }
    for path in stored.gone ?? [] { answers[try Self.key(path)] = .gone }
    self.answers = answers
    var replaced: [String: Int] = [:]
    for (path, instant) in stored.replaced ?? [:] { replaced[try Self.key(path)] = instant }
    self.replaced = replaced
  }

  /// What the table says about a path.
  ///
  /// - Parameter path: the path of a request.
  /// - Returns: nil when the path may lead to a file.
  /// - Complexity: O(1) in the number of entries.
  func answer(for path: PublicPath) -> Answer? {
    answers.isEmpty ? nil : answers[path.lookupKey]
  }

  /// Every entry, by its path without a final slash.
  var all: [(path: String, answer: Answer)] { answers.map { ($0.key, $0.value) } }

  /// When the audio at a stable address was last made anew, in UTC seconds.
  ///
  /// - Parameter path: the path of a request.
  /// - Returns: nil when it never was, or so long ago that the table has forgotten.
  func replacedUTC(_ path: PublicPath) -> Int? { replaced[path.lookupKey] }

  /// An entry whose path or target cannot be used.
  struct InvalidRoute: Error, Hashable, CustomStringConvertible {
    /// The path as stored.
    let path: String
    /// What is wrong and where.
    var description: String { "routes.json: the entry for \(path) cannot be answered" }
  }

  private struct Stored: Decodable {
    let redirects: [String: Redirect]?
    let gone: [String]?
    let replaced: [String: Int]?
  }

  private static func key(_ path: String) throws -> String {
    guard let key = PublicPath(urlPath: path)?.lookupKey else { throw InvalidRoute(path: path) }
    return key
  }
}

extension RouteTable.Redirect {
  /// Whether the entry makes a valid header: no line break, no other scheme, no foreign host in
  /// the form of a path.
  fileprivate var isAnswerable: Bool {
    let leads =
      to.hasPrefix("https://") || to.hasPrefix("http://")
      || (to.hasPrefix("/") && !to.hasPrefix("//"))
    return leads && [301, 302, 307, 308].contains(status)
      && to.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
  }
}
