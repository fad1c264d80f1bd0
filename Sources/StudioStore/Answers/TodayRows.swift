import GRDB
import StudioBooking

/// What staff should know at a glance; every query starts from now or from what is open.
enum TodayRows {
  static func load(_ venue: Venue, nowUTC: Int, _ db: Database) throws -> TodayFacts {
    let date = venue.zone.local(atUTC: nowUTC).date
    let endOfDay = venue.zone.startOfDay(date.adding(days: 1))
    let rest = UTCInterval(startUTC: nowUTC, endUTC: max(endOfDay, nowUTC + 1))
    let entries = try CalendarRows.load(
      venue, space: nil, interval: rest, viewer: .staff(nil), nowUTC: nowUTC, db)
    let blocks = try blocks(among: entries, db)
    let found = Self.items(of: entries.filter { !blocks.contains($0.id) })
    func items(_ status: ReservationStatus, _ started: Bool) -> [TodayFacts.Item] {
      found.filter { $0.status == status && ($0.item.start.utc <= nowUTC) == started }.map(\.item)
    }
    let board = CalendarBoard(
      of: venue, space: nil, firstDate: date, days: 1,
      exceptions: try SnapshotRows.exceptions(touching: rest, db), entries: entries)
    return TodayFacts(
      date: date, toApprove: try requests(venue, nowUTC: nowUTC, db),
      arriving: items(.confirmed, false), late: items(.confirmed, true),
      present: found.filter { $0.status == .checkedIn }.map(\.item),
      outOfOrder: try closures(venue, nowUTC: nowUTC, db)
        + entries.filter { blocks.contains($0.id) && $0.start.utc <= nowUTC }.map { entry in
          TodayFacts.OutOfOrder(
            name: entry.unit.rawValue, reason: entry.title, until: entry.end)
        },
      sessionsWithoutFile: try sessionsWithoutFile(venue, db),
      scheduledEpisodes: try scheduledEpisodes(venue, nowUTC: nowUTC, db),
      freeNow: freeNow(board, nowUTC: nowUTC))
  }

  /// One item a reservation, its units together.
  private static func items(
    of entries: [CalendarEntry]
  ) -> [(status: ReservationStatus, item: TodayFacts.Item)] {
    var order: [ReservationID] = []
    var byID: [ReservationID: [CalendarEntry]] = [:]
    for entry in entries {
      if byID[entry.id] == nil { order.append(entry.id) }
      byID[entry.id, default: []].append(entry)
    }
    return order.compactMap { id in
      guard let parts = byID[id], let first = parts.first else { return nil }
      return (
        first.status,
        TodayFacts.Item(
          id: id, units: parts.map(\.unit), name: first.title ?? "", start: first.start,
          end: first.end)
      )
    }
  }

  private static func freeNow(_ board: CalendarBoard, nowUTC: Int) -> [UnitID] {
    board.rows.filter { row in
      row.open.contains(nowUTC)
        && !row.entries.contains { $0.start.utc <= nowUTC && nowUTC < $0.end.utc }
    }.map(\.unit.id)
  }

  private static func requests(
    _ venue: Venue, nowUTC: Int, _ db: Database
  ) throws -> [TodayFacts.Item] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT r.id, r.start_utc, r.end_utc, COALESCE(r.title, person.display_name, '') AS name,
          (SELECT group_concat(slug, ',') FROM (
            SELECT unit.slug FROM reservation_unit ru JOIN unit ON unit.id = ru.unit_id
            WHERE ru.reservation_id = r.id ORDER BY ru.position)) AS units
        FROM reservation r LEFT JOIN person ON person.id = r.person_id
        WHERE r.status = 'requested' AND r.start_utc > ? ORDER BY r.start_utc LIMIT 200
        """, arguments: [nowUTC])
    return rows.map { row in
      let units: String? = row["units"]
      return TodayFacts.Item(
        id: ReservationID(row["id"]),
        units: (units ?? "").split(separator: ",").map { UnitID(rawValue: String($0)) },
        name: row["name"], start: venue.zone.zoned(row["start_utc"]),
        end: venue.zone.zoned(row["end_utc"]))
    }
  }

  /// The reservations among entries that block a unit for repair.
  private static func blocks(
    among entries: [CalendarEntry], _ db: Database
  ) throws -> Set<ReservationID> {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM reservation WHERE id = ? AND kind = 'block'")
    return try Set(entries.map(\.id)).filter { id in
      try Int.fetchOne(statement, arguments: [id.number]) != nil
    }
  }

  private static func closures(
    _ venue: Venue, nowUTC: Int, _ db: Database
  ) throws -> [TodayFacts.OutOfOrder] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT COALESCE(unit.slug, space.slug, 'venue') AS name, reason, end_utc
        FROM hours_exception
        LEFT JOIN space ON space.id = hours_exception.space_id
        LEFT JOIN unit ON unit.id = hours_exception.unit_id
        WHERE end_utc > :now AND start_utc <= :now AND hours_exception.kind = 'closure'
        ORDER BY end_utc
        """, arguments: ["now": nowUTC])
    return rows.map { row in
      TodayFacts.OutOfOrder(
        name: row["name"], reason: row["reason"], until: venue.zone.zoned(row["end_utc"]))
    }
  }

  private static func sessionsWithoutFile(
    _ venue: Venue, _ db: Database
  ) throws -> [TodayFacts.Mark] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, title, opened_utc FROM session INDEXED BY session_open
        WHERE finished_utc IS NULL AND NOT EXISTS (
          SELECT 1 FROM session_recording WHERE session_id = session.id)
        ORDER BY opened_utc DESC LIMIT 50
        """)
    return rows.reversed().map { row in
      TodayFacts.Mark(
        id: "S-\(row["id"] as Int)", name: row["title"] ?? "",
        at: venue.zone.zoned(row["opened_utc"]))
    }
  }

  private static func scheduledEpisodes(
    _ venue: Venue, nowUTC: Int, _ db: Database
  ) throws -> [TodayFacts.Mark] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, json_extract(details, '$.title') AS title, scheduled_utc FROM episode
        WHERE status = 'scheduled' AND scheduled_utc > ? ORDER BY scheduled_utc LIMIT 50
        """, arguments: [nowUTC])
    return rows.map { row in
      TodayFacts.Mark(
        id: row["id"], name: row["title"] ?? "", at: venue.zone.zoned(row["scheduled_utc"]))
    }
  }
}
