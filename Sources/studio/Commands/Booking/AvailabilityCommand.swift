import ArgumentParser
import Localization
import StudioBooking
import StudioStore

/// `studio availability`: the times at which an offering can be booked.
struct AvailabilityCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "availability", abstract: "Lists when an offering can be booked.")
  @Argument(help: "The offering, such as podcast-studio.") var offering: String
  @Option(help: "The first date (default: today).", transform: BookingArguments.date)
  var date: CivilDate?
  @Option(
    help: ArgumentHelp(
      "How many dates, at most \(AvailabilityQuery.longestDays) (default: 1); with --first at most "
        + "\(FirstFreeQuery.longestDays) (default: 90)."))
  var days: Int?
  @Option(help: "How many units of a choice must be free together, such as 4 stations.")
  var together: Int?
  @Flag(help: "Only the first time that is free.") var first = false
  @Option(
    help: "How long, such as 90m (default: the offering's usual length).",
    transform: BookingArguments.minutes)
  var duration: Int?
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Who asks: an e-mail address, a number (P-3) or a name; without it and --organisation the "
        + "rules about who books are left out."),
    transform: BookingArguments.person)
  var person: PersonReference?
  @OptionGroup var behalf: BehalfOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let longest = first ? FirstFreeQuery.longestDays : AvailabilityQuery.longestDays
    guard (1...longest).contains(days ?? 1) else {
      throw ValidationError("--days goes from 1 to \(longest).")
    }
    guard (together ?? 1) > 0 else { throw ValidationError("--together is at least 1.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let id = OfferingID(rawValue: offering)
    let firstDate = date ?? place.today
    let asker =
      person == nil && behalf.value == .themselves ? nil : Asker(person, behalf: behalf.value)
    if first {
      let found = try await place.store.firstFree(
        FirstFreeQuery(
          offering: id, firstDate: firstDate, days: days ?? 90, durationMinutes: duration,
          together: together, asker: asker), at: place.now)
      return Answer(found, lines: AvailabilityText.lines(of: found, place))
    }
    let query = AvailabilityQuery(
      offering: id, firstDate: firstDate, days: days ?? 1, durationMinutes: duration,
      together: together, asker: asker)
    let found = try await place.store.availability(query, at: place.now)
    return Answer(found, lines: DeskText.lines(found, query, place.venue.zone, place.language))
  }
}

/// Single free times as people read them.
enum AvailabilityText {
  static func lines(of found: Availability, _ place: Workplace) -> [String] {
    if found.slots.isEmpty { return [deskMessages.text("availability.none", in: place.language)] }
    return found.slots.map { slot in
      let units = (slot.together ?? slot.freeUnits).map(\.rawValue).joined(separator: " + ")
      return HumanTime.day(slot.start.local.date, in: place.language) + " "
        + ClockLabel.text(slot.start, in: place.venue.zone) + " – "
        + ClockLabel.text(slot.end, in: place.venue.zone) + "  \(units)"
    }
  }
}
