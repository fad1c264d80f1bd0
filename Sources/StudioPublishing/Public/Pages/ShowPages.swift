import Foundation
import Localization
import PodcastFeed

/// The pages about a show as a whole, in groups that know whether they have to be written anew.
struct ShowPages: Sendable {
  private let renderer: PageRenderer
  private let show: Show
  private let items: [PublicItem]
  private let years: [PageRenderer.ShowYear]
  private let listings: [DirectoryEntry]
  private let episodes: @Sendable ([PublicItem]) async throws -> [Episode]

  /// Lays out the pages of a show.
  ///
  /// - Parameters:
  ///   - state: the show and its published episodes, newest first.
  ///   - renderer: writes them.
  ///   - episodes: reads episodes; asked only for pages that are written.
  init(
    _ state: PublicState, renderer: PageRenderer,
    episodes: @escaping @Sendable ([PublicItem]) async throws -> [Episode]
  ) {
    self.renderer = renderer
    self.episodes = episodes
    show = state.show
    items = state.items
    listings = state.listings
    years = Self.years(state.items, in: renderer.venue.zone)
  }

  /// Every group; what lists point at is there before the list.
  func groups() -> [PageGroup] {
    var groups: [PageGroup] = []
    if items.count > PageRenderer.latestCount { groups += years.map(archiveGroup) }
    return groups + [subscribeGroup(), showGroup(), siteMapGroup()]
  }

  /// Where the pages of a group lie that a show has no more.
  ///
  /// - Parameters:
  ///   - name: the group's name.
  ///   - show: the show's short name.
  /// - Returns: files under the public folder.
  static func files(ofGroup name: String, in show: Slug) -> [String] {
    let parts = name.split(separator: "/")
    guard parts.first == "archive", let year = parts.last.flatMap({ Int($0) }) else { return [] }
    return PublicPage.archive(show, year: year).files
  }

  private func showGroup() -> PageGroup {
    var key = digest()
    let latest = Array(items.prefix(PageRenderer.latestCount))
    add(latest, &key)
    return PageGroup(name: "show", key: key.text, page: .show(show.slug)) { [self] in
      let page = try await page(latest)
      return try Language.allCases.map { try renderer.show(page, $0) }
    }
  }

  private func archiveGroup(_ year: PageRenderer.ShowYear) -> PageGroup {
    var key = digest()
    let listed = Array(items[year.range])
    add(listed, &key)
    return PageGroup(
      name: "archive/\(year.year)", key: key.text, page: .archive(show.slug, year: year.year)
    ) { [self] in
      let page = try await page(listed)
      return Language.allCases.map { renderer.archive(page, year, $0) }
    }
  }

  private func subscribeGroup() -> PageGroup {
    var key = showDigest()
    for listing in listings {
      key.add(listing.directory.rawValue)
      key.add(listing.link)
    }
    return PageGroup(
      name: "subscribe", key: key.text, page: .subscribe(show.slug)
    ) { [renderer, show, listings] in
      Language.allCases.map { renderer.subscribe(show, listings, $0) }
    }
  }

  private func siteMapGroup() -> PageGroup {
    var key = digest()
    for item in items {
      key.add(item.slug.rawValue)
      key.add(item.publishedUTC)
    }
    return PageGroup(
      name: "sitemap", key: key.text, files: ["shows/\(show.slug)/sitemap.xml"]
    ) { [renderer, show, items, years] in
      [SiteMap.pages(of: show, items, years, renderer.addresses)]
    }
  }

  /// Reads what a list shows.
  private func page(_ listed: [PublicItem]) async throws -> PageRenderer.ShowPage {
    let found = Dictionary(
      try await episodes(listed).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return PageRenderer.ShowPage(
      show: show, episodes: listed.compactMap { found[$0.id] }, count: items.count,
      years: years)
  }

  /// What every page of the show depends on.
  private func showDigest() -> ContentDigest {
    var digest = ContentDigest()
    let details = show.details
    digest.add(PageRenderer.edition)
    digest.add(renderer.addresses.base)
    digest.add(renderer.venue.zone.identifier)
    for language in Language.allCases { digest.add(renderer.venue.name(in: language)) }
    for text in [
      show.slug.rawValue, details.title, details.summary, details.language, details.author,
      details.artwork.sha256, details.artwork.fileExtension,
    ] { digest.add(text) }
    digest.add(details.artwork.facts.widthPixels)
    digest.add(details.explicit ? 1 : 0)
    digest.add(details.isBlocked ? 1 : 0)
    return digest
  }

  /// What lists depend on beside what they list.
  private func digest() -> ContentDigest {
    var digest = showDigest()
    digest.add(items.count)
    for year in years {
      digest.add(year.year)
      digest.add(year.range.count)
    }
    return digest
  }

  private func add(_ listed: [PublicItem], _ digest: inout ContentDigest) {
    for item in listed {
      digest.add(item.id.rawValue)
      digest.add(item.revision)
    }
  }

  /// Finds the years in a list of episodes, newest first.
  static func years(
    _ items: [PublicItem], in zone: TimeZone
  ) -> [PageRenderer.ShowYear] {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var years: [PageRenderer.ShowYear] = []
    var start = 0
    var current: Int?
    for (index, item) in items.enumerated() {
      let date = Date(timeIntervalSince1970: TimeInterval(item.publishedUTC))
      let year = calendar.component(.year, from: date)
      if let current, current != year {
        years.append(.init(year: current, range: start..<index))
        start = index
      }
      current = year
    }
    if let current { years.append(.init(year: current, range: start..<items.count)) }
    return years
  }
}
