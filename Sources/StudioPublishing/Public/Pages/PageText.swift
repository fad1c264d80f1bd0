import Foundation
import Localization

/// The words of the public pages.
let pageMessages = MessageCatalogue([
  .french: PackageResources.pages_fr_json, .dutch: PackageResources.pages_nl_json,
  .german: PackageResources.pages_de_json, .english: PackageResources.pages_en_json,
])

/// Words, numbers and dates as one language writes them.
struct PageText: Sendable {
  let language: Language
  /// The catalogue's sentences without placeholders by the names that templates use: `all_shows` is
  /// `allShows`.
  let words: [String: String]
  private let locale: Locale
  private let dateStyle: Date.FormatStyle

  init(_ language: Language, zone: TimeZone) {
    self.language = language
    locale = Locale(identifier: Self.territory(language))
    dateStyle = Date.FormatStyle(locale: locale, timeZone: zone).day().month(.wide).year()
    var words: [String: String] = [:]
    for key in pageMessages.keys {
      words[Self.templateName(key)] = pageMessages.text(key, in: language)
    }
    self.words = words
  }

  /// A sentence with its placeholders filled.
  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    pageMessages.text(key, in: language, values)
  }

  /// `21 novembre 2026`.
  func date(_ unixSeconds: Int) -> String {
    Date(timeIntervalSince1970: TimeInterval(unixSeconds)).formatted(dateStyle)
  }

  /// `28,4 Mo`.
  func size(_ bytes: Int) -> String {
    bytes.formatted(.byteCount(style: .file).locale(locale))
  }

  /// `0,75×`.
  func speed(_ factor: Double) -> String {
    factor.formatted(.number.locale(locale).precision(.fractionLength(0...2))) + "×"
  }

  /// `47 min`, `1 h 05`.
  func playingTime(_ seconds: Int) -> String {
    guard seconds >= 60 else { return text("seconds", ["seconds": "\(seconds)"]) }
    let minutes = (seconds + 30) / 60
    guard minutes >= 60 else { return text("minutes", ["minutes": "\(minutes)"]) }
    let rest = minutes % 60
    return text(
      "hours_minutes", ["hours": "\(minutes / 60)", "minutes": rest < 10 ? "0\(rest)" : "\(rest)"])
  }

  /// `1 épisode`, `24 épisodes`.
  func episodeCount(_ count: Int) -> String {
    count == 1 ? text("count_one") : text("count_many", ["count": "\(count)"])
  }

  /// `Saison 2, épisode 7`; nil without a number.
  func numbering(_ details: EpisodeDetails) -> String? {
    guard let number = details.number else { return nil }
    guard let season = details.season else { return text("number", ["number": "\(number)"]) }
    return text("season_number", ["season": "\(season)", "number": "\(number)"])
  }

  /// `Bande-annonce`; nil for a full episode.
  func kind(_ kind: EpisodeKind) -> String? {
    kind == .full ? nil : text(kind.rawValue)
  }

  /// A role of the podcast namespace's taxonomy in words; unknown ones stay as they are.
  func role(_ role: String) -> String {
    let key = "role_" + role.replacing(" ", with: "_").replacing("-", with: "_")
    return pageMessages.keys.contains(key) ? text(key) : role
  }

  /// What OpenGraph calls the language.
  static func territory(_ language: Language) -> String {
    language == .english ? "en_GB" : language.rawValue + "_BE"
  }

  /// The name of a language in itself.
  static func ownName(_ language: Language) -> String {
    switch language {
    case .french: "Français"
    case .dutch: "Nederlands"
    case .german: "Deutsch"
    case .english: "English"
    }
  }

  private static func templateName(_ key: String) -> String {
    let parts = key.split(separator: "_")
    return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + $1.capitalized }
  }
}

/// A time as players show it, the hours only when there are some.
enum ClockText {
  /// `0:09`, `47:23`, `1:02:05`.
  static func text(seconds: Int) -> String {
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
    let shown = parts[0] > 0 ? parts[...] : parts[1...]
    return shown.enumerated().map { index, part in
      index > 0 && part < 10 ? "0\(part)" : "\(part)"
    }.joined(separator: ":")
  }
}

/// French sets a space before `: ; ! ?` and inside « »; a line must not break there.
enum FrenchSpacing {
  /// The text with those spaces made unbreakable; other languages are left as they are.
  ///
  /// - Parameters:
  ///   - text: a title or an excerpt, plain text.
  ///   - tag: the language it is written in, BCP 47.
  /// - Returns: the text to show.
  static func text(_ text: String, language tag: String) -> String {
    guard Language(tag: tag) == .french else { return text }
    let bytes = Array(text.utf8)
    var spaced: [UInt8] = []
    spaced.reserveCapacity(bytes.count + 16)
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: " "), isBound(bytes[..<place], bytes[(place + 1)...]) {
        spaced += noBreakSpace
      } else {
        spaced.append(byte)
      }
    }
    return String(decoding: spaced, as: UTF8.self)
  }

  /// Whether a space belongs to what is before or behind it.
  private static func isBound(_ before: ArraySlice<UInt8>, _ behind: ArraySlice<UInt8>) -> Bool {
    behind.first.map(marks.contains) == true || behind.starts(with: closingQuote)
      || before.suffix(openingQuote.count).elementsEqual(openingQuote)
  }

  private static let marks = Array(":;!?".utf8)
  private static let openingQuote = Array("«".utf8)
  private static let closingQuote = Array("»".utf8)
  private static let noBreakSpace = Array("\u{A0}".utf8)
}
