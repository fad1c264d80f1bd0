import ArgumentParser
import StudioBooking
import StudioStore

/// `studio person …`: who books.
struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "The people who book or take part; no login needed.",
    subcommands: [
      PersonFind.self, PersonShow.self, PersonAdd.self, PersonEditCommand.self,
      PersonAuthorise.self, PersonQualify.self, PersonAccount.self, PersonMerge.self,
      PersonErase.self,
    ])
}

struct PersonFind: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Lists people whose name or e-mail address contains a text.",
    aliases: ["list"])
  @Argument(help: "The text (default: everybody).") var text = ""
  @Option(help: "How many at most.") var limit = 50
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    Answer(
      list: try await place.store.people(matching: text, limit: max(1, limit)),
      none: PeopleText.text("person.none", place.language)
    ) { PeopleText.line($0, place) }
  }
}

struct PersonShow: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows everything on file about a person.")
  @Argument(
    help: "An e-mail address, a number (P-3) or a name.", transform: BookingArguments.person)
  var person: PersonReference
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(try await place.store.person(person), place)
  }
}

/// What may be said about a person.
struct PersonOptions: ParsableArguments {
  @Option(help: "The e-mail address; empty takes it away.") var email: String?
  @Option(help: "The telephone number; empty takes it away.") var phone: String?
  @Option(help: "The tariff category, such as asbl; empty takes it away.") var category: String?
  @Option(help: "The postcode; empty takes it away.") var postcode: String?
  @Option(help: "The age band, such as 12-15 or 65+.", transform: PersonArguments.age)
  var age: AgeBand?
  @Option(help: "Who answers for a minor.", transform: BookingArguments.person)
  var guardian: PersonReference?

  func validate() throws {
    if let email, !email.isEmpty {
      guard case .email = PersonReference(text: email) else {
        throw ValidationError("'\(email)' is not an e-mail address.")
      }
    }
  }

  /// The change they describe.
  func edit(name: String? = nil) -> PersonEdit {
    PersonEdit(
      name: name, email: email, phone: phone, category: category, postcode: postcode, age: age,
      guardian: guardian)
  }
}

struct PersonAdd: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds a person.")
  @Argument(help: "The name.") var name: String
  @OptionGroup var details: PersonOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try RecordName.check(name) }

  func answer(at place: Workplace) async throws -> Answer {
    let added = try await place.store.addPerson(
      details.edit(name: name), named: name, at: place.now)
    return PeopleText.answer(added, place)
  }
}

struct PersonEditCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Changes what is on file about a person.")
  @Argument(
    help: "An e-mail address, a number (P-3) or a name.", transform: BookingArguments.person)
  var person: PersonReference
  @Option(help: "The new name.") var name: String?
  @OptionGroup var details: PersonOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { if let name { try RecordName.check(name) } }

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(try await place.store.edit(person, details.edit(name: name)), place)
  }
}

enum RecordName {
  static func check(_ name: String) throws {
    guard (1...200).contains(name.unicodeScalars.count),
      name.contains(where: { !$0.isWhitespace })
    else { throw ValidationError("A name has 1 to 200 characters.") }
  }
}
