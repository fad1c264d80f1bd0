import ArgumentParser
import StudioBooking
import StudioStore

struct PersonAuthorise: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "authorise",
    abstract: "Notes that a guardian signed for a minor: valid until the end of the school year.")
  @Argument(help: "The minor.", transform: BookingArguments.person) var person: PersonReference
  @Option(help: "Who signed.", transform: BookingArguments.person) var guardian: PersonReference
  @Option(help: "The day of the signature (default: today).", transform: BookingArguments.date)
  var on: CivilDate?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(
      try await place.store.authorise(person, by: guardian, on: on ?? place.today), place)
  }
}

struct PersonQualify: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "qualify", abstract: "Notes that a person is qualified for something.")
  @Argument(help: "The person.", transform: BookingArguments.person) var person: PersonReference
  @Argument(help: "The qualification, such as laser.") var qualification: String
  @Option(help: "The first day (default: today).", transform: BookingArguments.date)
  var on: CivilDate?
  @Option(help: "The last day (default: as the venue says).", transform: BookingArguments.date)
  var until: CivilDate?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let on, let until, until < on { throw ValidationError("--until comes before --on.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(
      try await place.store.qualify(
        person, as: qualification, from: on ?? place.today, until: until), place)
  }
}

struct PersonAccount: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Gives a person of 13 or more an account, or takes it away.")
  @Argument(help: "The person.", transform: BookingArguments.person) var person: PersonReference
  @Option(help: "member, staff or admin.", transform: PersonArguments.role) var role: AccountRole?
  @Flag(help: "Takes the account away.") var remove = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (role == nil) == remove else { throw ValidationError("Give --role or --remove.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(try await place.store.setRole(role, of: person, at: place.now), place)
  }
}

struct PersonMerge: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Makes two records of one person one.")
  @Argument(help: "The record that goes.", transform: BookingArguments.person)
  var person: PersonReference
  @Option(help: "The record that stays.", transform: BookingArguments.person)
  var into: PersonReference
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(try await place.store.merge(person, into: into, at: place.now), place)
  }
}

struct PersonErase: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Forgets a person: name, addresses, age, titles. Numbers and totals stay.")
  @Argument(help: "The person.", transform: BookingArguments.person) var person: PersonReference
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let erased = try await place.store.erase(person, at: place.now)
    return Answer(
      erased,
      lines: [
        PeopleText.text(
          "person.erased", place.language, ["person": erased.person.id.description])
      ])
  }
}
