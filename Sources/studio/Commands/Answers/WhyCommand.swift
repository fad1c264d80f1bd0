import ArgumentParser
import StudioBooking
import StudioStore

/// `studio why`: what every rule says about a wanted booking, and what is possible instead.
struct WhyCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explains whether an offering can be booked: every rule, and the nearest times.")
  @Argument(help: "The offering, such as podcast-studio.") var offering: String
  @Option(
    help: "When it would start, in the venue's time: 2026-12-01T14:00.",
    transform: BookingArguments.time)
  var start: RequestedTime
  @Option(
    help: "How long: 90m, 2h, 1h30 (default: the offering's usual length).",
    transform: BookingArguments.minutes)
  var duration: Int?
  @Option(help: "When it would end, instead of --duration.", transform: BookingArguments.time)
  var end: RequestedTime?
  @Option(
    name: .customLong("for"), help: "Whom for: an e-mail address, a number (P-3) or a name.",
    transform: BookingArguments.person)
  var person: PersonReference?
  @Option(help: "A unit to choose, such as PC-3; may be repeated.") var unit: [String] = []
  @Option(help: "How many people come in all.") var people: Int?
  @OptionGroup var behalf: BehalfOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if duration != nil, end != nil {
      throw ValidationError("Give --duration or --end, not both.")
    }
    if let people, people < 1 { throw ValidationError("--people is at least 1.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let ending: BookingRequest.End =
      if let end { .at(end) } else if let duration { .afterMinutes(duration) } else { .usual }
    // Nobody is called by the empty name: without --for the rules see an unknown person.
    let request = BookingRequest(
      offering: OfferingID(rawValue: offering), start: start, end: ending,
      units: unit.map { UnitID(rawValue: $0) }, person: person ?? .name(""), people: people,
      behalf: behalf.value)
    let explanation = try await place.store.explain(request, at: place.now)
    return Answer(
      explanation, lines: explanation.lines(in: place.language, zone: place.venue.zone))
  }
}
