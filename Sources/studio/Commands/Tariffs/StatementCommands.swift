import ArgumentParser
import StudioBooking
import StudioStore

/// `studio statement`: what somebody owes for a month; never an invoice.
struct StatementCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement",
    abstract: "What a person or an organisation owes for the bookings of a month.")
  @Argument(
    help: "A person, or an organisation's number (O-2).", transform: PersonArguments.subject)
  var subject: SubjectReference
  @Option(help: "The month, such as 2026-12 (default: this one).", transform: PersonArguments.month)
  var month: CivilDate?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let first = QuotaPeriod.month.firstDate(containing: month ?? place.today)
    let statement = try await place.store.statement(of: subject, month: first)
    return Answer(statement, lines: MoneyLines.lines(statement, place))
  }
}

/// `studio accounting`: every charge of a month for the town's accounting.
struct AccountingCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounting", abstract: "Every charge of a month, for the town's accounting.")
  @Option(help: "The month, such as 2026-12 (default: this one).", transform: PersonArguments.month)
  var month: CivilDate?
  @Flag(help: "As CSV (UTF-8; columns in docs/accounting.md).") var csv = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let entries = try await place.store.accounting(month: month ?? place.today)
    guard csv else {
      return Answer(
        list: entries, none: PeopleText.text("money.none", place.language)
      ) { MoneyLines.line($0, place) }
    }
    // The table ends its own last line.
    var text = AccountingCSV.text(of: entries, at: place.venue)
    if text.hasSuffix("\r\n") { text.removeLast() }
    return Answer(entries, lines: [text])
  }
}

/// `studio payment`: what became of a price.
struct PaymentCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "payment",
    abstract: "Notes that a reservation is paid, let off, due, or paid back.")
  @Argument(help: "The reservation, such as R-17.", transform: BookingArguments.reservation)
  var reservation: ReservationID
  @Argument(
    help: "paid, waived (asked no more), due, or refunded (what is not asked was paid back).",
    transform: PersonArguments.payment)
  var state: PaymentChange
  @Option(help: "Why; needed to let a price off.") var reason: String?
  @Option(help: "The staff member who does it (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if state == .waived, (reason ?? "").isEmpty { throw ValidationError("waived needs --reason.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    DeskText.answer(
      try await place.store.settle(
        reservation, as: state, by: place.staff(by), reason: reason, at: place.now), place)
  }
}
