import ArgumentParser
import StudioBooking
import StudioStore

/// `studio book`: books, or says why not and what would be possible.
struct BookCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Books an offering for a person.")
  @Argument(help: "The offering, such as podcast-studio.") var offering: String
  @Option(
    help: "When it starts, in the venue's time: 2026-12-01T14:00.",
    transform: BookingArguments.time)
  var start: RequestedTime
  @Option(
    help: "How long: 90m, 2h, 1h30 (default: the offering's usual length).",
    transform: BookingArguments.minutes)
  var duration: Int?
  @Option(help: "When it ends, instead of --duration.", transform: BookingArguments.time)
  var end: RequestedTime?
  @Option(
    name: .customLong("for"), help: "Whom for: an e-mail address, a number (P-3) or a name.",
    transform: BookingArguments.person)
  var person: PersonReference
  @Option(help: "A unit to choose, such as PC-3; may be repeated.") var unit: [String] = []
  @Option(help: "What it is about; staff and the person see it.") var title: String?
  @Option(help: "Another offering for the same time, all or none; may be repeated.")
  var and: [String] = []
  @Option(
    help: "Only keep it for so long, such as 10m, until “confirm”.",
    transform: BookingArguments.minutes)
  var hold: Int?
  @Option(
    help: "Somebody who comes along: \"Léa\" or \"Léa <lea@…>\"; may be repeated.",
    transform: BookingArguments.guest)
  var guest: [Guest] = []
  @Option(help: "How many people come in all.") var people: Int?
  @OptionGroup var behalf: BehalfOptions
  @Option(help: "Makes the command repeatable: the same key gives the same answer.")
  var key: String?
  @Option(help: "The staff member who books (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @Option(
    help: "A rule to set aside, such as lead_time; may be repeated, needs --reason.",
    transform: BookingArguments.rule)
  var override: [RefusalCode] = []
  @Option(help: "Why the rule is set aside; kept in the history.") var reason: String?
  @OptionGroup(title: "Repeating") var repeating: RepetitionOptions
  @Option(
    name: .customLong("public"),
    help: "Announces it in the public agenda under this title; without it nothing is public.")
  var publicTitle: String?
  @OptionGroup var publicity: PublicityOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if duration != nil, end != nil {
      throw ValidationError("Give --duration or --end, not both.")
    }
    if !override.isEmpty, (reason ?? "").isEmpty {
      throw ValidationError("--override needs --reason.")
    }
    if let key, !(1...200).contains(key.count) {
      throw ValidationError("--key has 1 to 200 characters.")
    }
    if let hold, !(1...1440).contains(hold) {
      throw ValidationError("--hold goes from 1m to 24h.")
    }
    if let people, people < guest.count + 1 {
      throw ValidationError(
        "--people counts the person and the guests: at least \(guest.count + 1).")
    }
    if !and.isEmpty, !unit.isEmpty {
      throw ValidationError("Choose units with “move” after booking several offerings.")
    }
    if repeating.every != nil || repeating.rule != nil, hold != nil || !and.isEmpty {
      throw ValidationError("--hold and --and go with a booking that happens once.")
    }
    if let publicTitle { _ = try publicity.publicity(title: publicTitle) }
    if publicTitle == nil, !publicity.isEmpty {
      throw ValidationError("--summary, --url, --organiser, --audience and --seats need --public.")
    }
    if let title, !(1...200).contains(title.unicodeScalars.count) {
      throw ValidationError("--title has 1 to 200 characters.")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let ending: BookingRequest.End =
      if let end { .at(end) } else if let duration { .afterMinutes(duration) } else { .usual }
    let announcement = try publicTitle.map { try publicity.publicity(title: $0) }
    let request = BookingRequest(
      offering: OfferingID(rawValue: offering), start: start, end: ending,
      units: unit.map { UnitID(rawValue: $0) }, person: person, title: title,
      overrides: Set(override), overrideReason: reason, holdMinutes: hold, guests: guest,
      people: people, behalf: behalf.value, publicity: announcement)
    let actor = try await place.staff(by)
    if let repetition = try repeating.repetition(start: start.local.date) {
      return try await SeriesBooking.answer(
        request, repetition, repeating, by: actor, key: key, at: place)
    }
    let booked =
      if and.isEmpty {
        [try await place.store.reserve(request, by: actor, key: key, at: place.now)]
      } else {
        try await place.store.reserveTogether(
          [request] + and.map { request.booking(OfferingID(rawValue: $0)) }, by: actor, key: key,
          at: place.now)
      }
    if and.isEmpty, let only = booked.first { return DeskText.answer(only, place) }
    return Answer(list: booked) { DeskText.line($0, place) }
  }
}
