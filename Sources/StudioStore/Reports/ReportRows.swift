import GRDB
import StudioBooking

/// What reports count; bounded by index in the period, whatever the age of the data.
enum ReportRows {
  /// The uses of units that touch an interval.
  ///
  /// Claims on a unit never overlap, so of those that start before the interval only the last one
  /// can reach into it.
  static func uses(
    of units: [UnitID], touching interval: UTCInterval, _ db: Database
  ) throws -> [UnitUse] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT r.start_utc, r.end_utc, r.kind = 'block' AS is_block
        FROM claim c JOIN reservation r ON r.id = c.reservation_id
        WHERE c.unit_id = :unit AND c.start_utc < :end AND r.end_utc > :start
          AND c.start_utc >= COALESCE(
            (SELECT MAX(start_utc) FROM claim WHERE unit_id = :unit AND start_utc <= :start),
            :start)
          AND r.status IN ('confirmed', 'checkedIn', 'completed')
        """)
    let numbers = try VenueRows.unitNumbers(units, db)
    var uses: [UnitUse] = []
    for unit in units {
      guard let number = numbers[unit] else { continue }
      let rows = try Row.fetchCursor(
        statement,
        arguments: ["unit": number, "start": interval.startUTC, "end": interval.endUTC])
      while let row = try rows.next() {
        uses.append(
          UnitUse(
            unit: unit, interval: UTCInterval(startUTC: row[0], endUTC: row[1]),
            isBlock: row[2]))
      }
    }
    return uses
  }

  /// What became of the reservations that started in an interval and are over.
  static func outcomes(
    startingIn interval: UTCInterval, overAt nowUTC: Int, _ db: Database
  ) throws -> [NoShowReport.Outcome] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT offering.slug, r.person_id, r.status, r.end_utc - r.start_utc AS seconds
        FROM reservation r JOIN offering ON offering.id = r.offering_id
        WHERE r.start_utc >= ? AND r.start_utc < ? AND r.end_utc <= ?
          AND r.status IN ('confirmed', 'checkedIn', 'completed', 'noShow')
        """, arguments: [interval.startUTC, interval.endUTC, nowUTC])
    return try rows.map { row in
      NoShowReport.Outcome(
        offering: OfferingID(rawValue: row["slug"]), person: PersonID(row["person_id"]),
        status: try ReservationRows.status(row["status"]), seconds: row["seconds"])
    }
  }

  /// The reservations that started in an interval and whose person came.
  static func visits(
    startingIn interval: UTCInterval, _ db: Database
  ) throws -> [SubsidyReport.Visit] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT r.person_id, r.end_utc - r.start_utc AS seconds, t.age_band, t.postcode,
          COALESCE(r.people, 1 + json_array_length(t.party), 1) AS people, t.party
        FROM reservation r LEFT JOIN booking_terms t ON t.reservation_id = r.id
        WHERE r.start_utc >= ? AND r.start_utc < ? AND r.status IN ('checkedIn', 'completed')
          AND r.person_id IS NOT NULL
        """, arguments: [interval.startUTC, interval.endUTC])
    return try rows.map { row in
      let party: String? = row["party"]
      return SubsidyReport.Visit(
        person: PersonID(row["person_id"]), ageBand: row["age_band"], postcode: row["postcode"],
        people: row["people"], seconds: row["seconds"],
        party: try party.map { try StoredJSON.value([String].self, from: $0) } ?? [])
    }
  }
}
