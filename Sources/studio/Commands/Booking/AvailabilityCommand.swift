import ArgumentParser
import StudioBooking
import StudioStore

/// `studio availability`: the times at which an offering can be booked.
struct AvailabilityCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "availability", abstract: "Lists when an offering can be booked.")
  @Argument(help: "The offering, such as podcast-studio.") var offering: String
  @Option(help: "The first date (default: today).", transform: BookingArguments.date)
  var date: CivilDate?
  @Option(help: "How many dates, at most \(AvailabilityQuery.longestDays).") var days = 1
  @Option(
    help: "How long, such as 90m (default: the offering's usual length).",
    transform: BookingArguments.minutes)
  var duration: Int?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...AvailabilityQuery.longestDays).contains(days) else {
      throw ValidationError("--days goes from 1 to \(AvailabilityQuery.longestDays).")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let query = AvailabilityQuery(
      offering: OfferingID(rawValue: offering), firstDate: date ?? place.today, days: days,
      durationMinutes: duration)
    let found = try await place.store.availability(query, at: place.now)
    return Answer(found, lines: DeskText.lines(found, query, place.language))
  }
}
