import Foundation
import GRDB
import Localization
import StudioBooking

/// Reads what a calendar shows.
struct CalendarExport {
  let venue: Venue
  let domain: String
  let language: Language
  let db: Database

  init(_ language: Language?, _ db: Database) throws {
    venue = try VenueRows.load(db)
    domain = try String.fetchOne(db, sql: "SELECT domain FROM calendar_identity") ?? "studio"
    self.language = language ?? venue.language
    self.db = db
  }

  /// How far a calendar reaches back, so that its size does not follow the age of the house.
  static let pastDays = 60

  /// The reservations of a scope that had not ended so many days ago, with their titles.
  func document(
    _ scope: CalendarScope, names: Bool, nowUTC: Int
  ) throws -> CalendarDocument {
    let since = nowUTC - Self.pastDays * 86_400
    let calendar = ReservationCalendar(
      venue: venue, domain: domain, reader: names ? .insider : .outsider, language: language)
    let over = try DueRows.overdue(nowUTC: nowUTC, db)
    let rows = try rows(scope, since: since)
    var events: [CalendarEvent] = []
    var seen: Set<Int> = []
    for row in rows {
      if let series: Int = row["series_id"] {
        guard seen.insert(series).inserted else { continue }
        events += calendar.events(try SeriesRows.load(SeriesID(series), for: .system, db))
      } else {
        let reservation = try ReservationRows.reservation(row)
        guard !over.contains(reservation.id.number) else { continue }
        events.append(calendar.event(.init(reservation, title: row["title"])))
      }
    }
    return CalendarDocument(
      method: .publish, name: try name(of: scope), zone: venue.zone, events: events)
  }

  private func rows(_ scope: CalendarScope, since: Int) throws -> [Row] {
    let columns = """
      \(ReservationRows.columns), r.title,
      (SELECT series_id FROM series_occurrence WHERE reservation_id = r.id) AS series_id
      """
    let earliest = since - LedgerRows.reachSeconds
    let live = "r.status IN ('held', 'requested', 'confirmed', 'checkedIn', 'completed')"
    switch scope {
    case .person(let person):
      return try Row.fetchAll(
        db,
        sql: """
          SELECT \(columns) FROM reservation r
          WHERE r.person_id = ? AND r.start_utc > ? AND r.end_utc > ? AND \(live) ORDER BY r.start_utc, r.id
          """, arguments: [person.number, earliest, since])
    case .space(let space):
      return try Row.fetchAll(
        db,
        sql: """
          SELECT \(columns) FROM reservation r WHERE r.start_utc > ? AND r.end_utc > ? AND \(live)
            AND EXISTS (SELECT 1 FROM reservation_unit ru JOIN unit u ON u.id = ru.unit_id
              JOIN space s ON s.id = u.space_id
              WHERE ru.reservation_id = r.id AND s.slug = ?) ORDER BY r.start_utc, r.id
          """, arguments: [earliest, since, space.rawValue])
    case .venue:
      return try Row.fetchAll(
        db,
        sql: """
          SELECT \(columns) FROM reservation r WHERE r.start_utc > ? AND r.end_utc > ? AND \(live)
          ORDER BY r.start_utc, r.id
          """, arguments: [earliest, since])
    }
  }

  private func name(of scope: CalendarScope) throws -> String {
    let house = venue.name.text(in: language)
    switch scope {
    case .venue: return house
    case .space(let id):
      guard let space = venue.spaces.first(where: { $0.id == id }) else { return house }
      return "\(space.name.text(in: language)) – \(house)"
    case .person(let id):
      return "\(try PersonRows.find(.id(id), db)?.displayName ?? id.description) – \(house)"
    }
  }
}
