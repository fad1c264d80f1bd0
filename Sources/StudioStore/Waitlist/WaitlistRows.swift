import GRDB
import StudioBooking

/// Who waits, as rows.
enum WaitlistRows {
  /// The kind under which the end of waiting is noted: the start of the wanted time.
  static let dueKind = "waitlistEnd"

  /// Somebody who waits, as the one who hands out what is free sees them.
  struct Waiting {
    let id: WaitlistID
    let offering: OfferingID
    let person: PersonID
    let interval: UTCInterval
    let people: Int?
    /// For whom besides the person.
    let behalf: BookingBehalf
  }

  /// Those who wait for times near freed claims that have not begun, in order.
  static func waiting(
    for freed: [Claim], after nowUTC: Int, _ db: Database
  ) throws -> [Waiting] {
    guard let last = freed.map(\.interval.endUTC).max() else { return [] }
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT waitlist_entry.id, slug, person_id, start_utc, end_utc, people, organisation_id,
            party, accompanied
          FROM waitlist_entry JOIN offering ON offering.id = offering_id
          JOIN person ON person.id = person_id AND erased_utc IS NULL
          WHERE status = 'waiting' AND start_utc > ? AND start_utc < ? ORDER BY waitlist_entry.id
          """), arguments: [nowUTC, last])
    return try rows.map { row in
      Waiting(
        id: WaitlistID(row["id"]), offering: OfferingID(rawValue: row["slug"]),
        person: PersonID(row["person_id"]),
        interval: UTCInterval(startUTC: row["start_utc"], endUTC: row["end_utc"]),
        people: row["people"],
        behalf: BookingBehalf(
          organisation: (row["organisation_id"] as Int?).map { .id(OrganisationID($0)) },
          party: try StoredJSON.value([AgeBand].self, from: row["party"]),
          isAccompanied: row["accompanied"]))
    }
  }

  /// Puts somebody at the end of the list.
  static func insert(
    _ candidate: BookingCandidate, person: PersonID, for behalf: BookingBehalf, zone: VenueZone,
    nowUTC: Int, _ db: Database
  ) throws -> WaitlistEntry {
    let interval = candidate.interval
    let same = try Int.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT waitlist_entry.id FROM waitlist_entry JOIN offering ON offering.id = offering_id
          WHERE person_id = ? AND slug = ? AND start_utc = ? AND end_utc = ?
            AND status IN ('waiting', 'offered')
          """),
      arguments: [
        person.number, candidate.offering.id.rawValue, interval.startUTC, interval.endUTC,
      ])
    let organisation = try behalf.organisation.map { try OrganisationRows.find($0, db).id }
    if let same { throw Refusal(.alreadyWaiting, subject: WaitlistID(same).description) }
    try db.execute(
      sql: """
        INSERT INTO waitlist_entry(offering_id, person_id, start_utc, end_utc, people, status,
          joined_utc, organisation_id, party, accompanied)
        VALUES ((SELECT id FROM offering WHERE slug = ?), ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)
        """,
      arguments: [
        candidate.offering.id.rawValue, person.number, interval.startUTC, interval.endUTC,
        candidate.people, nowUTC, organisation?.number, try StoredJSON.text(behalf.party),
        behalf.isAccompanied,
      ])
    let id = WaitlistID(Int(db.lastInsertedRowID))
    try append("joined", to: id, reason: nil, nowUTC: nowUTC, db)
    try DueRows.set(dueKind, String(id.number), at: interval.startUTC, db)
    return try find(id, zone: zone, db)
  }

  /// Moves an entry to another state and writes that down.
  static func setStatus(
    _ status: WaitlistStatus, of id: WaitlistID, reservation: ReservationID?,
    reason: String? = nil, nowUTC: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE waitlist_entry SET status = ?, reservation_id = COALESCE(?, reservation_id)
        WHERE id = ?
        """, arguments: [status.rawValue, reservation?.number, id.number])
    try append(status.rawValue, to: id, reason: reason, nowUTC: nowUTC, db)
    try DueRows.set(dueKind, String(id.number), at: nil, db)
  }

  /// Brings the entry behind an offered reservation in line with it.
  static func follow(_ reservation: Reservation, nowUTC: Int, _ db: Database) throws {
    guard let status = WaitlistRules.status(after: reservation.status),
      let number = try Int.fetchOne(
        try db.cachedStatement(
          sql: "SELECT id FROM waitlist_entry WHERE reservation_id = ? AND status = 'offered'"),
        arguments: [reservation.id.number])
    else { return }
    try setStatus(status, of: WaitlistID(number), reservation: nil, nowUTC: nowUTC, db)
  }

  /// Writes down what happened to an entry, and why.
  static func append(
    _ event: String, to id: WaitlistID, reason: String?, nowUTC: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO waitlist_event(entry_id, at_utc, event, reason) VALUES (?, ?, ?, ?)",
      arguments: [id.number, nowUTC, event, reason])
  }
}
