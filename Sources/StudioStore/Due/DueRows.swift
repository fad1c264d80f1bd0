import GRDB
import StudioBooking

/// What falls due, as rows.
enum DueRows {
  /// The kinds after which a reservation owns no claims, as an SQL list.
  private static let freeingKinds = ReservationDue.Kind.allCases.filter(\.freesUnits)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// Notes when something falls due, in place of what was noted before; nil forgets it.
  static func set(_ kind: String, _ subject: String, at instant: Int?, _ db: Database) throws {
    guard let instant else {
      try db.cachedStatement(sql: "DELETE FROM due WHERE kind = ? AND subject = ?")
        .execute(arguments: [kind, subject])
      return
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO due(kind, subject, at_utc) VALUES (?, ?, ?)
        ON CONFLICT(kind, subject) DO UPDATE SET at_utc = excluded.at_utc
        """
    ).execute(arguments: [kind, subject, instant])
  }

  /// Brings the notes about a reservation in line with its state.
  static func follow(_ reservation: Reservation, at venue: Venue, _ db: Database) throws {
    let next = ReservationDue.next(
      for: reservation,
      releaseAfterMinutes: venue.offering(reservation.offering)?.policy.releaseAfterMinutes)
    for kind in ReservationDue.Kind.allCases {
      try set(
        kind.rawValue, String(reservation.id.number), at: next?.kind == kind ? next?.atUTC : nil,
        db)
    }
  }

  /// The instant noted for something, if there is one.
  static func instant(_ kind: String, _ subject: String, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      try db.cachedStatement(sql: "SELECT at_utc FROM due WHERE kind = ? AND subject = ?"),
      arguments: [kind, subject])
  }

  /// The reservations that own claims on paper and have lost them by now.
  ///
  /// Readers look past them, because reading must not wait for the pass that retires them.
  static func overdue(nowUTC: Int, _ db: Database) throws -> Set<Int> {
    Set(try overdueKinds(nowUTC: nowUTC, db).keys)
  }

  /// The same, with what has become of each.
  static func overdueKinds(
    nowUTC: Int, _ db: Database
  ) throws -> [Int: ReservationDue.Kind] {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT CAST(subject AS INTEGER) AS number, kind FROM due
          WHERE at_utc <= ? AND kind IN (\(freeingKinds))
          """), arguments: [nowUTC])
    return rows.reduce(into: [:]) { found, row in
      found[row["number"]] = ReservationDue.Kind(rawValue: row["kind"])
    }
  }

  /// Whether a reservation owns claims on paper and has lost them by now.
  static func isOverdue(_ reservation: Int, nowUTC: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT EXISTS(SELECT 1 FROM due
            WHERE subject = ? AND kind IN (\(freeingKinds))
              AND at_utc <= ?)
          """), arguments: [String(reservation), nowUTC]) ?? false
  }

  /// What has fallen due for the reservations of a person, by its instants.
  static func overdue(
    of person: PersonID, nowUTC: Int, _ db: Database
  ) throws -> [(kind: ReservationDue.Kind, id: ReservationID)] {
    try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT due.kind, reservation.id FROM due
          JOIN reservation ON reservation.id = CAST(due.subject AS INTEGER)
          WHERE due.at_utc <= ? AND person_id = ? ORDER BY due.at_utc, reservation.id
          """), arguments: [nowUTC, person.number]
    ).compactMap { row in
      ReservationDue.Kind(rawValue: row["kind"]).map { ($0, ReservationID(row["id"])) }
    }
  }

  /// The overdue reservations that hold claims on units within a window, by their instants.
  static func overdue(
    on units: [Int64], touching window: UTCInterval, nowUTC: Int, _ db: Database
  ) throws -> [(kind: ReservationDue.Kind, id: ReservationID)] {
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT due.kind, claim.reservation_id, claim.unit_id FROM due
          JOIN claim ON claim.reservation_id = CAST(due.subject AS INTEGER)
          WHERE due.at_utc <= :now AND due.kind IN (\(freeingKinds))
            AND claim.start_utc < :end AND claim.end_utc > :start
          ORDER BY due.at_utc, claim.reservation_id
          """),
      arguments: ["now": nowUTC, "start": window.startUTC, "end": window.endUTC])
    var seen: Set<Int> = []
    return rows.compactMap { row in
      let number: Int = row["reservation_id"]
      guard units.contains(row["unit_id"]), seen.insert(number).inserted,
        let kind = ReservationDue.Kind(rawValue: row["kind"])
      else { return nil }
      return (kind, ReservationID(number))
    }
  }
}
