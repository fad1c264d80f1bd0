import GRDB
import StudioBooking

/// What is on file about a person besides their record: qualifications, authorisations, account.
enum PersonFileRows {
  static func record(of person: Person, _ db: Database) throws -> PersonRecord {
    let number = person.id.number
    let role = try String.fetchOne(
      try db.cachedStatement(sql: "SELECT role FROM account WHERE person_id = ?"),
      arguments: [number])
    let reservations = try Int.fetchOne(
      try db.cachedStatement(sql: "SELECT COUNT(*) FROM reservation WHERE person_id = ?"),
      arguments: [number])
    return PersonRecord(
      person: person, role: role.flatMap { AccountRole(rawValue: $0) },
      organisations: try OrganisationRows.all(of: person.id, db),
      qualifications: try qualifications(of: person.id, db),
      authorisations: try authorisations(of: person.id, db), reservations: reservations ?? 0)
  }

  static func qualifications(of person: PersonID, _ db: Database) throws -> [Qualification] {
    try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT kind, from_date, until_date FROM qualification WHERE person_id = ?
          ORDER BY kind, from_date
          """), arguments: [person.number]
    ).map { row in
      let until: String? = row["until_date"]
      return Qualification(
        kind: row["kind"], from: try StoredDate.date(row["from_date"]),
        until: try until.map(StoredDate.date))
    }
  }

  static func qualify(
    _ person: PersonID, _ qualification: Qualification, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO qualification(person_id, kind, from_date, until_date) VALUES (?, ?, ?, ?)
        """,
      arguments: [
        person.number, qualification.kind, qualification.from.description,
        qualification.until?.description,
      ])
  }

  static func authorisations(of person: PersonID, _ db: Database) throws -> [Authorisation] {
    try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT guardian_id, given_date, until_date FROM authorisation WHERE person_id = ?
          ORDER BY until_date DESC, id DESC
          """), arguments: [person.number]
    ).map { row in
      Authorisation(
        guardian: PersonID(row["guardian_id"]), given: try StoredDate.date(row["given_date"]),
        until: try StoredDate.date(row["until_date"]))
    }
  }

  static func authorise(
    _ person: PersonID, _ authorisation: Authorisation, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO authorisation(person_id, guardian_id, given_date, until_date)
        VALUES (?, ?, ?, ?)
        """,
      arguments: [
        person.number, authorisation.guardian.number, authorisation.given.description,
        authorisation.until.description,
      ])
  }

  static func setRole(
    _ role: AccountRole?, of person: PersonID, nowUTC: Int, _ db: Database
  ) throws {
    try db.execute(sql: "DELETE FROM account WHERE person_id = ?", arguments: [person.number])
    guard let role else { return }
    try db.execute(
      sql: "INSERT INTO account(person_id, role, created_utc) VALUES (?, ?, ?)",
      arguments: [person.number, role.rawValue, nowUTC])
  }
}
