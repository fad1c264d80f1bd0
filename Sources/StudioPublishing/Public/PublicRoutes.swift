import Foundation
import Localization

/// What moved for good and what was taken down: one show's part, or `public/routes.json`, which is
/// all parts together.
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

  /// Hosts the venue was known under, each with the base URL that everything there moved to.
  var hosts: [String: String] = [:]

  /// How long a client may hold a part of the bytes that were there before: 7 days.
  private static let resumeSeconds = 7 * 86_400

  /// Says nothing.
  init() {}

  /// Reads a file; a missing one says nothing.
  init(readingFrom file: URL) throws {
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    self = try PublicBookkeeping.read(PublicRoutes.self, from: file)
  }

  /// Reads what an earlier version may have written without the newer keys.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    redirects = try values.decodeIfPresent([String: Redirect].self, forKey: .redirects) ?? [:]
    gone = try values.decodeIfPresent([String].self, forKey: .gone) ?? []
    replaced = try values.decodeIfPresent([String: Int].self, forKey: .replaced) ?? [:]
    hosts = try values.decodeIfPresent([String: String].self, forKey: .hosts) ?? [:]
  }

  /// Notes that the audio at a stable address is about to be made anew, and forgets what is long
  /// ago.
  ///
  /// - Parameters:
  ///   - path: the address's path.
  ///   - now: the present, in UTC seconds.
  mutating func noteReplaced(_ path: String, at now: Int) {
    replaced = replaced.filter { now - $0.value < Self.resumeSeconds }
    replaced[path] = now
  }

  /// What a show's state says: former short names lead on in one hop, removed files are gone.
  ///
  /// - Parameters:
  ///   - state: the show.
  ///   - takenDown: paths below `public/` of removed episodes.
  ///   - zone: the venue's, by which the archive has its years.
  ///   - base: the venue's address; targets are absolute, so that an old domain needs no second hop.
  init(_ state: PublicState, takenDown: [String], zone: TimeZone, base: String) {
    gone = takenDown.map(Self.address(ofFile:)).sorted()
    for former in state.formerBases {
      guard let host = Self.host(of: former), host != Self.host(of: base) else { continue }
      hosts[host] = base
    }
    let now = state.show.slug.rawValue
    // Years have pages of their own only where a show's page does not list everything.
    let listed = state.items.count > PageRenderer.latestCount ? state.items : []
    let years = ShowPages.years(listed, in: zone).map { "archive/\($0.year)/" }
    let feeds =
      ["feed.xml", "sitemap.xml"]
      + (1..<FeedAssembly.pages(of: state).count).map { "pages/\($0 + 1)/feed.xml" }
    let documents = PageRenderer.OEmbedForm.allCases.map(\.fileName)
    for prefix in Self.prefixes {
      let pages = ["", "subscribe/"] + years + (prefix.isEmpty ? feeds : [])
      let parts = ["", "embed/"] + (prefix.isEmpty ? documents : [])
      for former in state.formerSlugs.map(\.rawValue) {
        for page in pages {
          add("\(prefix)/shows/\(former)/\(page)", to: "\(base)\(prefix)/shows/\(now)/\(page)")
        }
        for page in state.items.flatMap({ item in parts.map { "episodes/\(item.slug)/\($0)" } }) {
          add("\(prefix)/shows/\(former)/\(page)", to: "\(base)\(prefix)/shows/\(now)/\(page)")
        }
      }
      for show in [now] + state.formerSlugs.map(\.rawValue) {
        for slug in state.formerEpisodeSlugs {
          for part in parts {
            add(
              "\(prefix)/shows/\(show)/episodes/\(slug.former)/\(part)",
              to: "\(base)\(prefix)/shows/\(now)/episodes/\(slug.current)/\(part)")
          }
        }
      }
    }
  }

  /// Leads from previews to the pages of what is public by now; whoever has the address still wants
  /// to hear it.
  ///
  /// - Parameters:
  ///   - previews: any previews.
  ///   - show: the show whose routes these are.
  ///   - base: the venue's address.
  mutating func leadOn(
    from previews: [EpisodePreview], in show: Show, base: String
  ) {
    for preview in previews where preview.showID == show.id && preview.status == .published {
      for language in Language.allCases {
        let page = PublicPage.episode(preview.slug, in: show.slug)
        redirects[PublicPage.preview(preview.token).path(in: language)] = Redirect(
          to: base + page.path(in: language), status: 302)
      }
    }
  }

  /// What stands before a page's path in each language: nothing in French.
  static let prefixes = Language.allCases.map { PublicPage.start.path(in: $0).dropLast() }

  private mutating func add(_ path: String, to target: String) {
    redirects[path] = Redirect(to: target, status: 301)
  }

  /// Host and port as requests name them; the port is left out where it is the scheme's own.
  private static func host(of base: String) -> String? {
    guard let url = URL(string: base), let host = url.host?.lowercased() else { return nil }
    return url.port.map { "\(host):\($0)" } ?? host
  }

  /// The address of a file: pages are known by their folder.
  private static func address(ofFile path: String) -> String {
    let index = "index.html"
    return "/" + (path.hasSuffix("/" + index) ? String(path.dropLast(index.count)) : path)
  }

  /// What both say.
  func common(with other: PublicRoutes) -> PublicRoutes {
    var both = PublicRoutes()
    both.redirects = redirects.filter { other.redirects[$0.key] == $0.value }
    let others = Set(other.gone)
    both.gone = gone.filter(others.contains)
    both.replaced = replaced
    both.hosts = hosts
    return both
  }

  /// All parts together.
  static func merged(_ parts: [PublicRoutes]) -> PublicRoutes {
    var all = PublicRoutes()
    for part in parts {
      all.redirects.merge(part.redirects) { first, _ in first }
      all.gone += part.gone
      all.replaced.merge(part.replaced, uniquingKeysWith: max)
      all.hosts.merge(part.hosts) { first, _ in first }
    }
    all.gone = Set(all.gone).sorted()
    return all
  }

  /// The file's bytes, the same for the same routes.
  func bytes() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}
