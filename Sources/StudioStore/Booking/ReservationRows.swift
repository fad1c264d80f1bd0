import GRDB
import StudioBooking

/// Reservations and their claims as rows.
enum ReservationRows {
  /// A reservation with its owner; a block has none.
  struct Stored {
    let reservation: Reservation
    let owner: PersonID?
    /// Who answers for the owner, who is a minor.
    let guardian: PersonID?
    /// The owner's age band, when it is known.
    let ownerAge: AgeBand?

    /// Whose rights an actor has: a guardian has the owner's.
    func owner(for actor: Actor) -> PersonID? {
      guard let guardian, actor == .person(guardian) else { return owner }
      return guardian
    }
  }

  /// Writes a decided booking: reservation, units, claims, guests.
  static func insert(
    _ decision: BookingDecision, _ draft: ReservationDraft, zone: VenueZone, nowUTC: Int,
    _ db: Database
  ) throws -> Reservation {
    let start = zone.zoned(decision.interval.startUTC)
    let end = zone.zoned(decision.interval.endUTC)
    var group: ReservationID?
    if case .member(let first) = draft.group { group = first }
    try db.execute(
      sql: """
        INSERT INTO reservation(kind, offering_id, person_id, status, start_local, end_local, zone,
          start_utc, end_utc, title, people, held_until_utc, group_id, created_utc)
        VALUES (?, (SELECT id FROM offering WHERE slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.kind.rawValue, decision.offering.rawValue, draft.person?.number,
        decision.status.rawValue, start.local.description, end.local.description,
        zone.identifier, start.utc, end.utc, draft.title, draft.people, draft.heldUntilUTC,
        group?.number, nowUTC,
      ])
    let id = ReservationID(Int(db.lastInsertedRowID))
    if case .founder = draft.group {
      group = id
      try db.execute(
        sql: "UPDATE reservation SET group_id = id WHERE id = ?", arguments: [id.number])
    }
    try writeUnits(decision.units, of: id, db)
    try writeClaims(decision.claims, of: id, db)
    for guest in draft.guests {
      try db.execute(
        sql: "INSERT INTO guest(reservation_id, name, email) VALUES (?, ?, ?)",
        arguments: [id.number, guest.name, guest.email])
    }
    return Reservation(
      id: id, status: decision.status, offering: decision.offering, units: decision.units,
      start: start, end: end, version: 1, kind: draft.kind,
      heldUntil: draft.heldUntilUTC.map(zone.zoned), group: group, people: draft.people)
  }

  /// What ``reservation(_:)`` reads of a table named `r`; units stand apart by U+001F.
  static let columns = """
    r.id, r.status, r.zone, r.start_utc, r.end_utc, r.version, r.kind, r.held_until_utc, r.group_id,
    r.people, (SELECT slug FROM offering WHERE id = r.offering_id) AS slug,
    (SELECT group_concat(slug, char(31)) FROM (
      SELECT unit.slug FROM reservation_unit ru JOIN unit ON unit.id = ru.unit_id
      WHERE ru.reservation_id = r.id ORDER BY ru.position)) AS units
    """

  /// The reservation in a row, without its price.
  static func reservation(_ row: Row) throws -> Reservation {
    let identifier: String = row["zone"]
    guard let zone = VenueZone(identifier: identifier) else {
      throw StoreError.unreadable(field: "zone", value: identifier)
    }
    let kind: String = row["kind"]
    let offering: String? = row["slug"]
    let units: String? = row["units"]
    return Reservation(
      id: ReservationID(row["id"]), status: try status(row["status"]),
      offering: offering.map { OfferingID(rawValue: $0) } ?? .block,
      units: (units ?? "").split(separator: "\u{1F}").map { UnitID(rawValue: String($0)) },
      start: zone.zoned(row["start_utc"]), end: zone.zoned(row["end_utc"]),
      version: row["version"], kind: ReservationKind(rawValue: kind) ?? .booking,
      heldUntil: (row["held_until_utc"] as Int?).map(zone.zoned),
      group: (row["group_id"] as Int?).map { ReservationID($0) }, people: row["people"])
  }

  /// Finds a reservation, or refuses with code `unknown_reservation`.
  static func find(_ id: ReservationID, _ db: Database) throws -> Stored {
    guard
      let row = try Row.fetchOne(
        try db.cachedStatement(
          sql: """
            SELECT \(columns), person_id, person.guardian_id, person.age_band
            FROM reservation r LEFT JOIN person ON person.id = person_id
            WHERE r.id = ?
            """), arguments: [id.number])
    else { throw Refusal(.unknownReservation, subject: id.description) }
    var reservation = try reservation(row)
    reservation.price = try PaymentRows.payment(of: id, db)
    return Stored(
      reservation: reservation, owner: (row["person_id"] as Int?).map { PersonID($0) },
      guardian: (row["guardian_id"] as Int?).map { PersonID($0) },
      ownerAge: (row["age_band"] as String?).flatMap { AgeBand(text: $0) })
  }

  /// Finds a reservation; to others than staff, owner and guardian it does not exist.
  static func find(
    _ id: ReservationID, visibleTo viewer: Actor, _ db: Database
  ) throws -> Stored {
    let stored = try find(id, db)
    let isOwner = stored.owner(for: viewer).map { viewer == .person($0) } ?? false
    guard viewer.seesNames || viewer == .system || isOwner else {
      throw Refusal(.unknownReservation, subject: id.description)
    }
    return stored
  }

  /// Writes the values of a changed reservation; its claims are another matter.
  static func update(_ new: Reservation, over old: Reservation, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE reservation SET status = ?, start_local = ?, end_local = ?, start_utc = ?,
          end_utc = ?, held_until_utc = ?, people = ?, version = ?
        WHERE id = ?
        """,
      arguments: [
        new.status.rawValue, new.start.local.description, new.end.local.description,
        new.start.utc, new.end.utc, new.heldUntil?.utc, new.people, new.version, new.id.number,
      ])
    if new.units != old.units {
      try db.execute(
        sql: "DELETE FROM reservation_unit WHERE reservation_id = ?", arguments: [new.id.number])
      try writeUnits(new.units, of: new.id, db)
    }
  }

  static func status(_ text: String) throws -> ReservationStatus {
    guard let status = ReservationStatus(rawValue: text) else {
      throw StoreError.unreadable(field: "status", value: text)
    }
    return status
  }

  private static func writeUnits(
    _ units: [UnitID], of id: ReservationID, _ db: Database
  ) throws {
    let numbers = try VenueRows.unitNumbers(units, db)
    for (position, unit) in units.enumerated() {
      try db.execute(
        sql: "INSERT INTO reservation_unit(reservation_id, position, unit_id) VALUES (?, ?, ?)",
        arguments: [id.number, position, numbers[unit]])
    }
  }
}
