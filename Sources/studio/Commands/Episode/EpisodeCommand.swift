import StudioStore
import StudioBooking
import ArgumentParser
import Foundation
import Localization
import MediaProtocol
import StudioPublishing

/// `studio episode …`: the items of podcasts.
struct EpisodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "episode", abstract: "The episodes of podcasts.",
    subcommands: [
      EpisodeCreate.self, EpisodeList.self, EpisodeAttach.self, EpisodeProcess.self,
      EpisodePublish.self, EpisodeUnpublish.self,
    ])
}

/// An episode on the command line.
struct EpisodeArgument: ParsableArguments {
  @Argument(help: "The episode's id, or show/episode short names.") var episode: String
}

struct EpisodeCreate: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Starts an episode; its GUID is fixed from now on.")
  @Argument(help: "The show's short name.") var show: String
  @Option(help: "The title, without the show's name or a number.") var title: String
  @Option(help: "The session it was recorded in, such as S-3 or R-12.") var session: String?
  @Option(help: "A file with the show notes (plain text or simple HTML).") var notesFile: String?
  @Option(help: "Its number.") var number: Int?
  @Option(help: "Its season.") var season: Int?
  @Option(help: "full, trailer or bonus.", transform: readKind) var type: EpisodeKind = .full
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if title.allSatisfy(\.isWhitespace) { throw ValidationError("--title must not be empty.") }
    for (name, value) in [("--number", number), ("--season", season)] {
      if let value, value < 1 { throw ValidationError("\(name) counts from 1, not \(value).") }
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let show = try await place.show(named: self.show)
    var recorded: RecordingSession?
    if let session { recorded = try await place.session(named: session) }
    let details = EpisodeDetails(
      title: title, notes: try notes(), number: number, season: season, kind: type)
    let episode = try await place.store.createEpisode(
      show: show.id, slug: Slug.from(title: title, fallback: .episode), details: details,
      session: recorded?.id, at: place.now)
    return try await place.answer(episode)
  }

  private func notes() throws -> String {
    guard let notesFile else { return "" }
    do {
      return try String(contentsOfFile: notesFile, encoding: .utf8)
    } catch {
      throw UsageRefusal.unreadableFile(notesFile)
    }
  }
}

/// Reads an episode's kind.
private func readKind(_ text: String) throws -> EpisodeKind {
  guard let kind = EpisodeKind(rawValue: text) else {
    throw ValidationError("'\(text)' is not one of full, trailer, bonus.")
  }
  return kind
}

struct EpisodeList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the episodes of a show, newest first.")
  @Argument(help: "The show's short name.") var show: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let show = try await place.show(named: self.show)
    var documents: [EpisodeDocument] = []
    for episode in try await place.store.episodes(ofShow: show.id) {
      documents.append(try await EpisodeDocument(episode, in: place))
    }
    return Answer(
      list: documents, none: studioMessages.text("episode_none", in: place.language)
    ) { EpisodeText.line($0, place.language) }
  }
}

struct EpisodeAttach: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Chooses the recording an episode is made from.")
  @OptionGroup var target: EpisodeArgument
  @Argument(help: "The recording.") var file: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let episode = try await place.store.episode(target.episode)
    let recording = try place.archive.add(URL(filePath: file))
    return try await place.answer(
      try await place.store.attach(recording, to: episode.id, at: place.now))
  }
}

struct EpisodeProcess: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "process",
    abstract:
      "Levels, encodes and verifies an episode's recording; a published episode keeps its URL.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var sound: SoundOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let episode = try await place.store.episode(target.episode)
    let processed = try await place.render(episode, sound.target)
    if episode.status == .published { try await place.builder.build(show: episode.showID) }
    let shown = try await place.answer(processed.episode)
    return Answer(
      shown.value, lines: [Verdict.sentence(processed.report, place.language)] + shown.lines)
  }
}

struct EpisodePublish: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Puts an episode into the feed, now.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    return try await place.answer(
      try await place.publishingDesk.publish(found, at: place.now))
  }
}

struct EpisodeUnpublish: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpublish",
    abstract: "Takes an episode out of the feed; its page and file answer 410 from now on.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    return try await place.answer(try await place.publishingDesk.unpublish(found))
  }
}
