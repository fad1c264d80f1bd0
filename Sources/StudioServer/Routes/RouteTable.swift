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
  /// Hosts the venue was known under, in lower case, each with the base URL that took its place.
  let hosts: [String: String]

  /// A table that says nothing.
  static let empty = RouteTable(answers: [:], replaced: [:], hosts: [:])

  private init(answers: [String: Answer], replaced: [String: Int], hosts: [String: String]) {
    self.answers = answers
    self.replaced = replaced
    self.hosts = hosts
  }

  /// Reads a table.
  ///
  /// - Parameter json: `{"redirects": {path: {"to": …, "status": …}}, "gone": [path], "replaced":
  ///   {path: UTC seconds}, "hosts": {host: base URL}}`, any key may be absent; a path both moved and gone is gone.
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
    hosts = stored.hosts ?? [:]
    for (host, base) in hosts where !Redirect(to: base, status: 301).isAnswerable {
      throw InvalidRoute(path: host)
    }
  }

  /// Where everything under a former host of the venue leads: in one hop, also when the path has
  /// moved as well.
  ///
  /// - Parameters:
  ///   - host: what the request names, port included unless it is the usual one.
  ///   - path: path and query of the request, as sent.
  /// - Returns: an absolute URL; nil for every other host.
  func address(underFormerHost host: String, path: String) -> String? {
    guard !hosts.isEmpty, path.hasPrefix("/"), let base = hosts[host.lowercased()] else {
      return nil
    }
    let bare = path.prefix { $0 != "?" }
    if let known = PublicPath(urlPath: String(bare)),
      case .redirect(let moved) = answer(for: known),
      moved.to.hasPrefix("http")
    {
      return moved.to + path.dropFirst(bare.count)
    }
    return base + path
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
    let hosts: [String: String]?
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
