import Localization
import StudioBooking

/// People, organisations, hours and money as people read them in a terminal.
enum PeopleText {
  static func text(
    _ key: String, _ language: Language, _ values: [String: String] = [:]
  ) -> String {
    peopleMessages.text(key, in: language, values)
  }

  /// A person in one line.
  static func line(_ person: Person, _ place: Workplace) -> String {
    let details = person.details
    let age = details.age.map { text("person.age", place.language, ["age": $0.description]) }
    let facts: [String?] = [
      details.email, details.phone, details.category.map { categoryName($0, place) },
      details.postcode, age,
    ]
    return ([person.id.description, details.name] + facts.compactMap { $0 })
      .joined(separator: "  ")
  }

  /// Everything on file about a person.
  static func answer(_ record: PersonRecord, _ place: Workplace) -> Answer {
    let language = place.language
    var lines = [line(record.person, place)]
    if let guardian = record.person.details.guardian {
      lines.append(text("person.guardian", language, ["person": guardian.description]))
    }
    if let role = record.role {
      lines.append(
        text("person.account", language, ["role": text("role.\(role.rawValue)", language)]))
    }
    lines += record.organisations.map { "  " + line($0, place) }
    lines += record.qualifications.map { held in
      let kind = place.venue.qualifications.first { $0.id == held.kind }
      let values = [
        "name": kind?.name.text(in: language) ?? held.kind,
        "until": held.until.map { HumanTime.day($0, in: language) } ?? "",
      ]
      return text(
        held.until == nil ? "person.qualified_for_good" : "person.qualified", language, values)
    }
    lines += record.authorisations.map { signed in
      text(
        "person.authorised", language,
        [
          "person": signed.guardian.description,
          "until": HumanTime.day(signed.until, in: language),
        ])
    }
    lines.append(
      text("person.reservations", language, ["count": String(record.reservations)]))
    return Answer(record, lines: lines)
  }

  /// An organisation in one line.
  static func line(_ organisation: Organisation, _ place: Workplace) -> String {
    let details = organisation.details
    let facts: [String?] = [
      categoryName(details.category, place), details.companyNumber?.description, details.email,
      details.postcode,
    ]
    return ([organisation.id.description, details.name] + facts.compactMap { $0 })
      .joined(separator: "  ")
  }

  static func answer(_ organisation: Organisation, _ place: Workplace) -> Answer {
    Answer(organisation, lines: [line(organisation, place)])
  }

  private static func categoryName(_ id: String, _ place: Workplace) -> String {
    place.venue.category(id)?.name.text(in: place.language) ?? id
  }
}

/// The sentences of the commands about people, hours and money.
let peopleMessages = MessageCatalogue([
  .french: PackageResources.people_fr_json, .dutch: PackageResources.people_nl_json,
  .german: PackageResources.people_de_json, .english: PackageResources.people_en_json,
])
