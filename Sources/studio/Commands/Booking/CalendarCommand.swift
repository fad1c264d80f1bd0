import ArgumentParser
import StudioBooking
import StudioStore

/// `studio calendar …`: what occupies the units, and calendar files.
struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Shows the reservations of a day or a week; reads and writes calendar files.",
    subcommands: [
      CalendarView.self, CalendarImportCommand.self, CalendarImportDays.self,
      CalendarInvite.self,
    ],
    defaultSubcommand: CalendarView.self)
}

/// `studio calendar [SPACE]`: what occupies the units on a day or in a week.
struct CalendarView: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "view", abstract: "Shows the reservations of a day or a week (the default).")
  @Argument(help: "The space, such as gaming (default: all).") var space: String?
  @Option(help: "The date (default: today).", transform: BookingArguments.date)
  var day: CivilDate?
  @Option(help: "The week, such as 2026-W49.", transform: BookingArguments.week)
  var week: CivilDate?
  @Flag(help: "Print everything to come as an iCalendar file.") var ics = false
  @Flag(help: "Print the day as an A4 sheet (HTML) with boxes for walk-ins.") var html = false
  @Option(help: "Columns of text (default: the terminal's).") var width: Int?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if html, week != nil { throw ValidationError("--html prints one day.") }
    if day != nil, week != nil { throw ValidationError("Give --day or --week, not both.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    if ics {
      let calendar = try await place.store.calendarText(
        space.map { .space(SpaceID(rawValue: $0)) } ?? .venue, in: place.language, at: place.now)
      return Answer(
        ["fileName": calendar.fileName, "text": calendar.text], text: calendar.text)
    }
    let board = try await place.store.board(
      of: space.map { SpaceID(rawValue: $0) }, from: week ?? day ?? place.today,
      days: week == nil ? 1 : 7, for: .staff(nil), at: place.now)
    if html {
      return Answer(
        board.entries, lines: [DaySheet(board, place.venue, place.language).html])
    }
    let text = BoardText(board, place.venue, TerminalSurface(width: width), place.language)
    return Answer(board.entries, lines: week == nil ? text.day : text.week)
  }
}
