/// Keeps people and what is on file about them; each method is one whole transaction.
///
/// Every method throws ``Refusal`` when a rule says no, else the store's own error.
public protocol PersonStore: Sendable {
  /// Adds a person.
  func addPerson(
    _ edit: PersonEdit, named name: String, at nowUTC: Int
  ) async throws -> PersonRecord

  /// Everything on file about a person.
  func person(_ reference: PersonReference) async throws -> PersonRecord

  /// People whose name or address contains a text, by name.
  func people(matching text: String, limit: Int) async throws -> [Person]

  /// Changes a person's record.
  func edit(_ reference: PersonReference, _ edit: PersonEdit) async throws -> PersonRecord

  /// Makes two records one; the second stays, the first's number leads to it.
  func merge(
    _ reference: PersonReference, into other: PersonReference, at nowUTC: Int
  ) async throws -> PersonRecord

  /// Forgets a person; history and totals stay.
  func erase(_ reference: PersonReference, at nowUTC: Int) async throws -> PersonRecord

  /// Notes that a guardian signed for a minor, for one school year.
  func authorise(
    _ reference: PersonReference, by guardian: PersonReference, on date: CivilDate
  ) async throws -> PersonRecord

  /// Notes that a person is qualified.
  func qualify(
    _ reference: PersonReference, as kind: String, from date: CivilDate, until last: CivilDate?
  ) async throws -> PersonRecord

  /// Gives a person an account with a role, or takes it away.
  func setRole(
    _ role: AccountRole?, of reference: PersonReference, at nowUTC: Int
  ) async throws -> PersonRecord
}

/// Keeps organisations and who may book for them; each method is one whole transaction.
public protocol OrganisationStore: Sendable {
  /// Adds an organisation.
  func addOrganisation(
    _ details: OrganisationDetails, at nowUTC: Int
  ) async throws -> Organisation

  /// Every organisation, by name.
  func organisations() async throws -> [Organisation]

  /// Finds an organisation.
  func organisation(_ reference: OrganisationReference) async throws -> Organisation

  /// Changes an organisation's record.
  func edit(
    _ reference: OrganisationReference,
    _ change: @escaping @Sendable (inout OrganisationDetails) -> Void
  ) async throws -> Organisation

  /// Lets a person book for an organisation, or no longer.
  func setMember(
    _ person: PersonReference, of reference: OrganisationReference, to isMember: Bool,
    at nowUTC: Int
  ) async throws -> Organisation
}
