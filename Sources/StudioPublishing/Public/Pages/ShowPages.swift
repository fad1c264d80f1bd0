import Foundation
import Localization
import PodcastFeed

/// Every page of one show, in groups that know whether they have to be written anew.
struct ShowPages {
  private let renderer: PageRenderer
  private let page: PageRenderer.ShowPage
  private let transcript: (Episode) throws -> Transcript?

  /// Lays out the pages of a show.
  ///
  /// - Parameters:
  ///   - state: the show and its published episodes, newest first.
  ///   - renderer: writes them.
  ///   - extras: what the page of an episode shows beside its editorial values.
  ///   - transcript: reads an episode's transcript; asked only for pages that are written.
  init(
    _ state: PublicState, renderer: PageRenderer, extras: (Episode) -> EpisodeExtras,
    transcript: @escaping (Episode) throws -> Transcript?
  ) {
    self.renderer = renderer
    self.transcript = transcript
    page = PageRenderer.ShowPage(
      show: state.show, episodes: state.published, extras: state.published.map(extras),
      years: Self.years(state.published, in: renderer.venue.zone))
  }

  /// Every group, episodes first: what lists point at is there before the list.
  func groups() -> [PageGroup] {
    let digests = page.episodes.indices.map(digest(ofEpisodeAt:))
    var groups = page.episodes.indices.map { episodeGroup($0, digests) }
    if page.episodes.count > PageRenderer.latestCount {
      for year in page.years { groups.append(archiveGroup(year, digests)) }
    }
    groups.append(subscribeGroup())
    groups.append(showGroup(digests))
    groups.append(siteMapGroup())
    return groups
  }

  /// The addresses of an episode's pages, in every language.
  ///
  /// - Parameters:
  ///   - episode: the episode's short name.
  ///   - show: the show's short name.
  /// - Returns: paths on our server, as requests ask for them.
  static func paths(ofEpisode episode: Slug, in show: Slug) -> [String] {
    let page = PublicPage.episode(episode, in: show).paths
    return page + PublicPage.embed(episode, in: show).paths + page.map { $0 + "oembed.json" }
  }

  /// Where the pages of a group lie that a show has no more.
  ///
  /// - Parameters:
  ///   - name: the group's name.
  ///   - show: the show's short name.
  /// - Returns: files under the public folder.
  static func files(ofGroup name: String, in show: Slug) -> [String] {
    let parts = name.split(separator: "/").map(String.init)
    switch parts.first {
    case "episodes":
      return Slug(rawValue: parts.last ?? "").map { files(ofEpisode: $0, in: show) } ?? []
    case "archive":
      return Int(parts.last ?? "").map { files(of: .archive(show, year: $0)) } ?? []
    default: return []
    }
  }

  /// The folders that hold nothing but a show's pages and feed, one a language.
  ///
  /// - Parameter show: the show's short name.
  /// - Returns: folders under the public folder.
  static func folders(of show: Slug) -> [String] {
    PublicPage.show(show).paths.map { String($0.dropFirst().dropLast()) }
  }

  private static func files(ofEpisode episode: Slug, in show: Slug) -> [String] {
    files(of: .episode(episode, in: show)) + files(of: .embed(episode, in: show))
      + PublicPage.episode(episode, in: show).paths.map { $0.dropFirst() + "oembed.json" }
  }

  private static func files(of page: PublicPage) -> [String] {
    page.paths.map { $0.dropFirst() + "index.html" }
  }

  private func episodeGroup(_ index: Int, _ digests: [String]) -> PageGroup {
    let (show, episode) = (page.show, page.episodes[index])
    var key = showDigest()
    key.add(digests[index])
    let newer = index > 0 ? page.episodes[index - 1] : nil
    let older = index + 1 < page.episodes.count ? page.episodes[index + 1] : nil
    for neighbour in [newer, older] {
      key.add(neighbour?.slug.rawValue)
      key.add(neighbour?.details.title)
    }
    return PageGroup(
      name: "episodes/\(episode.slug)", key: key.text,
      files: Self.files(ofEpisode: episode.slug, in: show.slug)
    ) { [renderer, transcript, extras = page.extras[index]] in
      let page = PageRenderer.EpisodePage(
        show: show, episode: episode, extras: extras, transcript: try transcript(episode),
        newer: newer, older: older)
      return try Language.allCases.map { try renderer.episode(page, $0) }
        + Language.allCases.map { renderer.embed(episode, in: show, $0) }
        + Language.allCases.map { try renderer.oEmbed(episode, in: show, $0) }
    }
  }

