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
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  /// Makes the change and shows the result.
  func run(_ change: StatusChange) async throws {
    try await BookingDeskPlace.run(data, output) { place in
      let changed = try await place.store.change(
        change, reservation, by: .staff(by), reason: reason, expectedVersion: version, key: key,
        at: place.now)
      try DeskText.show(changed, place, output)
    }
  }
}

/// `studio cancel`.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancels a reservation and frees its units.")
  @OptionGroup var options: ChangeOptions
  func run() async throws { try await options.run(.cancel) }
}

/// `studio check-in`.
struct CheckInCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-in",
    abstract: "Notes that the person has arrived; opens the session of a recording.")
  @OptionGroup var options: ChangeOptions
  func run() async throws { try await options.run(.checkIn) }
}

/// `studio approve`.
struct ApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Confirms a request.")
  @OptionGroup var options: ChangeOptions
  func run() async throws { try await options.run(.approve) }
}

/// `studio reject`.
struct RejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Turns a request down and frees its units.")
  @OptionGroup var options: ChangeOptions
  func run() async throws { try await options.run(.reject) }
}

/// `studio no-show`.
struct NoShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "no-show", abstract: "Notes that nobody came and frees the units.")
  @OptionGroup var options: ChangeOptions
  func run() async throws { try await options.run(.noShow) }
}
