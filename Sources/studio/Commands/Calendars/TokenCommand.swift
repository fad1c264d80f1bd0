import ArgumentParser
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio token …`: secret addresses.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Secret addresses of calendars, for people's own programs.",
    subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])
}

struct TokenCreate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Makes a secret address.",
    subcommands: [TokenCreateCalendar.self])
}

struct TokenCreateCalendar: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Makes the address of a calendar; it is shown once and kept only as a hash.")
  @Option(help: "A person's own reservations (P-3).", transform: BookingArguments.personID)
  var person: PersonID?
  @Option(help: "What occupies a space, such as gaming.") var space: String?
  @Flag(help: "What occupies the whole venue.") var venue = false
  @Flag(help: "With names and titles, for staff; others read “Busy”.") var names = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [person != nil, space != nil, venue].count(where: { $0 }) == 1 else {
      throw ValidationError("Give one of --person, --space or --venue.")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let scope: CalendarScope =
      if let person { .person(person) } else if let space {
        .space(SpaceID(rawValue: space))
      } else { .venue }
    let made = try await place.store.createCalendarLink(scope, names: names, at: place.now)
    let base = place.addresses.base
    let url = (base.hasSuffix("/") ? base : base + "/") + "calendar/\(made.token).ics"
    Terminal.warn(seriesMessages.text("token.once", in: place.language))
    return Answer(
      ["id": made.link.name, "token": made.token, "url": url],
      lines: ["\(made.link.name)  \(url)"])
  }
}

struct TokenList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the addresses, without their secrets.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let links = try await place.store.calendarLinks()
    return Answer(list: links, none: seriesMessages.text("token.none", in: place.language)) {
      TokenText.line($0, place)
    }
  }
}

struct TokenRevoke: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Takes an address out of service at once.")
  @Argument(help: "Its number, such as K-3.") var id: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let digits = id.uppercased().hasPrefix("K-") ? id.dropFirst(2) : id[...]
    guard let number = Int(digits), number > 0 else {
      throw ValidationError("'\(id)' is not a number such as K-3.")
    }
    let link = try await place.store.revokeCalendarLink(number, at: place.now)
    return Answer(link, lines: [TokenText.line(link, place)])
  }
}

/// A calendar link as people read it in a terminal.
private enum TokenText {
  static func line(_ link: CalendarLink, _ place: Workplace) -> String {
    let scope: String =
      switch link.scope {
      case .person(let id): id.description
      case .space(let id): id.rawValue
      case .venue: place.venue.name.text(in: place.language)
      }
    let state = seriesMessages.text(
      link.revokedUTC == nil ? "token.works" : "token.revoked", in: place.language)
    let names = seriesMessages.text(
      link.names ? "token.names" : "token.busy", in: place.language)
    return "\(link.name)  \(scope)  \(names)  \(state)"
  }
}
