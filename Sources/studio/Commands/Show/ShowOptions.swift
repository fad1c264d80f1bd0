import ArgumentParser
import Foundation
import PodcastFeed
import StudioPublishing

/// What a show may have beyond what every directory requires.
struct ShowOptions: ParsableArguments {
  @Option(help: "episodic, or serial for one that is heard in order.", transform: readWord)
  var type: ShowType?
  @Option(
    help: "Whom directories write to: \"address;name\"; becomes public.",
    transform: ShowOptions.readOwner)
  var owner: Owner?
  @Option(help: "Who holds the rights, without the word copyright or a year.")
  var copyright: String?
  @Option(
    help: "podcast, music, video, film, audiobook, newsletter, blog, course or mixed.",
    transform: readWord)
  var medium: Medium?
  @Option(
    help: "How often: \"Chaque mardi;FREQ=WEEKLY;BYDAY=TU\".",
    transform: ShowOptions.readFrequency)
  var frequency: UpdateFrequency?
  @Option(help: "A WebSub hub's address; may be repeated.", transform: ShowOptions.readHub)
  var hub: [String] = []
  @Option(help: "Whether other hosts are asked not to import the feed: true or false.")
  var locked: Bool?
  @Option(help: "Whether no further episode will come: true or false.") var complete: Bool?
  @Option(help: "Whether directories are asked not to list it: true or false.")
  var blocked: Bool?
  @Option(
    help: "A season's name: \"2;Le Rhône\"; may be repeated.", transform: ShowOptions.readSeason)
  var seasonName: [SeasonName] = []
  @Option(help: "Whether somebody approves each episode before it is public: true or false.")
  var moderated: Bool?
  @Option(
    help: "What else episodes are encoded as: opus, m4a or flac; may be repeated.",
    transform: ShowOptions.readFormat)
  var alsoAs: [String] = []
  @Option(
    help: "Newest episodes in the feed itself, older ones on further pages; 0 for all in one.")
  var pageSize: Int?
  @OptionGroup var details: DetailOptions

  func validate() throws {
    if let pageSize, pageSize < 0 || (1..<20).contains(pageSize) {
      throw ValidationError("--page-size is 0, or 20 and more.")
    }
  }

  /// Writes what was named into a show.
  func apply(to show: inout ShowDetails) {
    if let type { show.type = type }
    if let owner {
      show.owner = owner
      // The lock names the owner's address too.
      show.lock?.ownerEmail = owner.email
    }
    if let copyright { show.copyright = copyright }
    if let medium { show.medium = medium }
    if let frequency { show.updateFrequency = frequency }
    if !hub.isEmpty { show.hubURLs = hub }
    if let locked { show.lock = ImportLock(isLocked: locked, ownerEmail: show.owner?.email) }
    if let complete { show.isComplete = complete }
    if let blocked { show.isBlocked = blocked }
    for season in seasonName { show.seasonNames[season.number] = season.name }
    if let moderated { show.isModerated = moderated }
    if !alsoAs.isEmpty { show.alternateFormats = alsoAs }
    if let pageSize { show.pageSize = pageSize == 0 ? nil : pageSize }
    details.apply(to: &show)
  }

  /// A season and its name; nil takes the name away.
  struct SeasonName {
    let number: Int
    let name: String?
  }

  private static func readSeason(_ text: String) throws -> SeasonName {
    let parts = PartedText(text)
    guard let number = parts[0].flatMap({ Int($0) }), number >= 1 else {
      throw ValidationError("Write --season-name as \"2;Name\"; seasons count from 1.")
    }
    return SeasonName(number: number, name: parts[1])
  }

  private static func readHub(_ text: String) throws -> String {
    guard text.hasPrefix("https://"), URL(string: text)?.host?.isEmpty == false else {
      throw ValidationError("Write --hub as https://hub.example.be/; “--remove hub” takes it away.")
    }
    return text
  }

  private static func readOwner(_ text: String) throws -> Owner {
    let parts = PartedText(text)
    let email = try parts.first("--owner")
    guard email.contains("@") else {
      throw ValidationError("Write --owner as \"studio@example.be;Name\".")
    }
    return Owner(name: parts[1], email: email)
  }

  private static func readFrequency(_ text: String) throws -> UpdateFrequency {
    // A rule has semicolons of its own: only the first one parts.
    let parts = text.split(separator: ";", maxSplits: 1).map(String.init)
    guard let label = parts.first else { throw ValidationError("--frequency must not be empty.") }
    return UpdateFrequency(label: label, rule: parts.count == 2 ? parts[1] : nil)
  }

  private static func readFormat(_ text: String) throws -> String {
    guard ["opus", "m4a", "flac"].contains(text) else {
      throw ValidationError("'\(text)' is not one of opus, m4a, flac.")
    }
    return text
  }
}
