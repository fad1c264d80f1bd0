import ArgumentParser
import StudioBooking
import StudioStore

/// What every command about one reservation takes.
struct ChangeOptions: ParsableArguments {
  @Argument(help: "The reservation, such as R-17.", transform: BookingArguments.reservation)
  var reservation: ReservationID
  @Option(help: "Why; kept in the history.") var reason: String?
  @Option(help: "Makes the command repeatable: the same key gives the same answer.")
  var key: String?
  @Option(
    name: .customLong("if-version"),
    help: "Only if the reservation still has this version.")
  var version: Int?
  @Option(help: "The staff member who does it (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @Option(
    name: .customLong("as"),
    help: "The person who asks for it (P-3): their rights and notice count, not those of staff.",
    transform: BookingArguments.personID)
  var asPerson: PersonID?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  /// Who does it.
  ///
  /// - Throws: `unknown_person` for a number nobody has.
  func actor(at place: Workplace) async throws -> Actor {
    guard let asPerson else { return try await place.staff(by) }
    return .person(try await place.store.person(.id(asPerson)).person.id)
  }

  func validate() throws {
    if by != nil, asPerson != nil { throw ValidationError("Give --by or --as, not both.") }
  }
}

/// A command that changes the status of one reservation.
protocol ChangingCommand: AnsweringCommand {
  static var change: StatusChange { get }
  var options: ChangeOptions { get }
}

extension ChangingCommand {
  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func answer(at place: Workplace) async throws -> Answer {
    let changed = try await place.store.change(
      Self.change, options.reservation, by: options.actor(at: place), reason: options.reason,
      expectedVersion: options.version, key: options.key, at: place.now)
    return DeskText.answer(changed, place)
  }
}

/// `studio cancel`.
struct CancelCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancels a reservation and frees its units.")
  @OptionGroup var options: ChangeOptions
  static let change = StatusChange.cancel
}

/// `studio check-in`.
struct CheckInCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-in",
    abstract: "Notes that the person has arrived; opens the session of a recording.")
  @OptionGroup var options: ChangeOptions
  static let change = StatusChange.checkIn
}

/// `studio approve`.
struct ApproveCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Confirms a request.")
  @OptionGroup var options: ChangeOptions
  static let change = StatusChange.approve
}

/// `studio reject`.
struct RejectCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Turns a request down and frees its units.")
  @OptionGroup var options: ChangeOptions
  static let change = StatusChange.reject
}

/// `studio no-show`.
struct NoShowCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "no-show", abstract: "Notes that nobody came and frees the units.")
  @OptionGroup var options: ChangeOptions
  static let change = StatusChange.noShow
}
