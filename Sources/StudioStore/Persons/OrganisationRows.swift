import GRDB
import StudioBooking

/// Organisations as rows.
enum OrganisationRows {
  /// Finds the organisation a command names.
  ///
  /// - Throws: a refusal with code `unknown_organisation` or `ambiguous_organisation`.
  static func find(_ reference: OrganisationReference, _ db: Database) throws -> Organisation {
    let found: [Organisation]
    switch reference {
    case .id(let id):
      found = try organisations(db, where: "id = ?", [id.number])
    case .name(let name):
      found = try organisations(db, where: "name_key = ?", [PersonReference.nameKey(name)])
    }
    guard let only = try only(of: found, reference) else {
      throw Refusal(.unknownOrganisation, subject: reference.description)
    }
    return only
  }

  /// The organisation of a name; nil when there is none.
  ///
  /// - Throws: a refusal with code `ambiguous_organisation`.
  static func named(_ name: String, _ db: Database) throws -> Organisation? {
    let found = try organisations(db, where: "name_key = ?", [PersonReference.nameKey(name)])
    return try only(of: found, .name(name))
  }

  private static func only(
    of found: [Organisation], _ reference: OrganisationReference
  ) throws -> Organisation? {
    guard found.count > 1 else { return found.first }
    throw Refusal(
      .ambiguousOrganisation, subject: reference.description,
      limit: .text(found.map(\.id.description).joined(separator: ", ")))
  }

  /// Every organisation, by name.
  static func all(_ db: Database) throws -> [Organisation] {
    try organisations(db, where: "1", []).sorted { $0.details.name < $1.details.name }
  }

  /// The organisations a person may book for.
  static func all(of person: PersonID, _ db: Database) throws -> [Organisation] {
    try organisations(
      db, where: "id IN (SELECT organisation_id FROM membership WHERE person_id = ?)",
      [person.number])
  }

  static func insert(
    _ details: OrganisationDetails, nowUTC: Int, _ db: Database
  ) throws -> Organisation {
    try db.execute(
      sql: """
        INSERT INTO organisation(name, name_key, category, created_utc) VALUES (?, ?, ?, ?)
        """,
      arguments: [
        details.name, PersonReference.nameKey(details.name), details.category, nowUTC,
      ])
    let organisation = Organisation(
      id: OrganisationID(Int(db.lastInsertedRowID)), details: details)
    try update(organisation, db)
    return organisation
  }

  static func update(_ organisation: Organisation, _ db: Database) throws {
    let details = organisation.details
    try db.execute(
      sql: """
        UPDATE organisation SET name = ?, name_key = ?, category = ?, company_number = ?,
          vat_liable = ?, email = ?, postcode = ?
        WHERE id = ?
        """,
      arguments: [
        details.name, PersonReference.nameKey(details.name), details.category,
        details.companyNumber?.description, details.isVATLiable, details.email, details.postcode,
        organisation.id.number,
      ])
  }

  static func setMember(
    _ person: PersonID, of organisation: OrganisationID, to isMember: Bool, _ db: Database
  ) throws {
    try db.execute(
      sql: isMember
        ? "INSERT OR IGNORE INTO membership(organisation_id, person_id) VALUES (?, ?)"
        : "DELETE FROM membership WHERE organisation_id = ? AND person_id = ?",
      arguments: [organisation.number, person.number])
  }

  private static func organisations(
    _ db: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [Organisation] {
    try Row.fetchAll(
      try db.cachedStatement(sql: "SELECT * FROM organisation WHERE \(condition) ORDER BY id"),
      arguments: arguments
    ).map { row in
      let number: String? = row["company_number"]
      return Organisation(
        id: OrganisationID(row["id"]),
        details: OrganisationDetails(
          name: row["name"], category: row["category"],
          companyNumber: number.flatMap { CompanyNumber(text: $0) },
          isVATLiable: row["vat_liable"], email: row["email"], postcode: row["postcode"]))
    }
  }
}
