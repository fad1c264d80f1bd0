import GRDB
public import StudioBooking

extension StudioDatabase: OrganisationStore {
  /// Adds an organisation.
  public func addOrganisation(
    _ details: OrganisationDetails, at nowUTC: Int
  ) async throws -> Organisation {
    try await write { db in
      try VenueRows.load(db).check(category: details.category)
      return try OrganisationRows.insert(details, nowUTC: nowUTC, db)
    }
  }

  /// Every organisation, by name.
  public func organisations() async throws -> [Organisation] {
    try await read { db in try OrganisationRows.all(db) }
  }

  /// Finds an organisation.
  public func organisation(_ reference: OrganisationReference) async throws -> Organisation {
    try await read { db in try OrganisationRows.find(reference, db) }
  }

  /// Changes an organisation's record.
  public func edit(
    _ reference: OrganisationReference,
    _ change: @escaping @Sendable (inout OrganisationDetails) -> Void
  ) async throws -> Organisation {
    try await write { db in
      let found = try OrganisationRows.find(reference, db)
      var details = found.details
      change(&details)
      try VenueRows.load(db).check(category: details.category)
      let changed = Organisation(id: found.id, details: details)
      try OrganisationRows.update(changed, db)
      return changed
    }
  }

  /// Lets a person book for an organisation, or no longer.
  public func setMember(
    _ person: PersonReference, of reference: OrganisationReference, to isMember: Bool,
    at nowUTC: Int
  ) async throws -> Organisation {
    try await write { db in
      let organisation = try OrganisationRows.find(reference, db)
      let member = try PersonRows.findOrCreate(person, nowUTC: nowUTC, db)
      try OrganisationRows.setMember(member.id, of: organisation.id, to: isMember, db)
      return organisation
    }
  }
}
