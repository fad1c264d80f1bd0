import ArgumentParser
import StudioBooking
import StudioStore

/// `studio confirm`.
struct ConfirmCommand: ChangingCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Makes a hold a booking, or a request where staff approve.")
  @OptionGroup var options: ChangeOptions
  static let change = StatusChange.confirm
}

/// `studio move`: another time, length or unit.
struct MoveCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Gives a reservation another time, length or unit.",
    discussion: "Without --start the start stays, without --duration or --end the length.")
  @OptionGroup var options: ChangeOptions
  @Option(help: "The new start, in the venue's time.", transform: BookingArguments.time)
  var start: RequestedTime?
  @Option(help: "The new length: 90m, 2h, 1h30.", transform: BookingArguments.minutes)
  var duration: Int?
  @Option(help: "The new end, instead of --duration.", transform: BookingArguments.time)
  var end: RequestedTime?
  @Option(help: "A unit to choose; may be repeated (default: the same ones where possible).")
  var unit: [String] = []
  @Option(
    help: "A rule to set aside, such as lead_time; may be repeated, needs --reason.",
    transform: BookingArguments.rule)
  var override: [RefusalCode] = []

  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func validate() throws {
    if duration != nil, end != nil {
      throw ValidationError("Give --duration or --end, not both.")
    }
    if start == nil, duration == nil, end == nil, unit.isEmpty {
      throw ValidationError("Give --start, --duration, --end or --unit.")
    }
    if !override.isEmpty, (options.reason ?? "").isEmpty {
      throw ValidationError("--override needs --reason.")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let length: ReservationMove.Length =
      if let end { .until(end) } else if let duration { .minutes(duration) } else { .same }
    let moved = try await place.store.move(
      options.reservation,
      ReservationMove(
        start: start, length: length, units: unit.map { UnitID(rawValue: $0) },
        overrides: Set(override), reason: options.reason),
      by: options.actor(at: place), expectedVersion: options.version, key: options.key,
      at: place.now)
    return DeskText.answer(moved, place)
  }
}

/// `studio extend`: stay longer, if nobody comes after.
struct ExtendCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Lets somebody stay longer, if it is free after them.")
  @OptionGroup var options: ChangeOptions
  @Argument(help: "How much longer: 30m, 1h.", transform: BookingArguments.minutes)
  var longer: Int

  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func answer(at place: Workplace) async throws -> Answer {
    let extended = try await place.store.move(
      options.reservation, .extend(byMinutes: longer, reason: options.reason),
      by: options.actor(at: place), expectedVersion: options.version, key: options.key,
      at: place.now)
    return DeskText.answer(extended, place)
  }
}

/// `studio history`: who changed what.
struct HistoryCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Shows who changed what about a reservation, and when.")
  @Argument(help: "The reservation, such as R-17.", transform: BookingArguments.reservation)
  var reservation: ReservationID
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let entries = try await place.store.history(of: reservation, for: .staff(nil))
    return Answer(entries, lines: entries.map { LifecycleText.line($0, place) })
  }
}
