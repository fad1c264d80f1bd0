import ArgumentParser
import Foundation
import Localization
import StudioPublishing
import StudioStore

/// `studio session …`: recording sessions.
struct SessionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session",
    abstract: "Recording sessions: their files, people and consents.",
    subcommands: [
      SessionList.self, SessionShow.self, SessionOpen.self, SessionAdd.self, SessionPerson.self,
      SessionConsent.self, SessionFinish.self,
    ])
}

/// A session number on the command line.
struct SessionArgument: ParsableArguments {
  @Argument(help: "The session's number, such as S-3, or its reservation's, such as R-12.")
  var session: String
}

struct SessionList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the latest sessions.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "How many to list.") var limit = 20

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit counts from 1, not \(limit).") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let sessions = try await place.store.sessions(limit: limit)
    let lines = sessions.map { SessionText.line($0, place) }
    return Answer(
      sessions.map(SessionSummary.init),
      lines: lines.isEmpty ? [studioMessages.text("session_none", in: place.language)] : lines)
  }
}

struct SessionShow: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one session with everything made from it, down to the feed item.")
  @OptionGroup var target: SessionArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    try await place.answer(try await place.session(named: target.session))
  }
}

struct SessionOpen: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a session that nobody booked.")
  @Option(help: "What it is about.") var title: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    try await place.answer(
      try await place.store.openSession(reservationNumber: nil, title: title, at: place.now))
  }
}

struct SessionFinish: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "Closes a session to further files.")
  @OptionGroup var target: SessionArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let session = try await place.session(named: target.session)
    return try await place.answer(
      try await place.store.finishSession(session.id, at: place.now))
  }
}
