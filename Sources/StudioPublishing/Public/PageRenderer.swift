import Foundation
import Localization
import Mustache
import PodcastFeed

/// Writes the pages of a show: complete HTML, readable without scripts.
struct PageRenderer {
  private let addresses: PublicAddresses
  private let stylesheet: String
  private let zone: TimeZone
  private let episodeTemplate: MustacheTemplate
  private let showTemplate: MustacheTemplate

  /// Prepares the templates.
  ///
  /// - Parameters:
  ///   - addresses: the public URLs.
  ///   - stylesheet: the style sheet's URL.
  ///   - zone: the venue's zone, which dates are shown in.
  /// - Throws: the template's error, which a test would have shown.
  init(addresses: PublicAddresses, stylesheet: String, zone: TimeZone) throws {
    self.addresses = addresses
    self.stylesheet = stylesheet
    self.zone = zone
    episodeTemplate = try MustacheTemplate(
      string: String(decoding: PackageResources.episode_mustache, as: UTF8.self))
    showTemplate = try MustacheTemplate(
      string: String(decoding: PackageResources.show_mustache, as: UTF8.self))
  }

  /// The page of one episode.
  func page(of episode: Episode, in show: Show) -> [UInt8] {
    let language = Language(tag: show.details.language) ?? .french
    var context = facts(of: episode, in: show, language)
    context["language"] = show.details.language
    context["stylesheet"] = stylesheet
    context["show"] = facts(of: show)
    context["notes"] = ShowNotes.sanitised(episode.details.notes).html
    return Array(episodeTemplate.render(context).utf8)
  }

  /// The page of the show: what it is and every episode.
  func page(of show: Show, with episodes: [Episode]) -> [UInt8] {
    let language = Language(tag: show.details.language) ?? .french
    var context = facts(of: show)
    context["language"] = show.details.language
    context["stylesheet"] = stylesheet
    context["summary"] = ShowNotes.sanitised(show.details.summary).html
    context["text"] = ["subscribe": publishingMessages.text("page_subscribe", in: language)]
    context["episodes"] = episodes.map { facts(of: $0, in: show, language) }
    return Array(showTemplate.render(context).utf8)
  }

  private func facts(of show: Show) -> [String: Any] {
    let artwork = show.details.artwork
    return [
      "title": show.details.title, "author": show.details.author,
      "url": addresses.page(of: show), "feedURL": addresses.feed(of: show),
      "artworkURL": addresses.sideFile(
        sha256: artwork.sha256, fileExtension: artwork.fileExtension),
    ]
  }

  private func facts(of episode: Episode, in show: Show, _ language: Language) -> [String: Any] {
    guard let deliverable = episode.render?.deliverables.first else { return [:] }
    let published = Date(timeIntervalSince1970: TimeInterval(episode.publishedUTC ?? 0))
    let locale = Locale(identifier: language.rawValue)
    let length = deliverable.bytes.formatted(.byteCount(style: .file).locale(locale))
    return [
      "title": episode.details.title, "url": addresses.page(of: episode, in: show),
      "enclosureURL": addresses.enclosure(of: episode, as: deliverable),
      "mediaType": deliverable.mediaType, "dateISO": published.formatted(.iso8601),
      "date": published.formatted(
        Date.FormatStyle(locale: locale, timeZone: zone).day().month(.wide).year()),
      "duration": playingTime(deliverable.durationSeconds),
      "numbered": numbering(episode.details, language),
      "text": [
        "noPlayer": publishingMessages.text("page_no_player", in: language),
        "subscribe": publishingMessages.text("page_subscribe", in: language),
        "allEpisodes": publishingMessages.text("page_all_episodes", in: language),
        "download": publishingMessages.text(
          "page_download", in: language,
          ["format": deliverable.fileExtension.uppercased(), "size": length]),
      ],
    ]
  }

  private func playingTime(_ seconds: Double) -> String {
    Duration.seconds(seconds.rounded()).formatted(
      .time(pattern: seconds < 3600 ? .minuteSecond : .hourMinuteSecond))
  }

  private func numbering(_ details: EpisodeDetails, _ language: Language) -> String {
    guard let number = details.number else { return "" }
    guard let season = details.season else {
      return publishingMessages.text("page_number", in: language, ["number": "\(number)"])
    }
    return publishingMessages.text(
      "page_season_number", in: language, ["season": "\(season)", "number": "\(number)"])
  }
}
