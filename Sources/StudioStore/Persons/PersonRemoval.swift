import GRDB
import StudioBooking

/// Makes two records one, and forgets people; history and totals stay as they are.
enum PersonRemoval {
  /// Gives everything of one person to another and leaves a pointer behind.
  ///
  /// Which tables know people is read from the schema, so that none is forgotten.
  static func merge(
    _ person: Person, into survivor: Person, nowUTC: Int, _ db: Database
  ) throws {
    try closeDoubles(of: person.id, and: survivor.id, nowUTC: nowUTC, db)
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
    // Read again: whoever was guardian may be so no longer.
    let merged = merged(try PersonRows.find(survivor.id, db), person)
    try PersonRows.update(Person(id: survivor.id, details: merged), db)
  }

  /// Of two open entries for one time the one with an offer stays, else the one that came first.
  private static func closeDoubles(
    of person: PersonID, and survivor: PersonID, nowUTC: Int, _ db: Database
  ) throws {
    let doubles = try Int.fetchAll(
      db,
      sql: """
        SELECT iif((theirs.status = 'offered', -theirs.id) > (mine.status = 'offered', -mine.id),
          mine.id, theirs.id)
        FROM waitlist_entry mine JOIN waitlist_entry theirs USING (offering_id, start_utc, end_utc)
        WHERE mine.person_id = ? AND theirs.person_id = ?
          AND mine.status IN ('waiting', 'offered') AND theirs.status IN ('waiting', 'offered')
        """, arguments: [survivor.number, person.number])
    for double in doubles {
      try WaitlistRows.setStatus(
        .closed, of: WaitlistID(double), reservation: nil, reason: "merged", nowUTC: nowUTC, db)
    }
  }

  /// Forgets a person: name, addresses, age, titles, reasons; nothing is offered to them, shown by
  /// their links or taken back for them any more.
  ///
  /// Numbers, times and the statistics kept with a reservation stay.
  ///
  /// - Throws: a refusal with code `person_in_use` while bookings are to come.
  static func erase(_ person: Person, _ desk: BookingTransaction) throws {
    let (db, nowUTC) = (desk.db, desk.nowUTC)
    try closeWaiting(of: person.id, nowUTC: nowUTC, db)
    for (kind, id) in try DueRows.overdue(of: person.id, nowUTC: nowUTC, db) {
      try desk.retire(id, kind)
    }
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
    let theirs = "(SELECT id FROM reservation WHERE person_id = ?)"
    for statement in [
      "UPDATE reservation SET title = NULL WHERE person_id = ?",
      "UPDATE series SET title = NULL WHERE person_id = ?",
      "UPDATE session SET title = NULL WHERE reservation_id IN \(theirs)",
      "UPDATE payment SET reason = NULL WHERE reservation_id IN \(theirs)",
      """
      UPDATE reservation_history SET details = json_remove(details, '$.reason')
      WHERE reservation_id IN \(theirs)
      """,
      "DELETE FROM guest WHERE reservation_id IN \(theirs)",
      "DELETE FROM series_edit WHERE series_id IN (SELECT id FROM series WHERE person_id = ?)",
      "DELETE FROM qualification WHERE person_id = ?",
      "DELETE FROM authorisation WHERE ? IN (person_id, guardian_id)",
      "DELETE FROM membership WHERE person_id = ?", "DELETE FROM account WHERE person_id = ?",
      "UPDATE person SET guardian_id = NULL WHERE guardian_id = ?",
    ] {
      try db.execute(sql: statement, arguments: [person.id.number])
    }
    for statement in [
      "UPDATE calendar_token SET revoked_utc = ? WHERE person_id = ? AND revoked_utc IS NULL",
      "UPDATE person SET erased_utc = ? WHERE id = ?",
    ] {
      try db.execute(sql: statement, arguments: [nowUTC, person.id.number])
    }
  }

  private static func closeWaiting(of person: PersonID, nowUTC: Int, _ db: Database) throws {
    let open = try Int.fetchAll(
      db,
      sql: "SELECT id FROM waitlist_entry WHERE person_id = ? AND status IN ('waiting', 'offered')",
      arguments: [person.number])
    for entry in open {
      try WaitlistRows.setStatus(
        .closed, of: WaitlistID(entry), reservation: nil, reason: "erased", nowUTC: nowUTC, db)
    }
  }

  /// Remembered requests hold the words they were made with, and name by number what is the
  /// person's; a week of them is looked through word by word, as `P-1` is not `P-12`.
  private static func forgetRequests(of person: Person, _ db: Database) throws {
    let texts = [person.details.email, person.details.name].compactMap(\.self)
    let numbers = Set(
      try String.fetchAll(
        db,
        sql: """
          WITH RECURSIVE record(id) AS (
            SELECT ?1 UNION SELECT person.id FROM person JOIN record ON merged_into = record.id)
          SELECT 'P-' || id FROM record
          UNION ALL SELECT 'R-' || id FROM reservation WHERE person_id = ?1
          UNION ALL SELECT 'SR-' || id FROM series WHERE person_id = ?1
          UNION ALL SELECT 'W-' || id FROM waitlist_entry WHERE person_id = ?1
          """, arguments: [person.id.number]))
    for row in try Row.fetchAll(db, sql: "SELECT key, request FROM idempotency") {
      let request: String = row["request"]
      let words = request.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
      guard
        texts.contains(where: request.contains)
          || words.contains(where: { numbers.contains(String($0)) })
      else { continue }
      try db.execute(
        sql: "DELETE FROM idempotency WHERE key = ?", arguments: [row["key"] as String])
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
