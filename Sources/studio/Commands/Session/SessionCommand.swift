import StudioStore
import ArgumentParser
import Foundation
import StudioPublishing

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

struct SessionList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the latest sessions.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "How many to list.") var limit = 20

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let sessions = try await place.store.sessions(limit: limit)
      if output.json {
        try Terminal.sayJSON(sessions.map(SessionSummary.init))
      } else {
        for session in sessions { Terminal.say(SessionText.line(session, output.language())) }
      }
    }
  }
}

struct SessionShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows one session with everything made from it, down to the feed item.")
  @OptionGroup var target: SessionArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let session = try await place.session(named: target.session)
      try await place.show(session, output)
    }
  }
}

struct SessionOpen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a session that nobody booked.")
  @Option(help: "What it is about.") var title: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let session = try await place.store.openSession(
        reservationNumber: nil, title: title, at: place.now)
      try await place.show(session, output)
    }
  }
}

struct SessionFinish: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "Closes a session to further files.")
  @OptionGroup var target: SessionArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let session = try await place.session(named: target.session)
      try await place.show(try await place.store.finishSession(session.id, at: place.now), output)
    }
  }
}
