import ArgumentParser
import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio agenda …`: what the public can come to.
struct AgendaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agenda", abstract: "What is announced to the public.",
    subcommands: [AgendaShow.self, AgendaAnnounce.self, AgendaWithdraw.self],
    defaultSubcommand: AgendaShow.self)
}

/// `studio agenda [--html | --rss | --ics | --json]`.
struct AgendaShow: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the public agenda.")
  @Flag(help: "Print the page that the public reads.") var html = false
  @Flag(help: "Print the RSS feed.") var rss = false
  @Flag(help: "Print the iCalendar file.") var ics = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if [html, rss, ics, output.json].count(where: \.self) > 1 {
      throw ValidationError("Give one of --html, --rss, --ics and --json.")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let agenda = try await place.store.agenda(at: place.now)
    let base = place.addresses.base
    if html {
      let page = AgendaPage(
        agenda, in: place.language, languages: place.venue.languages, base: base,
        stylesheet: "\(base)/agenda/agenda.css")
      return Answer(agenda, lines: [page.html])
    }
    if rss {
      return Answer(agenda, lines: [AgendaFeed(agenda, in: place.language, base: base).xml])
    }
    if ics {
      let text = AgendaCalendar(agenda, in: place.language, base: base).text
      return Answer(agenda, lines: [CRLFText.withoutLastLineFeed(text)])
    }
    return Answer(agenda, lines: AgendaText.lines(agenda, place.language))
  }
}

/// What is announced or withdrawn.
struct AnnouncedArguments: ParsableArguments {
  @Argument(help: "Reservations (R-12), or series (SR-3) with every date to come.")
  var what: [String]

  func validate() throws {
    guard !what.isEmpty else { throw ValidationError("Name at least one reservation.") }
    for text in what where ReservationID(text: text) == nil && SeriesID(text: text) == nil {
      throw ValidationError("'\(text)' is not a reservation (R-12) or a series (SR-3).")
    }
  }

  /// The reservations; of a series those that are not over or cancelled.
  func reservations(at place: Workplace) async throws -> [ReservationID] {
    var found: [ReservationID] = []
    for text in what {
      if let id = ReservationID(text: text) {
        found.append(id)
      } else if let id = SeriesID(text: text) {
        found += try await place.store.series(id, for: .staff(nil)).occurrences
          .compactMap(\.reservation)
          .filter { $0.end.utc > place.now && $0.status.ownsClaims }.map(\.id)
      }
    }
    return found
  }
}

/// `studio agenda announce R-12 --title …`.
struct AgendaAnnounce: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "announce",
    abstract: "Announces reservations to the public, or changes what is written about them.")
  @OptionGroup var announced: AnnouncedArguments
  @Option(help: "What the public reads as its name.") var title: String
  @OptionGroup var options: PublicityOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try options.publicity(title: title) }

  func answer(at place: Workplace) async throws -> Answer {
    try await place.store.announce(
      announced.reservations(at: place), as: try options.publicity(title: title), by: .staff(nil),
      at: place.now)
    return try await AgendaText.answer(at: place)
  }
}

/// `studio agenda withdraw R-12`.
struct AgendaWithdraw: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Takes announcements back, as if never made.")
  @OptionGroup var announced: AnnouncedArguments
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    try await place.store.withdraw(
      announced.reservations(at: place), by: .staff(nil), at: place.now)
    return try await AgendaText.answer(at: place)
  }
}

/// The agenda as people read it in a terminal.
enum AgendaText {
  static func answer(at place: Workplace) async throws -> Answer {
    let agenda = try await place.store.agenda(at: place.now)
    return Answer(agenda, lines: lines(agenda, place.language))
  }

  static func lines(_ agenda: Agenda, _ language: Language) -> [String] {
    if agenda.events.isEmpty { return [viewMessages.text("agenda.empty", in: language)] }
    return agenda.events.map { event in
      let places = event.places.map { $0.text(in: language) }.joined(separator: ", ")
      let cancelled =
        event.isCancelled ? viewMessages.text("agenda.cancelled", in: language) + " " : ""
      return HumanTime.day(event.start.local.date, in: language) + " "
        + ClockLabel.text(event.start, in: agenda.zone) + " – "
        + ClockLabel.text(event.end, in: agenda.zone)
        + "  \(event.id)  \(cancelled)\(event.publicity.title)  (\(places))"
    }
  }
}
