import ArgumentParser
import StudioBooking
import StudioStore

/// What every write at the front desk takes.
struct FrontDeskOptions: ParsableArguments {
  @Option(help: "Makes the command repeatable: the same key gives the same answer.")
  var key: String?
  @Option(help: "The staff member who does it (P-1).", transform: BookingArguments.personID)
  var by: PersonID?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions
}

/// `studio walk-in`: somebody who came without a booking.
struct WalkInCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk-in", abstract: "Lets somebody in who came without a booking.")
  @Argument(help: "Where they sit down, such as PC-3.") var unit: String
  @Argument(
    help: "Who: a name is enough; a number (P-3) or an address works too.",
    transform: BookingArguments.person)
  var person: PersonReference
  @Option(
    name: .customLong("for"), help: "For how long (default: the offering's usual length).",
    transform: BookingArguments.minutes)
  var minutes: Int?
  @Option(help: "How many people.") var people: Int?
  @Option(
    help: "How old they are, as a band such as 12-15: never a date of birth.",
    transform: PersonArguments.age)
  var age: AgeBand?
  @OptionGroup var behalf: BehalfOptions
  @Option(
    help: "A rule to set aside, such as closed; may be repeated, needs --reason.",
    transform: BookingArguments.rule)
  var override: [RefusalCode] = []
  @Option(help: "Why the rule is set aside; kept in the history.") var reason: String?
  @OptionGroup var options: FrontDeskOptions

  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func validate() throws {
    if !override.isEmpty, (reason ?? "").isEmpty {
      throw ValidationError("--override needs --reason.")
    }
    if let people, people < 1 { throw ValidationError("--people is at least 1.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let entered = try await place.store.walkIn(
      WalkIn(
        unit: UnitID(rawValue: unit), person: person, minutes: minutes, people: people,
        age: age, behalf: behalf.value, overrides: Set(override), reason: reason),
      by: place.staff(options.by), key: options.key, at: place.now)
    return DeskText.answer(entered, place)
  }
}

/// `studio block`: a unit nobody may use for a while.
struct BlockCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "block", abstract: "Keeps units from everybody: a repair, a visit.",
    discussion: """
      The block is a reservation of nobody: “move” gives it another time, “cancel” ends it. It takes
      no unit away from a booking there is; “unit close” lists those instead.
      """)
  @Argument(help: "The unit and the reason: PC-4 \"fan is broken\"; more units may come first.")
  var words: [String]
  @Option(help: "From when (default: now).", transform: BookingArguments.time)
  var from: RequestedTime?
  @Option(help: "Until when (default: the end of that day).", transform: BookingArguments.time)
  var until: RequestedTime?
  @OptionGroup var options: FrontDeskOptions

  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func validate() throws {
    if words.count < 2 || words.contains("") {
      throw ValidationError("Say which unit and why: studio block PC-4 \"fan is broken\".")
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let blocked = try await place.store.block(
      UnitBlock(
        units: words.dropLast().map { UnitID(rawValue: $0) }, start: from, end: until,
        reason: words.last ?? ""),
      by: place.staff(options.by), key: options.key, at: place.now)
    return DeskText.answer(blocked, place)
  }
}
