import GRDB
import StudioBooking

/// What occupies units, for calendars.
enum CalendarRows {
  /// Reads the entries that overlap an interval, by time, then by the units' order.
  ///
  /// - Parameters:
  ///   - venue: the venue, for its units and zone.
  ///   - space: the space wanted; nil for all.
  ///   - interval: when.
  ///   - viewer: staff see every title, a person those of their own reservations.
  ///   - nowUTC: the present: what has lost its claims by now is not among the entries.
  ///   - db: the open transaction.
  /// - Returns: the entries.
  /// - Throws: a refusal with code `unknown_space`, or SQLite's error.
  static func load(
    _ venue: Venue, space: SpaceID?, interval: UTCInterval, viewer: Actor, nowUTC: Int,
    _ db: Database
  ) throws -> [CalendarEntry] {
    try check(space, venue)
    let spaces = venue.spaces.filter { space == nil || $0.id == space }
    let statement = try db.cachedStatement(
      sql: """
        SELECT r.id, r.status, r.start_utc, r.end_utc, r.person_id,
          COALESCE(r.title, person.display_name) AS title
        FROM claim c
        JOIN reservation r ON r.id = c.reservation_id
        LEFT JOIN person ON person.id = r.person_id
        WHERE c.unit_id = :unit AND c.start_utc < :end AND r.end_utc > :start
          AND c.start_utc >= COALESCE(
            (SELECT MAX(start_utc) FROM claim WHERE unit_id = :unit AND start_utc <= :start),
            :start)
        """)
    let units = spaces.flatMap(\.units).map(\.id)
    let numbers = try VenueRows.unitNumbers(units, db)
    var entries: [CalendarEntry] = []
    for unit in units {
      guard let number = numbers[unit] else { continue }
      let rows = try Row.fetchCursor(
        statement,
        arguments: ["unit": number, "start": interval.startUTC, "end": interval.endUTC])
      while let row = try rows.next() {
        let status = try ReservationRows.status(row[1])
        let mayBeOver = status == .held || (row[2] <= nowUTC && status.ownsClaims)
        if mayBeOver, try DueRows.isOverdue(row[0], nowUTC: nowUTC, db) { continue }
        let owner: Int? = row[4]
        let isOwn = owner.map { viewer == .person(PersonID($0)) } ?? false
        let seesTitle = viewer.seesNames || isOwn
        entries.append(
          CalendarEntry(
            id: ReservationID(row[0]), unit: unit, start: venue.zone.zoned(row[2]),
            end: venue.zone.zoned(row[3]), status: status,
            title: seesTitle ? row[5] : nil))
      }
    }
    // Units are visited in their order and the sort keeps it, so equal starts stay in unit order.
    return entries.enumerated()
      .sorted { ($0.element.start.utc, $0.offset) < ($1.element.start.utc, $1.offset) }
      .map(\.element)
  }

  /// Refuses a space that the venue does not have, with code `unknown_space`.
  static func check(_ space: SpaceID?, _ venue: Venue) throws(Refusal) {
    guard let space, !venue.spaces.contains(where: { $0.id == space }) else { return }
    throw Refusal(
      .unknownSpace, subject: space.rawValue,
      limit: .text(venue.spaces.map(\.id.rawValue).joined(separator: ", ")))
  }
}
