import ArgumentParser
import StudioBooking
import StudioStore

/// `studio quota …`: hours used and left, with the entries of the ledger behind them.
struct QuotaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quota", abstract: "Hours used and left, and the ledger behind them.",
    subcommands: [QuotaShow.self, QuotaForgive.self], defaultSubcommand: QuotaShow.self)
}

struct QuotaShow: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the quotas of a person or an organisation.")
  @Argument(
    help: "A person, or an organisation's number (O-2).", transform: PersonArguments.subject)
  var subject: SubjectReference
  @Option(help: "A date of the periods to show (default: today).", transform: BookingArguments.date)
  var on: CivilDate?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let report = try await place.store.quotas(
      of: subject, on: on ?? place.today, at: place.now)
    return Answer(report, lines: MoneyLines.lines(report, place))
  }
}

struct QuotaForgive: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "forgive",
    abstract: "Gives hours back that stayed used after a late cancellation or an absence.")
  @Argument(help: "The reservation, such as R-17.", transform: BookingArguments.reservation)
  var reservation: ReservationID
  @Option(help: "Why; kept in the history.") var reason: String
  @Option(help: "The staff member who does it (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    DeskText.answer(
      try await place.store.forgive(
        reservation, by: place.staff(by), reason: reason, at: place.now), place)
  }
}
