import GRDB
import StudioBooking

/// Makes two records one, and forgets people; history and totals stay as they are.
enum PersonRemoval {
  /// Gives everything of one person to another and leaves a pointer behind.
  ///
  /// Which tables know people is read from the schema, so that none is forgotten.
  static func merge(_ person: Person, into survivor: Person, _ db: Database) throws {
    for (table, column) in try columnsOfPeople(db)
    where (table, column) != ("person", "merged_into") {
      // Where the survivor has the same (a membership, a record), theirs stays; `OR IGNORE` leaves
      // the double one, which goes with the row it hangs on.
      try db.execute(
        sql: "UPDATE OR IGNORE \"\(table)\" SET \"\(column)\" = ? WHERE \"\(column)\" = ?",
        arguments: [survivor.id.number, person.id.number])
    }
    for table in ["membership", "account"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE person_id = ?", arguments: [person.id.number])
    }
    // Whoever was guardian of the other's record does not answer for themselves.
    try db.execute(
      sql: "UPDATE person SET guardian_id = NULL WHERE id = guardian_id")
    try blank(person.id, db)
    try db.execute(
      sql: "UPDATE person SET merged_into = ? WHERE id = ?",
      arguments: [survivor.id.number, person.id.number])
    try PersonRows.update(Person(id: survivor.id, details: merged(survivor, person)), db)
  }

  /// Forgets a person: name, addresses, age, titles.
  ///
  /// Numbers, times and the statistics kept with a reservation stay.
  ///
  /// - Throws: a refusal with code `person_in_use` while bookings are to come.
  static func erase(_ person: Person, nowUTC: Int, _ db: Database) throws {
    let ahead = try Int.fetchAll(
      db,
      sql: """
        SELECT id FROM reservation
        WHERE person_id = ? AND end_utc > ? AND status IN ('held', 'requested', 'confirmed',
          'checkedIn')
        ORDER BY id
        """, arguments: [person.id.number, nowUTC])
    guard ahead.isEmpty else {
      throw Refusal(
        .bookingsToCome, subject: person.id.description,
        limit: .text(ahead.map { ReservationID($0).description }.joined(separator: ", ")))
    }
    try forgetRequests(of: person, db)
    try blank(person.id, db)
    for statement in [
      "UPDATE reservation SET title = NULL WHERE person_id = ?",
      """
      DELETE FROM guest
      WHERE reservation_id IN (SELECT id FROM reservation WHERE person_id = ?)
      """,
      "DELETE FROM qualification WHERE person_id = ?",
      "DELETE FROM authorisation WHERE ? IN (person_id, guardian_id)",
      "DELETE FROM membership WHERE person_id = ?", "DELETE FROM account WHERE person_id = ?",
      "UPDATE person SET guardian_id = NULL WHERE guardian_id = ?",
    ] {
      try db.execute(sql: statement, arguments: [person.id.number])
    }
    try db.execute(
      sql: "UPDATE person SET erased_utc = ? WHERE id = ?", arguments: [nowUTC, person.id.number])
  }

  /// Remembered requests hold the words they were made with.
  private static func forgetRequests(of person: Person, _ db: Database) throws {
    for word in [person.details.email, person.details.name].compactMap({ $0 }) {
      try db.execute(
        sql: "DELETE FROM idempotency WHERE instr(request, ?) > 0", arguments: [word])
    }
  }

  private static func blank(_ id: PersonID, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE person SET display_name = ?, name_key = '', email = NULL, phone = NULL,
          category = NULL, postcode = NULL, age_band = NULL, guardian_id = NULL
        WHERE id = ?
        """, arguments: [id.description, id.number])
  }

  private static func merged(_ survivor: Person, _ other: Person) -> PersonDetails {
    var details = survivor.details
    details.email = details.email ?? other.details.email
    details.phone = details.phone ?? other.details.phone
    details.category = details.category ?? other.details.category
    details.postcode = details.postcode ?? other.details.postcode
    details.age = details.age ?? other.details.age
    if details.guardian == nil, other.details.guardian != survivor.id {
      details.guardian = other.details.guardian
    }
    return details
  }

  /// Every column that points to a person.
  private static func columnsOfPeople(_ db: Database) throws -> [(String, String)] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT m.name AS place, f."from" AS field
        FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' AND f."table" = 'person' ORDER BY m.name, f."from"
        """)
    return rows.map { ($0["place"], $0["field"]) }
  }
}
