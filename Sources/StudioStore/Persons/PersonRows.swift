import GRDB
import StudioBooking

/// People as rows.
enum PersonRows {
  /// Finds the person a command names; who was merged into another is the other.
  ///
  /// - Returns: the person, or nil when an address or a name is new; never one who was erased.
  /// - Throws: a refusal with code `unknown_person` or `ambiguous_person`.
  static func find(_ reference: PersonReference, _ db: Database) throws -> Person? {
    switch reference {
    case .id(let id):
      return try find(id, db)
    case .email(let address):
      return try people(db, where: "email = ?", address).first
    case .name(let name):
      let found = try people(db, where: "name_key = ?", PersonReference.nameKey(name))
      guard found.count <= 1 else {
        throw Refusal(
          .ambiguousPerson, subject: name,
          limit: .text(found.map(\.id.description).joined(separator: ", ")))
      }
      return found.first
    }
  }

  /// Finds a person by number; who was erased is nobody any more.
  static func find(_ id: PersonID, _ db: Database) throws -> Person {
    let row = try row(of: id, db)
    guard row["erased_utc"] == nil else { throw Refusal(.unknownPerson, subject: id.description) }
    return try person(row)
  }

  /// What is left of a person, also of one who was erased: their number stands for the name.
  static func record(_ id: PersonID, _ db: Database) throws -> Person {
    try person(try row(of: id, db))
  }

  /// The record a question names: an erased one too, by its number.
  ///
  /// - Throws: a refusal with code `unknown_person` or `ambiguous_person`.
  static func record(_ reference: PersonReference, _ db: Database) throws -> Person {
    if case .id(let id) = reference { return try record(id, db) }
    guard let person = try find(reference, db) else {
      throw Refusal(.unknownPerson, subject: reference.description)
    }
    return person
  }

  private static func row(of id: PersonID, _ db: Database) throws -> Row {
    guard
      let row = try Row.fetchOne(
        try db.cachedStatement(sql: "SELECT * FROM person WHERE id = ?"), arguments: [id.number])
    else { throw Refusal(.unknownPerson, subject: id.description) }
    if let survivor: Int = row["merged_into"] { return try self.row(of: PersonID(survivor), db) }
    return row
  }

  /// Finds the person a command names, or makes one from an address or a name.
  static func findOrCreate(
    _ reference: PersonReference, nowUTC: Int, _ db: Database
  ) throws -> Person {
    if let person = try find(reference, db) { return person }
    var details = PersonDetails(name: String(reference.description.prefix(200)))
    if case .email(let address) = reference { details.email = address }
    return try insert(details, nowUTC: nowUTC, db)
  }

  /// Writes a new person.
  static func insert(
    _ details: PersonDetails, nowUTC: Int, _ db: Database
  ) throws -> Person {
    try db.execute(
      sql: "INSERT INTO person(display_name, name_key, created_utc) VALUES (?, ?, ?)",
      arguments: [details.name, PersonReference.nameKey(details.name), nowUTC])
    let person = Person(id: PersonID(Int(db.lastInsertedRowID)), details: details)
    try update(person, db)
    return person
  }

  /// Writes a person over the one there is.
  ///
  /// - Throws: a refusal with code `bad_record` when the address is somebody else's.
  static func update(_ person: Person, _ db: Database) throws {
    let details = person.details
    if let email = details.email,
      let other = try people(db, where: "email = ?", email).first, other.id != person.id
    {
      throw Refusal(.emailTaken, subject: email, actual: .text(other.id.description))
    }
    try db.execute(
      sql: """
        UPDATE person SET display_name = ?, name_key = ?, email = ?, phone = ?, category = ?,
          postcode = ?, age_band = ?, guardian_id = ?
        WHERE id = ?
        """,
      arguments: [
        details.name, PersonReference.nameKey(details.name), details.email, details.phone,
        details.category, details.postcode, details.age?.description, details.guardian?.number,
        person.id.number,
      ])
  }

  /// People whose name or address contains a text, by name; merged and erased ones are not listed.
  static func matching(_ text: String, limit: Int, _ db: Database) throws -> [Person] {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT * FROM person
          WHERE merged_into IS NULL AND erased_utc IS NULL
            AND (instr(name_key, :text) > 0 OR instr(email, :text) > 0)
          ORDER BY name_key, id LIMIT :limit
          """), arguments: ["text": PersonReference.nameKey(text), "limit": limit])
    return try rows.map(person)
  }

  private static func people(
    _ db: Database, where condition: String, _ value: some DatabaseValueConvertible
  ) throws -> [Person] {
    try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT * FROM person
          WHERE \(condition) AND merged_into IS NULL AND erased_utc IS NULL ORDER BY id
          """),
      arguments: [value]
    ).map(person)
  }

  private static func person(_ row: Row) throws -> Person {
    let age: String? = row["age_band"]
    let guardian: Int? = row["guardian_id"]
    return Person(
      id: PersonID(row["id"]),
      details: PersonDetails(
        name: row["display_name"], email: row["email"], phone: row["phone"],
        category: row["category"], postcode: row["postcode"],
        age: age.flatMap { AgeBand(text: $0) }, guardian: guardian.map { PersonID($0) }))
  }
}
