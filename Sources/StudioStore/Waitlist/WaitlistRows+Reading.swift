import GRDB
import StudioBooking

extension WaitlistRows {
  private static let columns = """
    SELECT waitlist_entry.id, slug, waitlist_entry.person_id, waitlist_entry.organisation_id,
      waitlist_entry.start_utc, waitlist_entry.end_utc, waitlist_entry.status, waitlist_entry.reservation_id,
      CASE waitlist_entry.status WHEN 'offered' THEN held_until_utc END AS offered_until,
      CASE waitlist_entry.status WHEN 'waiting' THEN (
        SELECT COUNT(*) FROM waitlist_entry AS earlier
        WHERE earlier.status = 'waiting' AND earlier.id < waitlist_entry.id
          AND earlier.offering_id = waitlist_entry.offering_id
          AND earlier.start_utc < waitlist_entry.end_utc
          AND earlier.end_utc > waitlist_entry.start_utc) END AS ahead,
      (SELECT reason FROM waitlist_event
        WHERE entry_id = waitlist_entry.id AND event = 'skipped'
        ORDER BY waitlist_event.id DESC LIMIT 1) AS skipped
    FROM waitlist_entry JOIN offering ON offering.id = waitlist_entry.offering_id
    LEFT JOIN reservation ON reservation.id = waitlist_entry.reservation_id
    """

  /// Finds an entry, or refuses with code `unknown_waitlist_entry`.
  static func find(
    _ id: WaitlistID, zone: VenueZone, _ db: Database
  ) throws -> WaitlistEntry {
    guard let entry = try findIfAny(id, zone: zone, db) else {
      throw Refusal(.unknownWaitlistEntry, subject: id.description)
    }
    return entry
  }

  /// Finds an entry; nil when there is none.
  static func findIfAny(
    _ id: WaitlistID, zone: VenueZone, _ db: Database
  ) throws -> WaitlistEntry? {
    try Row.fetchOne(
      db, sql: "\(columns) WHERE waitlist_entry.id = ?", arguments: [id.number]
    ).map { try entry($0, zone) }
  }

  /// The state of an entry now.
  static func status(of id: WaitlistID, _ db: Database) throws -> WaitlistStatus? {
    try String.fetchOne(
      db, sql: "SELECT status FROM waitlist_entry WHERE id = ?", arguments: [id.number]
    ).flatMap(WaitlistStatus.init(rawValue:))
  }

  /// Those who wait or have an offer, for times that have not begun, in order.
  static func open(
    _ offering: OfferingID?, person: PersonID?, zone: VenueZone, nowUTC: Int, _ db: Database
  ) throws -> [WaitlistEntry] {
    try Row.fetchAll(
      db,
      sql: """
        \(columns) WHERE waitlist_entry.status IN ('waiting', 'offered')
          AND waitlist_entry.start_utc > :now AND (:offering IS NULL OR slug = :offering)
          AND (:person IS NULL OR waitlist_entry.person_id = :person)
        ORDER BY waitlist_entry.id
        """,
      arguments: ["now": nowUTC, "offering": offering?.rawValue, "person": person?.number]
    ).map { try entry($0, zone) }
  }

  private static func entry(_ row: Row, _ zone: VenueZone) throws -> WaitlistEntry {
    let text: String = row["status"]
    guard let status = WaitlistStatus(rawValue: text) else {
      throw StoreError.unreadable(field: "status", value: text)
    }
    return WaitlistEntry(
      id: WaitlistID(row["id"]), offering: OfferingID(rawValue: row["slug"]),
      person: PersonID(row["person_id"]),
      organisation: (row["organisation_id"] as Int?).map { OrganisationID($0) },
      start: zone.zoned(row["start_utc"]),
      end: zone.zoned(row["end_utc"]), status: status, ahead: row["ahead"],
      reservation: (row["reservation_id"] as Int?).map { ReservationID($0) },
      offeredUntil: (row["offered_until"] as Int?).map(zone.zoned), skipped: row["skipped"])
  }
}
