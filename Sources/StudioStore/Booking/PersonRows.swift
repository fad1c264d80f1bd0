import GRDB
import StudioBooking

/// People as rows.
enum PersonRows {
  /// Finds the person a command names.
  ///
  /// - Returns: the person, or nil when an address or a name is new.
  /// - Throws: a refusal with code `unknown_person` or `ambiguous_person`.
  static func find(_ reference: PersonReference, _ db: Database) throws -> Person? {
    switch reference {
    case .id(let id):
      guard let person = try people(db, where: "id = ?", id.number).first else {
        throw Refusal(.unknownPerson, subject: id.description)
      }
      return person
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

  /// Finds the person a command names, or makes one from an address or a name.
  static func findOrCreate(
    _ reference: PersonReference, nowUTC: Int, _ db: Database
  ) throws -> Person {
    if let person = try find(reference, db) { return person }
    var email: String?
    if case .email(let address) = reference { email = address }
    let name = String(reference.description.prefix(200))
    try db.execute(
      sql: """
        INSERT INTO person(display_name, name_key, email, created_utc) VALUES (?, ?, ?, ?)
        """, arguments: [name, PersonReference.nameKey(name), email, nowUTC])
    return Person(id: PersonID(Int(db.lastInsertedRowID)), displayName: name, email: email)
  }

  private static func people(
    _ db: Database, where condition: String, _ value: some DatabaseValueConvertible
  ) throws -> [Person] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT id, display_name, email, category FROM person WHERE \(condition) ORDER BY id",
      arguments: [value])
    return rows.map { row in
      Person(
        id: PersonID(row["id"]), displayName: row["display_name"], email: row["email"],
        category: row["category"])
    }
  }
}
