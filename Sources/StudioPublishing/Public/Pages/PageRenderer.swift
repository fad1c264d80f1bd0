import Foundation
import Localization
import Mustache
import PodcastFeed

/// Writes the public pages: complete HTML, readable and playable without scripts.
struct PageRenderer: Sendable {
  let addresses: PublicAddresses
  let venue: PublicVenue
  private let texts: [Language: PageText]

  /// Prepares the words of every language.
  ///
  /// - Parameters:
  ///   - addresses: the public URLs.
  ///   - venue: the name and the zone that pages show.
  init(addresses: PublicAddresses, venue: PublicVenue) {
    self.addresses = addresses
    self.venue = venue
    texts = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, PageText($0, zone: venue.zone)) })
  }

  /// Words, numbers and dates of one language.
  func text(_ language: Language) -> PageText {
    texts[language] ?? PageText(language, zone: venue.zone)
  }

  /// Fills a template.
  ///
  /// - Parameters:
  ///   - template: its name.
  ///   - context: values by the names the template uses.
  /// - Returns: the page's bytes.
  func render(_ template: String, _ context: [String: Any]) -> [UInt8] {
    guard let page = Self.library.render(context, withTemplate: template) else {
      preconditionFailure("there is no template \(template)")
    }
    return Array(page.utf8)
  }

  /// The values that every page has.
  ///
  /// - Parameters:
  ///   - page: the page.
  ///   - language: its language.
  ///   - title: the browser's title.
  ///   - description: what search engines show below it, plain text.
  /// - Returns: what the frame's template reads.
  func frame(
    _ page: PublicPage, _ language: Language, title: String, description: String
  ) -> [String: Any] {
    let alternates = Language.allCases.map {
      ["tag": $0.rawValue, "url": addresses.url(page, in: $0)]
    }
    return [
      "language": language.rawValue, "locale": PageText.territory(language),
      "text": text(language).words,
      "pageTitle": title, "shareTitle": title, "pageDescription": description,
      "canonical": addresses.url(page, in: language),
      "alternates": alternates + [
        ["tag": "x-default", "url": addresses.url(page, in: .french)]
      ],
      "translations": Language.allCases.map { other -> [String: Any] in
        [
          "tag": other.rawValue, "code": other.rawValue.uppercased(),
          "name": PageText.ownName(other), "path": addresses.reference(page, in: other),
          "isCurrent": other == language,
        ]
      },
      "site": [
        "name": venue.name(in: language), "path": addresses.reference(.start, in: language),
      ],
      "assets": [
        "stylesheet": reference(PageAssets.current.stylesheet),
        "script": reference(PageAssets.current.script),
        "icon": reference(PageAssets.current.icon),
      ],
    ]
  }

  /// The values that every page about a show has, those of the frame included.
  ///
  /// A show that directories are asked not to list is none for search engines either.
  func frame(
    _ page: PublicPage, of show: Show, _ language: Language, title: String, description: String
  ) -> [String: Any] {
    var context = frame(page, language, title: title, description: description)
    context["contentLanguage"] = show.details.language
    context["show"] = facts(of: show, language)
    context["cover"] = cover(show.details.artwork)
    if show.details.isBlocked { context["noindex"] = true }
    return context
  }

  /// The values of a show.
  func facts(of show: Show, _ language: Language) -> [String: Any] {
    let details = show.details
    let feed = addresses.feed(of: show)
    var facts: [String: Any] = [
      "title": FrenchSpacing.text(details.title, language: details.language),
      "author": details.author,
      "path": addresses.reference(.show(show.slug), in: language),
      "subscribePath": addresses.reference(.subscribe(show.slug), in: language),
      "feedURL": feed, "feedPath": addresses.reference(feed),
      "artworkPath": cover(details.artwork)["path"] ?? "",
    ]
    if details.explicit { facts["explicit"] = true }
    return facts
  }

  /// The values of the picture that stands for a page.
  func cover(_ artwork: StoredArtwork) -> [String: Any] {
    let url = addresses.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension)
    return [
      "url": url, "path": addresses.reference(url), "size": artwork.facts.widthPixels,
    ]
  }

  /// The first words of HTML, cut between words.
  func excerpt(_ html: String, language tag: String, characters: Int = 220) -> String {
    // Spacing keeps the length: the rest of long notes is never looked at.
    let start = String(PlainText.text(ofHTML: html).prefix(characters + 1))
    let words = FrenchSpacing.text(start, language: tag)
    guard words.count > characters else { return words }
    let head = words.prefix(characters)
    let cut = head.lastIndex(of: " ") ?? head.endIndex
    return head[..<cut] + "…"
  }

  /// The show in JSON-LD.
  func series(_ show: Show, _ language: Language) -> LinkedData.Series {
    let artwork = show.details.artwork
    return LinkedData.Series(
      name: show.details.title, url: addresses.url(.show(show.slug), in: language),
      webFeed: addresses.feed(of: show),
      image: addresses.sideFile(
        sha256: artwork.sha256, fileExtension: artwork.fileExtension),
      inLanguage: show.details.language,
      description: PlainText.text(ofHTML: show.details.summary),
      author: LinkedData.Organisation(name: show.details.author))
  }

  private func reference(_ asset: PageAssets.File) -> String {
    addresses.reference(
      addresses.sideFile(sha256: asset.sha256, fileExtension: asset.fileExtension))
  }

  /// The templates, parsed once; they are part of the binary, so a malformed one is a programming
  /// mistake that every test of a page shows.
  private static let library: MustacheLibrary = {
    do {
      return MustacheLibrary(
        templates: try sources.mapValues { bytes in
          try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        })
    } catch {
      preconditionFailure("an embedded template cannot be read: \(error)")
    }
  }()

  private static let sources: [String: [UInt8]] = [
    "archive": PackageResources.archive_mustache, "crumb": PackageResources.crumb_mustache,
    "embed": PackageResources.embed_mustache, "episode": PackageResources.episode_mustache,
    "episodeitem": PackageResources.episodeitem_mustache, "foot": PackageResources.foot_mustache,
    "head": PackageResources.head_mustache, "masthead": PackageResources.masthead_mustache,
    "player": PackageResources.player_mustache, "show": PackageResources.show_mustache,
    "showhead": PackageResources.showhead_mustache, "start": PackageResources.start_mustache,
    "subscribe": PackageResources.subscribe_mustache,
  ]

  /// Changes with every template, word, style or script: pages written by another build of the
  /// program are written anew.
  static let edition: String = {
    var digest = ContentDigest()
    for (name, bytes) in sources.sorted(by: { $0.key < $1.key }) {
      digest.add(name)
      digest.add(String(decoding: bytes, as: UTF8.self))
    }
    for language in Language.allCases {
      for key in pageMessages.keys.sorted() { digest.add(pageMessages.text(key, in: language)) }
    }
    for file in PageAssets.current.files { digest.add(file.name) }
    return digest.text
  }()
}