  private func showGroup(_ digests: [String]) -> PageGroup {
    var key = showDigest()
    digests.prefix(PageRenderer.latestCount).forEach { key.add($0) }
    add(years: &key)
    return PageGroup(name: "show", key: key.text, page: .show(page.show.slug)) {
      [renderer, page] in try renderer.show(page, $0)
    }
  }

  private func archiveGroup(
    _ year: PageRenderer.ShowYear, _ digests: [String]
  ) -> PageGroup {
    var key = showDigest()
    digests[year.range].forEach { key.add($0) }
    add(years: &key)
    return PageGroup(
      name: "archive/\(year.year)", key: key.text,
      page: .archive(page.show.slug, year: year.year)
    ) { [renderer, page] in renderer.archive(page, year, $0) }
  }

  private func subscribeGroup() -> PageGroup {
    PageGroup(
      name: "subscribe", key: showDigest().text, page: .subscribe(page.show.slug)
    ) { [renderer, show = page.show] in renderer.subscribe(show, $0) }
  }

  private func siteMapGroup() -> PageGroup {
    var key = ContentDigest()
    key.add(renderer.addresses.base)
    key.add(page.show.slug.rawValue)
    add(years: &key)
    for episode in page.episodes {
      key.add(episode.slug.rawValue)
      key.add(episode.publishedUTC)
    }
    return PageGroup(
      name: "sitemap", key: key.text, files: ["shows/\(page.show.slug)/sitemap.xml"]
    ) { [renderer, page] in [SiteMap.pages(of: page, renderer.addresses)] }
  }

  /// What every page of the show depends on.
  private func showDigest() -> ContentDigest {
    var digest = ContentDigest()
    let details = page.show.details
    digest.add(PageRenderer.edition)
    digest.add(renderer.addresses.base)
    digest.add(renderer.venue.zone.identifier)
    for language in Language.allCases { digest.add(renderer.venue.name(in: language)) }
    for text in [
      page.show.slug.rawValue, details.title, details.summary, details.language, details.author,
      details.artwork.sha256, details.artwork.fileExtension,
    ] { digest.add(text) }
    digest.add(details.artwork.facts.widthPixels)
    digest.add(details.explicit ? 1 : 0)
    return digest
  }

  /// What an episode's own page and the lists depend on.
  private func digest(ofEpisodeAt index: Int) -> String {
    var digest = ContentDigest()
    let (episode, details) = (page.episodes[index], page.episodes[index].details)
    for text in [
      episode.id.rawValue, episode.slug.rawValue, details.title, details.notes,
      details.kind.rawValue, episode.published?.mediaType, episode.published?.fileExtension,
    ] { digest.add(text) }
    let seconds = Int((episode.published?.durationSeconds ?? 0).rounded())
    for number in [
      details.number, details.season, episode.publishedUTC, episode.published?.bytes, seconds,
    ] { digest.add(number) }
    page.extras[index].add(to: &digest)
    return digest.text
  }

  private func add(years digest: inout ContentDigest) {
    digest.add(page.episodes.count)
    for year in page.years {
      digest.add(year.year)
      digest.add(year.range.count)
    }
  }

  /// Finds the years in a list of episodes, newest first.
  private static func years(
    _ episodes: [Episode], in zone: TimeZone
  ) -> [PageRenderer.ShowYear] {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var years: [PageRenderer.ShowYear] = []
    var start = 0
    var current: Int?
    for (index, episode) in episodes.enumerated() {
      let date = Date(timeIntervalSince1970: TimeInterval(episode.publishedUTC ?? 0))
      let year = calendar.component(.year, from: date)
      if let current, current != year {
        years.append(.init(year: current, range: start..<index))
        start = index
      }
      current = year
    }
    if let current { years.append(.init(year: current, range: start..<episodes.count)) }
    return years
  }
}
