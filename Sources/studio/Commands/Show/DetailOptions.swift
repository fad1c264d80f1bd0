import ArgumentParser
import PodcastFeed
import StudioPublishing

/// Values of several parts in one word of the command line: `Léa Dupont;host`.
struct PartedText {
  private let parts: [String]

  /// Parts a text at its semicolons.
  init(_ text: String) {
    parts = text.split(separator: ";", omittingEmptySubsequences: false).map {
      String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  /// How many parts there are.
  var count: Int { parts.count }

  /// A part, from 0; nil when it is absent or empty.
  subscript(index: Int) -> String? {
    index < parts.count && !parts[index].isEmpty ? parts[index] : nil
  }

  /// The first part, which must not be empty.
  func first(_ option: String) throws -> String {
    guard let first = self[0] else { throw ValidationError("\(option) must not be empty.") }
    return first
  }
}

/// Reads one of a few words.
func readWord<Word: RawRepresentable & CaseIterable>(_ text: String) throws -> Word
where Word.RawValue == String {
  guard let word = Word(rawValue: text) else {
    let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("'\(text)' is not one of \(known).")
  }
  return word
}

/// Reads a title as it is stored: one line without tags, since a title is no markup anywhere.
func readTitle(_ text: String) throws -> String {
  let title = PlainText.title(text)
  guard !title.isEmpty else { throw ValidationError("--title must not be empty.") }
  return title
}

/// What shows and episodes have in common beyond what every feed needs.
struct DetailOptions: ParsableArguments {
  @Option(
    help: "Somebody heard: \"Name;role;page\"; may be repeated. Roles as in the podcast taxonomy.",
    transform: DetailOptions.readPerson)
  var person: [Person] = []
  @Option(
    help: "A place: \"Name;subject or creator;geo:50.2,5.3;R2420437;BE\"; may be repeated.",
    transform: DetailOptions.readLocation)
  var location: [Location] = []
  @Option(
    help: "A licence: a listed name such as cc-by-4.0, or \"Name;address of its text\".",
    transform: DetailOptions.readLicense)
  var license: License?
  @Option(
    help: "Where to give support: \"Label;address\"; may be repeated.",
    transform: DetailOptions.readFunding)
  var funding: [Funding] = []
  @Option(
    help: "A record for directories: \"purpose;text\"; may be repeated.",
    transform: DetailOptions.readRecord)
  var txt: [TextRecord] = []

  private static func readPerson(_ text: String) throws -> Person {
    let parts = PartedText(text)
    let name = try parts.first("--person")
    try PersonName.check(name)
    return Person(
      name: name, role: try parts[1].map(readPersonRole), group: nil, imageURL: nil,
      pageURL: parts[2])
  }

  private static func readLocation(_ text: String) throws -> Location {
    let parts = PartedText(text)
    let name = try parts.first("--location")
    guard let relation = LocationRelation(rawValue: parts[1] ?? "subject") else {
      throw ValidationError("The second part of --location is subject or creator.")
    }
    return Location(
      name: name, relation: relation, geo: parts[2], osm: parts[3], country: parts[4])
  }

  private static func readLicense(_ text: String) throws -> License {
    let parts = PartedText(text)
    return License(name: try parts.first("--license"), url: parts[1])
  }

  private static func readFunding(_ text: String) throws -> Funding {
    let parts = PartedText(text)
    guard let url = parts[1] else {
      throw ValidationError("Write --funding as \"Label;https://…\".")
    }
    return Funding(url: url, label: try parts.first("--funding"))
  }

  private static func readRecord(_ text: String) throws -> TextRecord {
    let parts = PartedText(text)
    guard let value = parts[1] else {
      throw ValidationError("Write --txt as \"purpose;text\".")
    }
    return TextRecord(text: value, purpose: parts[0])
  }
}

extension DetailOptions {
  /// Writes what was named into a show.
  func apply(to details: inout ShowDetails) {
    if !person.isEmpty { details.people = person }
    if !location.isEmpty { details.locations = location }
    if let license { details.license = license }
    if !funding.isEmpty { details.fundings = funding }
    if !txt.isEmpty { details.textRecords = txt }
  }

  /// Writes what was named into an episode.
  func apply(to details: inout EpisodeDetails) {
    if !person.isEmpty { details.people = person }
    if !location.isEmpty { details.locations = location }
    if let license { details.license = license }
    if !funding.isEmpty { details.fundings = funding }
    if !txt.isEmpty { details.textRecords = txt }
  }
}
