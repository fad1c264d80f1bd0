import GRDB
import StudioBooking

/// The ledger of hours as rows; `booked` and `released` are written by the trigger
/// `hours_follow_history`.
enum LedgerRows {
  /// Bookings last 31 days at most, an hour more on the long night: what began earlier is over.
  static let reachSeconds = BookingPolicy.longestMinutes * 60 + 3600

  /// The entries that quotas count for a booker, in the periods a window touches; those of
  /// reservations that have lost their hours by now count no longer, though nothing has noted it yet.
  ///
  /// - Complexity: one index range a kind of subject, whatever the age of the ledger.
  static func hours(
    counting quotas: [Quota], of offering: Offering, for booker: Booker,
    within window: UTCInterval, ignoring own: ReservationID? = nil, at venue: Venue, nowUTC: Int,
    _ db: Database
  ) throws -> [HourUse] {
    let counted = quotas.filter { $0.applies(to: booker) }
    let spans = counted.flatMap { $0.per.spans(touching: window, in: venue.zone) }
    guard let first = spans.map(\.interval.startUTC).min(),
      let last = spans.map(\.interval.endUTC).max()
    else { return [] }
    let period = UTCInterval(startUTC: first, endUTC: last)
    let over = try DueRows.overdueKinds(nowUTC: nowUTC, db)
    var found: [Int64: HourUse] = [:]
    func read(_ column: String, _ number: Int) throws {
      try Self.read(column, number, period, own, over, at: venue, into: &found, db)
    }
    if counted.contains(where: { $0.of == .person }), let person = booker.person {
      try read("person_id", person.number)
    }
    if counted.contains(where: { $0.of == .organisation }), let id = booker.organisation {
      try read("organisation_id", id.number)
    }
    let shared = counted.filter { $0.of == .category || $0.of == .everyone }
    for slug in Set(shared.flatMap { $0.across + [offering.id] }) {
      guard
        let number = try Int.fetchOne(
          try db.cachedStatement(sql: "SELECT id FROM offering WHERE slug = ?"),
          arguments: [slug.rawValue])
      else { continue }
      try read("offering_id", number)
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether a reservation that is over on its own keeps its hours although nobody came.
  private static func keepsHours(
    _ end: ReservationDue.Kind, of offering: OfferingID, at venue: Venue
  ) -> Bool {
    end.result == .noShow && venue.offering(offering)?.policy.bookers.debits.noShow == true
  }

  private static func read(
    _ column: String, _ number: Int, _ period: UTCInterval, _ own: ReservationID?,
    _ over: [Int: ReservationDue.Kind], at venue: Venue, into found: inout [Int64: HourUse],
    _ db: Database
  ) throws {
    let rows = try Row.fetchCursor(
      try db.cachedStatement(
        sql: """
          SELECT e.id, e.person_id, e.organisation_id, e.category, o.slug, e.start_utc, e.end_utc,
            e.sign, t.walk_in, e.reservation_id
          FROM hour_entry e
          JOIN offering o ON o.id = e.offering_id
          JOIN booking_terms t ON t.reservation_id = e.reservation_id
          WHERE e.\(column) = ? AND e.start_utc > ? AND e.start_utc < ? AND e.end_utc > ?
            AND e.reservation_id <> ?
          """),
      arguments: [
        number, period.startUTC - reachSeconds, period.endUTC, period.startUTC, own?.number ?? 0,
      ])
    while let row = try rows.next() {
      let offering = OfferingID(rawValue: row["slug"])
      if !over.isEmpty, let end = over[row["reservation_id"]],
        !keepsHours(end, of: offering, at: venue)
      {
        continue
      }
      let organisation: Int? = row["organisation_id"]
      let sign: Int = row["sign"]
      found[row["id"]] = HourUse(
        person: PersonID(row["person_id"]), organisation: organisation.map { OrganisationID($0) },
        category: row["category"], offering: offering,
        interval: UTCInterval(startUTC: row["start_utc"], endUTC: row["end_utc"]),
        isReturn: sign < 0, isWalkIn: row["walk_in"])
    }
  }

  /// The entries of a person or an organisation that touch an interval, for people to read.
  static func entries(
    of subject: StatementPayer, within interval: UTCInterval, zone: VenueZone, _ db: Database
  ) throws -> [QuotaReport.Entry] {
    let (column, number) =
      switch subject {
      case .person(let id): ("person_id", id.number)
      case .organisation(let id): ("organisation_id", id.number)
      }
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT e.reservation_id, o.slug, e.start_utc, e.end_utc, e.cause, e.at_utc
          FROM hour_entry e JOIN offering o ON o.id = e.offering_id
          WHERE e.\(column) = ? AND e.start_utc > ? AND e.start_utc < ? AND e.end_utc > ?
          ORDER BY e.start_utc, e.id
          """),
      arguments: [
        number, interval.startUTC - reachSeconds, interval.endUTC, interval.startUTC,
      ])
    return try rows.map { row in
      let text: String = row["cause"]
      guard let cause = HourCause(rawValue: text) else {
        throw StoreError.unreadable(field: "cause", value: text)
      }
      return QuotaReport.Entry(
        reservation: ReservationID(row["reservation_id"]),
        offering: OfferingID(rawValue: row["slug"]), start: zone.zoned(row["start_utc"]),
        end: zone.zoned(row["end_utc"]), cause: cause, at: zone.zoned(row["at_utc"]))
    }
  }

  /// Keeps the hours of a reservation used although nobody came, or gives those back: an entry on
  /// the latest line of its history.
  static func enter(
    _ cause: HourCause, for reservation: ReservationID, nowUTC: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO hour_entry(reservation_id, person_id, organisation_id, category, offering_id,
          start_utc, end_utc, sign, cause, at_utc, history_id)
        SELECT r.id, r.person_id, t.organisation_id, t.category, r.offering_id, r.start_utc,
          r.end_utc, :sign, :cause, :now,
          (SELECT MAX(id) FROM reservation_history WHERE reservation_id = r.id)
        FROM reservation r JOIN booking_terms t ON t.reservation_id = r.id
        WHERE r.id = :reservation
        """,
      arguments: [
        "sign": cause.isReturn ? -1 : 1, "cause": cause.rawValue, "now": nowUTC,
        "reservation": reservation.number,
      ])
  }

  /// Whether hours of a reservation are kept used that nobody has forgiven.
  static func isDebited(_ reservation: ReservationID, _ db: Database) throws -> Bool {
    let sum = try Int.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT TOTAL(sign) FROM hour_entry
          WHERE reservation_id = ? AND cause IN ('lateCancel', 'noShow', 'forgiven')
          """), arguments: [reservation.number])
    return (sum ?? 0) > 0
  }
}
