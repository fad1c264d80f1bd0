import ArgumentParser
import StudioBooking
import StudioStore

/// `studio calendar`: what occupies the units on a day or in a week.
struct CalendarCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "Shows the reservations of a day or a week.",
    subcommands: [CalendarImportCommand.self, CalendarImportDays.self, CalendarInvite.self])
  @Argument(help: "The space, such as gaming (default: all).") var space: String?
  @Option(help: "The date (default: today).", transform: BookingArguments.date)
  var day: CivilDate?
  @Option(help: "The week, such as 2026-W49.", transform: BookingArguments.week)
  var week: CivilDate?
  @Flag(help: "Print everything to come as an iCalendar file.") var ics = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if day != nil, week != nil { throw ValidationError("Give --day or --week, not both.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    if ics {
      let calendar = try await place.store.calendarText(
        space.map { .space(SpaceID(rawValue: $0)) } ?? .venue, in: place.language, at: place.now)
      return Answer(
        ["fileName": calendar.fileName, "text": calendar.text], text: calendar.text)
    }
    let interval =
      if let week {
        place.venue.zone.interval(from: week, days: 7)
      } else {
        place.venue.zone.interval(from: day ?? place.today, days: 1)
      }
    let entries = try await place.store.calendar(
      of: space.map { SpaceID(rawValue: $0) }, in: interval, for: .staff(nil))
    return Answer(entries, lines: DeskText.lines(entries, place.language))
  }
}
