import ArgumentParser
import Foundation
import StudioBooking
import StudioStore

/// `studio organisation …`: bodies that book through their people.
struct OrganisationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organisation", abstract: "Associations, schools, companies and services.",
    subcommands: [
      OrganisationList.self, OrganisationShow.self, OrganisationAdd.self, OrganisationEdit.self,
      OrganisationMember.self,
    ])
}

struct OrganisationList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the organisations.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    Answer(
      list: try await place.store.organisations(),
      none: PeopleText.text("organisation.none", place.language)
    ) { PeopleText.line($0, place) }
  }
}

struct OrganisationShow: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows an organisation.")
  @Argument(help: "Its number (O-2) or name.", transform: PersonArguments.organisation)
  var organisation: OrganisationReference
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(try await place.store.organisation(organisation), place)
  }
}

struct OrganisationAdd: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds an organisation.")
  @Argument(help: "Its name.") var name: String
  @Option(help: "Its tariff category, such as asbl, ecole or entreprise.") var category: String
  @Option(help: "Its enterprise number.", transform: PersonArguments.companyNumber)
  var companyNumber: CompanyNumber?
  @Flag(help: "It charges VAT itself.") var vatLiable = false
  @Option(help: "The address for statements.") var email: String?
  @Option(help: "Its postcode.") var postcode: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try RecordName.check(name) }

  func answer(at place: Workplace) async throws -> Answer {
    let added = try await place.store.addOrganisation(
      OrganisationDetails(
        name: name.precomposedStringWithCanonicalMapping, category: category,
        companyNumber: companyNumber, isVATLiable: vatLiable, email: email, postcode: postcode),
      at: place.now)
    return PeopleText.answer(added, place)
  }
}

struct OrganisationEdit: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Changes an organisation.")
  @Argument(help: "Its number (O-2) or name.", transform: PersonArguments.organisation)
  var organisation: OrganisationReference
  @Option(help: "The new name.") var name: String?
  @Option(help: "Its tariff category.") var category: String?
  @Option(help: "Its enterprise number.", transform: PersonArguments.companyNumber)
  var companyNumber: CompanyNumber?
  @Flag(inversion: .prefixedNo, help: "Whether it charges VAT itself.") var vatLiable: Bool?
  @Option(help: "The address for statements; empty takes it away.") var email: String?
  @Option(help: "Its postcode; empty takes it away.") var postcode: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { if let name { try RecordName.check(name) } }

  func answer(at place: Workplace) async throws -> Answer {
    let (name, category, number) = (name, category, companyNumber)
    let (liable, email, postcode) = (vatLiable, email, postcode)
    let changed = try await place.store.edit(organisation) { details in
      details.name = name?.precomposedStringWithCanonicalMapping ?? details.name
      details.category = category ?? details.category
      details.companyNumber = number ?? details.companyNumber
      details.isVATLiable = liable ?? details.isVATLiable
      if let email { details.email = email.isEmpty ? nil : email }
      if let postcode { details.postcode = postcode.isEmpty ? nil : postcode }
    }
    return PeopleText.answer(changed, place)
  }
}

struct OrganisationMember: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "member", abstract: "Lets a person book for an organisation, or no longer.")
  @Argument(help: "Its number (O-2) or name.", transform: PersonArguments.organisation)
  var organisation: OrganisationReference
  @Argument(help: "The person.", transform: BookingArguments.person) var person: PersonReference
  @Flag(help: "No longer.") var remove = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    PeopleText.answer(
      try await place.store.setMember(
        person, of: organisation, to: !remove, at: place.now), place)
  }
}
