import Foundation
import Localization
import PodcastFeed

extension PageRenderer {
  /// The most episodes that a show's page lists; older ones are on the pages of their years.
  static let latestCount = 60

  /// What the pages of a show are made from.
  struct ShowPage: Sendable {
    let show: Show
    /// Those that the page lists, newest first.
    let episodes: [Episode]
    /// How many the show has.
    let count: Int
    let years: [ShowYear]
  }

  /// The episodes of one year in the venue's zone.
  struct ShowYear: Sendable, Hashable {
    let year: Int
    /// Their positions among all.
    let range: Range<Int>
  }

  /// What the show is, and its latest episodes.
  ///
  /// - Throws: what the JSON encoder throws, which strings and numbers do not provoke.
  func show(_ page: ShowPage, _ language: Language) throws -> [UInt8] {
    let show = page.show
    var context = frame(
      .show(show.slug), of: show, language, title: show.details.title,
      description: excerpt(show.details.summary, language: show.details.language))
    var facts = self.facts(of: show, language)
    facts["summary"] = ShowNotes.sanitised(show.details.summary).html
    facts["count"] = "\(page.count)"
    context["show"] = facts
    context["episodes"] = items(page, language)
    context["latest"] = page.episodes.first.map {
      ["path": addresses.reference(.episode($0.slug, in: show.slug), in: language)]
    }
    if page.count > Self.latestCount {
      context["hasArchive"] = true
      context["years"] = years(page, current: nil, language)
    }
    context["linkedData"] = try LinkedData.text(series(show, language))
    return render("show", context)
  }

  /// The episodes of one year.
  func archive(_ page: ShowPage, _ year: ShowYear, _ language: Language) -> [UInt8] {
    let show = page.show
    var context = frame(
      .archive(show.slug, year: year.year), of: show, language,
      title: "\(show.details.title) · \(year.year)",
      description: excerpt(show.details.summary, language: show.details.language))
    context["year"] = "\(year.year)"
    context["episodes"] = items(page, language)
    context["years"] = years(page, current: year, language)
    return render("archive", context)
  }

  /// How to follow the show in each app.
  func subscribe(
    _ show: Show, _ listings: [DirectoryEntry], _ language: Language
  ) -> [UInt8] {
    let text = text(language)
    let title = text.text(
      "subscribe_title",
      ["show": FrenchSpacing.text(show.details.title, language: show.details.language)])
    var context = frame(
      .subscribe(show.slug), of: show, language, title: title,
      description: text.text("subscribe_lead"))
    if var words = context["text"] as? [String: String] {
      words["subscribeTitle"] = title
      context["text"] = words
    }
    context["apps"] = SubscribeApps.list(
      feedURL: addresses.feed(of: show), title: show.details.title, listings: listings
    ).map { ["name": $0.name, "url": $0.url, "hint": text.text($0.hint)] }
    return render("subscribe", context)
  }

  /// The values of an episode that lists show.
  func summary(of episode: Episode, in show: Show, _ language: Language) -> [String: Any] {
    let text = text(language)
    let details = episode.details
    let tag = show.details.language
    var facts: [String: Any] = [
      "title": FrenchSpacing.text(details.title, language: tag),
      "path": addresses.reference(.episode(episode.slug, in: show.slug), in: language),
      "durationWords": text.playingTime(
        Int((episode.published?.durationSeconds ?? 0).rounded())),
    ]
    if let moment = episode.publishedUTC ?? episode.scheduledUTC {
      facts["date"] = text.date(moment)
      facts["dateISO"] = Self.iso(moment)
    }
    facts["numbered"] = text.numbering(details)
    facts["kind"] = text.kind(details.kind)
    let excerpt = excerpt(details.notes, language: tag)
    if !excerpt.isEmpty { facts["excerpt"] = excerpt }
    return facts
  }

  private func items(_ page: ShowPage, _ language: Language) -> [[String: Any]] {
    page.episodes.map { episode in
      var facts = summary(of: episode, in: page.show, language)
      if !episode.audibleChapters.isEmpty { facts["hasChapters"] = true }
      if episode.details.transcript != nil { facts["hasTranscript"] = true }
      return facts
    }
  }

  private func years(
    _ page: ShowPage, current: ShowYear?, _ language: Language
  ) -> [[String: Any]] {
    page.years.map { year in
      [
        "year": "\(year.year)", "count": "\(year.range.count)",
        "path": addresses.reference(
          .archive(page.show.slug, year: year.year), in: language),
        "isCurrent": year == current,
      ]
    }
  }
}
