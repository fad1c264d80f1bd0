import GRDB
import StudioBooking

/// Reads what the rules look at; every query is bounded by index, whatever the age of the data.
enum SnapshotRows {
  /// Reads a snapshot as it is at an instant: claims whose time is over are not in it, though the
  /// pass that takes them away may not have come by yet.
  ///
  /// - Parameters:
  ///   - venue: where.
  ///   - units: whose claims.
  ///   - window: the instants that matter.
  ///   - booker: who books.
  ///   - nowUTC: the present.
  ///   - own: a reservation that is being moved and so is in nobody's way.
  ///   - db: the open transaction.
  /// - Returns: the snapshot.
  /// - Throws: SQLite's error.
  static func load(
    _ venue: Venue, units: [UnitID], window: UTCInterval, booker: Booker, nowUTC: Int,
    ignoring own: ReservationID? = nil, _ db: Database
  ) throws -> BookingSnapshot {
    var ignored = try DueRows.overdue(nowUTC: nowUTC, db)
    if let own { ignored.insert(own.number) }
    return BookingSnapshot(
      venue: venue, exceptions: try exceptions(touching: window, db),
      claims: try claims(on: units, touching: window, ignoring: ignored, db), booker: booker)
  }

  /// Reads what a question about free times needs to know.
  ///
  /// - Parameters:
  ///   - query: the question.
  ///   - nowUTC: the present.
  ///   - db: the open transaction.
  /// - Returns: the snapshot; without claims for an offering there is none of.
  /// - Throws: a refusal about who asks, or SQLite's error.
  static func load(
    for query: AvailabilityQuery, nowUTC: Int, _ db: Database
  ) throws -> BookingSnapshot {
    let venue = try VenueRows.load(db)
    guard let offering = venue.offering(query.offering) else {
      return BookingSnapshot(venue: venue)
    }
    let window = query.window(for: offering, at: venue)
    var booker = Booker.unknown
    if let asker = query.asker {
      booker = try BookerRows.load(
        try asker.person.flatMap { try PersonRows.find($0, db) }, for: asker.behalf,
        booking: offering, within: window, at: venue, nowUTC: nowUTC, db)
    }
    return try load(
      venue, units: offering.candidates, window: window, booker: booker, nowUTC: nowUTC, db)
  }

  /// Live claims on units that overlap a window.
  ///
  /// Claims on a unit never overlap, so of those that start before the window only the last one
  /// can reach into it: the index is read from there, not from the beginning of history.
  static func claims(
    on units: [UnitID], touching window: UTCInterval, ignoring ignored: Set<Int> = [],
    _ db: Database
  ) throws -> [Claim] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT start_utc, end_utc, reservation_id FROM claim
        WHERE unit_id = :unit AND start_utc < :end AND end_utc > :start
          AND start_utc >= COALESCE(
            (SELECT MAX(start_utc) FROM claim WHERE unit_id = :unit AND start_utc <= :start),
            :start)
        ORDER BY start_utc
        """)
    let numbers = try VenueRows.unitNumbers(units, db)
    return try units.flatMap { unit -> [Claim] in
      guard let number = numbers[unit] else { return [] }
      let rows = try Row.fetchCursor(
        statement,
        arguments: ["unit": number, "start": window.startUTC, "end": window.endUTC])
      var claims: [Claim] = []
      while let row = try rows.next() {
        guard ignored.isEmpty || !ignored.contains(row[2]) else { continue }
        claims.append(
          Claim(unit: unit, interval: UTCInterval(startUTC: row[0], endUTC: row[1])))
      }
      return claims
    }
  }

  /// The dated exceptions that touch a window, or come within two days of it.
  static func exceptions(
    touching window: UTCInterval, _ db: Database
  ) throws -> [HoursException] {
    // A span of the grid may begin the day before and end the day after; a day's margin keeps
    // the openings that a refusal names whole.
    let margin = 2 * 86_400
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT kind, start_utc, end_utc, space.slug AS space, unit.slug AS unit
          FROM hours_exception
          LEFT JOIN space ON space.id = hours_exception.space_id
          LEFT JOIN unit ON unit.id = hours_exception.unit_id
          WHERE end_utc > ? AND start_utc < ?
          """), arguments: [window.startUTC - margin, window.endUTC + margin])
    return rows.map(exception)
  }

  /// The exception in a row with the columns kind, space, unit, start_utc and end_utc.
  static func exception(_ row: Row) -> HoursException {
    let scope: HoursException.Scope
    if let slug: String = row["unit"] {
      scope = .unit(UnitID(rawValue: slug))
    } else if let slug: String = row["space"] {
      scope = .space(SpaceID(rawValue: slug))
    } else {
      scope = .venue
    }
    let kind: String = row["kind"]
    return HoursException(
      kind: kind == "opening" ? .opening : .closure, scope: scope,
      interval: UTCInterval(startUTC: row["start_utc"], endUTC: row["end_utc"]))
  }
}
