import GRDB
import StudioBooking

extension SeriesRows {
  /// Finds a series; to others than staff and owner it does not exist.
  static func load(_ id: SeriesID, for viewer: Actor, _ db: Database) throws -> Series {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT slug, person_id, title, rule, start_local, zone, fold, length, added, excluded,
            sequence, continues_id
          FROM series JOIN offering ON offering.id = offering_id WHERE series.id = ?
          """, arguments: [id.number])
    else { throw Refusal(.unknownSeries, subject: id.description) }
    let person = PersonID(row["person_id"])
    guard viewer.seesNames || viewer == .system || viewer == .person(person) else {
      throw Refusal(.unknownSeries, subject: id.description)
    }
    let zone = try zone(row["zone"])
    return Series(
      id: id, offering: OfferingID(rawValue: row["slug"]), person: person, title: row["title"],
      pattern: try pattern(row), sequence: row["sequence"],
      continues: (row["continues_id"] as Int?).map { SeriesID($0) },
      occurrences: try occurrences(of: id, zone, db))
  }

  static func zone(_ identifier: String) throws -> VenueZone {
    guard let zone = VenueZone(identifier: identifier) else {
      throw StoreError.unreadable(field: "zone", value: identifier)
    }
    return zone
  }

  private static func pattern(_ row: Row) throws -> SeriesPattern {
    let text: String = row["length"]
    let fold: String = row["fold"]
    let rule: String? = row["rule"]
    guard let length = SeriesPattern.Length(text: text) else {
      throw StoreError.unreadable(field: "length", value: text)
    }
    return SeriesPattern(
      times: RecurrenceSet(
        start: try reading(row["start_local"]), rule: try rule.map { try RecurrenceRule(text: $0) },
        added: try readings(row["added"]), excluded: Set(try readings(row["excluded"])),
        fold: RecurrenceSet.Fold(rawValue: fold) ?? .first),
      length: length)
  }

  /// Every date with its reservation, in one query.
  private static func occurrences(
    of id: SeriesID, _ zone: VenueZone, _ db: Database
  ) throws -> [Series.Occurrence] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT o.local, o.state, o.reason, r.id, r.status, r.start_utc, r.end_utc, r.version,
          f.slug AS offering,
          (SELECT json_group_array(slug) FROM (
            SELECT u.slug FROM reservation_unit ru JOIN unit u ON u.id = ru.unit_id
            WHERE ru.reservation_id = r.id ORDER BY ru.position)) AS units
        FROM series_occurrence o
        LEFT JOIN reservation r ON r.id = o.reservation_id
        LEFT JOIN offering f ON f.id = r.offering_id
        WHERE o.series_id = ? ORDER BY o.local
        """, arguments: [id.number])
    return try rows.map { row in
      var reservation: Reservation?
      if let number: Int = row["id"] {
        let units = try StoredJSON.value([String].self, from: row["units"])
        reservation = Reservation(
          id: ReservationID(number), status: try ReservationRows.status(row["status"]),
          offering: OfferingID(rawValue: row["offering"]),
          units: units.map { UnitID(rawValue: $0) }, start: zone.zoned(row["start_utc"]),
          end: zone.zoned(row["end_utc"]), version: row["version"])
      }
      return Series.Occurrence(
        local: try reading(row["local"]), state: try state(row["state"]),
        reservation: reservation, reason: row["reason"])
    }
  }

  static func reading(_ text: String) throws -> LocalDateTime {
    guard let local = LocalDateTime(text) else {
      throw StoreError.unreadable(field: "local", value: text)
    }
    return local
  }

  private static func readings(_ json: String) throws -> [LocalDateTime] {
    try StoredJSON.value([String].self, from: json).map(reading)
  }
}
