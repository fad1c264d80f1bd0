import Foundation
import Localization
import PodcastFeed

/// What the start page says about one show; kept as a file in the show's public folder, so that the
/// start page can be made without asking the store about every show.
struct ShowSummary: Codable, Hashable, Sendable {
  let slug: String
  let title: String
  let author: String
  let language: String
  let excerpt: String
  let artworkURL: String
  let episodeCount: Int
  let newestUTC: Int

  /// The file's name in the show's folder; hidden, so never served.
  static let fileName = ".summary.json"
}

/// The pages that belong to no show: the start page, the site maps' list and robots.txt.
struct SitePages: Sendable {
  let renderer: PageRenderer
  /// Every show with at least one episode.
  let shows: [ShowSummary]

  /// Every group.
  func groups() -> [PageGroup] {
    let newestFirst = shows.sorted {
      ($1.newestUTC, $0.slug) < ($0.newestUTC, $1.slug)
    }
    var key = ContentDigest()
    key.add(PageRenderer.edition)
    key.add(renderer.addresses.base)
    for language in Language.allCases { key.add(renderer.venue.name(in: language)) }
    var maps = ContentDigest()
    maps.add(renderer.addresses.base)
    for show in newestFirst {
      for text in [
        show.slug, show.title, show.author, show.language, show.excerpt, show.artworkURL,
      ] { key.add(text) }
      key.add(show.episodeCount)
      maps.add(show.slug)
    }
    let start = PageGroup(name: "start", key: key.text, page: .start) { [self] in
      try Language.allCases.map { try self.start(newestFirst, $0) }
    }
    let list = PageGroup(
      name: "maps", key: maps.text, files: ["robots.txt", "sitemap.xml", "sitemap-start.xml"]
    ) { [addresses = renderer.addresses] in
      let slugs = newestFirst.map(\.slug).sorted()
      return [
        Array("User-agent: *\nAllow: /\n\nSitemap: \(addresses.base)/sitemap.xml\n".utf8),
        SiteMap.index(
          ["\(addresses.base)/sitemap-start.xml"]
            + slugs.map { "\(addresses.base)/shows/\($0)/sitemap.xml" }),
        SiteMap.startPages(addresses),
      ]
    }
    return [start, list]
  }

  private func start(_ shows: [ShowSummary], _ language: Language) throws -> [UInt8] {
    let text = renderer.text(language)
    let name = renderer.venue.name(in: language)
    var context = renderer.frame(
      .start, language, title: "\(text.text("all_shows")) · \(name)",
      description: text.text("start_lead"))
    context["shows"] = shows.map { show -> [String: Any] in
      [
        "title": FrenchSpacing.text(show.title, language: show.language),
        "author": show.author, "excerpt": show.excerpt, "contentLanguage": show.language,
        "count": text.episodeCount(show.episodeCount),
        "artworkPath": renderer.addresses.reference(show.artworkURL),
        "path": Slug(rawValue: show.slug)
          .map { renderer.addresses.reference(.show($0), in: language) } ?? "",
      ]
    }
    context["opmlURL"] = renderer.addresses.showList
    context["linkedData"] = try LinkedData.text(
      shows.map { show in
        LinkedData.Series(
          name: show.title, url: "\(renderer.addresses.base)/shows/\(show.slug)/",
          webFeed: "\(renderer.addresses.base)/shows/\(show.slug)/feed.xml",
          image: show.artworkURL, inLanguage: show.language)
      })
    return renderer.render("start", context)
  }
}
