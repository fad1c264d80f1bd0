import GRDB
import StudioBooking

/// Closures, openings and what they hit, as rows.
enum ClosureRows {
  /// A stored closure, without what it hits.
  struct Stored {
    let id: ClosureID
    let exception: HoursException
    let reason: String?
  }

  static func insert(
    _ exception: HoursException, reason: String?, _ db: Database
  ) throws -> ClosureID {
    var (space, unit): (String?, String?) = (nil, nil)
    switch exception.scope {
    case .venue: break
    case .space(let id): space = id.rawValue
    case .unit(let id): unit = id.rawValue
    }
    try db.execute(
      sql: """
        INSERT INTO hours_exception(kind, space_id, unit_id, start_utc, end_utc, reason)
        VALUES (?, (SELECT id FROM space WHERE slug = ?), (SELECT id FROM unit WHERE slug = ?),
          ?, ?, ?)
        """,
      arguments: [
        exception.kind.rawValue, space, unit, exception.interval.startUTC,
        exception.interval.endUTC, reason,
      ])
    return ClosureID(Int(db.lastInsertedRowID))
  }

  /// Finds a closure, or refuses with code `unknown_closure`.
  static func find(_ id: ClosureID, _ db: Database) throws -> Stored {
    let found = try stored(where: "hours_exception.id = ?", id.number, db).first
    guard let found else { throw Refusal(.unknownClosure, subject: id.description) }
    return found
  }

  /// Those that are not over, by time.
  static func current(nowUTC: Int, _ db: Database) throws -> [Stored] {
    try stored(where: "hours_exception.end_utc > ?", nowUTC, db)
  }

  /// Takes a closure away; its cases go with it.
  static func delete(_ id: ClosureID, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM hours_exception WHERE id = ?", arguments: [id.number])
  }

  private static func stored(
    where condition: String, _ value: Int, _ db: Database
  ) throws -> [Stored] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT hours_exception.id, kind, start_utc, end_utc, reason, space.slug AS space,
          unit.slug AS unit
        FROM hours_exception LEFT JOIN space ON space.id = hours_exception.space_id
        LEFT JOIN unit ON unit.id = hours_exception.unit_id
        WHERE \(condition) ORDER BY start_utc, hours_exception.id
        """, arguments: [value])
    return rows.map { row in
      Stored(
        id: ClosureID(row["id"]), exception: SnapshotRows.exception(row), reason: row["reason"])
    }
  }

  /// Notes that a closure hits reservations.
  static func addCases(
    _ reservations: [ReservationID], of id: ClosureID, _ db: Database
  ) throws {
    for reservation in reservations {
      try db.execute(
        sql: "INSERT INTO closure_case(exception_id, reservation_id) VALUES (?, ?)",
        arguments: [id.number, reservation.number])
    }
  }

  /// The reservations a closure hit, and what was decided about each.
  static func cases(
    of id: ClosureID, _ db: Database
  ) throws -> [(id: ReservationID, decision: ClosureDecision?)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT reservation_id, decision FROM closure_case
        JOIN reservation ON reservation.id = reservation_id
        WHERE exception_id = ? ORDER BY reservation.start_utc, reservation_id
        """, arguments: [id.number]
    ).map { row in
      let decision: String? = row["decision"]
      return (ReservationID(row["reservation_id"]), decision.flatMap(ClosureDecision.init))
    }
  }

  /// The closures that hit a reservation and wait for a decision about it.
  static func undecided(about id: ReservationID, _ db: Database) throws -> [Stored] {
    try stored(
      where: """
        hours_exception.id IN (SELECT exception_id FROM closure_case
          WHERE reservation_id = ? AND decision IS NULL)
        """, id.number, db)
  }

  /// Writes down what was decided about a reservation that a closure hit.
  static func decide(
    _ decision: ClosureDecision, _ id: ReservationID, of closure: ClosureID, by actor: Actor,
    nowUTC: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE closure_case SET decision = ?, decided_utc = ?, actor = ?
        WHERE exception_id = ? AND reservation_id = ?
        """,
      arguments: [decision.rawValue, nowUTC, actor.historyText, closure.number, id.number])
  }

  /// The reservations that own claims on units within an interval, by their start.
  ///
  /// Read from the last claim that starts before the interval: no claim before that reaches into it.
  static func reservations(
    on units: [UnitID], touching interval: UTCInterval, _ db: Database
  ) throws -> [ReservationID] {
    let numbers = try VenueRows.unitNumbers(units, db)
    let statement = try db.cachedStatement(
      sql: """
        SELECT reservation_id, start_utc FROM claim
        WHERE unit_id = :unit AND start_utc < :end AND end_utc > :start
          AND start_utc >= COALESCE(
            (SELECT MAX(start_utc) FROM claim WHERE unit_id = :unit AND start_utc <= :start),
            :start)
        """)
    var starts: [Int: Int] = [:]
    for number in numbers.values {
      let rows = try Row.fetchAll(
        statement,
        arguments: ["unit": number, "start": interval.startUTC, "end": interval.endUTC])
      for row in rows { starts[row["reservation_id"]] = row["start_utc"] }
    }
    return starts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { ReservationID($0.key) }
  }
}
