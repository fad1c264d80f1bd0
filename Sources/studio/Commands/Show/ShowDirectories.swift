import ArgumentParser
import Localization
import StudioPublishing
import StudioStore

/// `studio show directories`: where listeners look for podcasts, and how far this one is there.
struct ShowDirectories: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "directories",
    abstract: "Lists the directories a podcast is handed in to once, and how far it is with each.")
  @Argument(help: "Its short name.") var show: String
  @Option(help: "A directory that was handed the feed: \(names).", transform: readWord)
  var submitted: Directory?
  @Option(help: "A directory that lists it now.", transform: readWord) var listed: Directory?
  @Option(help: "A directory to begin anew with.", transform: readWord) var toDo: Directory?
  @Option(help: "The podcast's page there, with --listed.") var link: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  private static let names = Directory.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    if [submitted, listed, toDo].compactMap(\.self).count > 1 {
      throw ValidationError("Change one directory at a time.")
    }
    if link != nil, listed == nil { throw ValidationError("--link goes with --listed.") }
    if let link, !link.hasPrefix("https://") {
      throw ValidationError("'\(link)' is not an https address.")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let show = try await place.show(named: self.show)
    let changes: [(Directory?, DirectoryEntry.State)] = [
      (submitted, .submitted), (listed, .listed), (toDo, .toDo),
    ]
    for (directory, state) in changes {
      guard let directory else { continue }
      let entry = DirectoryEntry(directory: directory, state: state, link: link)
      try await place.publishingDesk.note(entry, of: show, at: place.now)
    }
    let entries = try await place.store.directories(ofShow: show.id)
    let feed = place.addresses.feed(of: show)
    let isPublic = try await place.store.publicState(ofShow: show.id).hasBeenPublic
    let note = studioMessages.text("show_answers_later", in: place.language)
    return Answer(
      entries.map { DirectoryDocument($0, feedURL: feed) },
      lines: [feed] + (isPublic ? [] : [note]) + entries.map { line($0, place.language) })
  }

  private func line(_ entry: DirectoryEntry, _ language: Language) -> String {
    let state = studioMessages.text("directory_\(entry.state.rawValue)", in: language)
    let sign = entry.state == .listed ? "✓" : entry.state == .submitted ? "…" : "·"
    var parts = ["\(sign) \(entry.directory.name)", state]
    if let link = entry.link {
      parts.append(link)
    } else if let followed = entry.directory.follows {
      parts.append(
        studioMessages.text("directory_follows", in: language, ["directory": followed.name]))
    } else if let address = entry.directory.submissionURL {
      parts.append(address)
    }
    return parts.joined(separator: " · ")
  }
}

/// How far a show is with a directory, as JSON.
struct DirectoryDocument: Encodable {
  let directory: Directory
  let name: String
  let state: DirectoryEntry.State
  let link: String?
  let submissionURL: String?
  let feedURL: String

  init(_ entry: DirectoryEntry, feedURL: String) {
    directory = entry.directory
    name = entry.directory.name
    state = entry.state
    link = entry.link
    submissionURL = entry.directory.submissionURL
    self.feedURL = feedURL
  }
}
