import Foundation
import GRDB
import Localization
import StudioBooking

/// Reads what a calendar shows.
struct CalendarExport: Sendable {
  /// A reservation that stands alone, or a series that is still to be read.
  enum Entry: Sendable {
    case event(CalendarEvent)
    case series(SeriesID)
  }

  /// What one read says of a calendar.
  struct Outline: Sendable {
    let name: String
    let calendar: ReservationCalendar
    let entries: [Entry]
  }

  let venue: Venue
  let domain: String
  let language: Language

  init(_ language: Language?, _ db: Database) throws {
    venue = try VenueRows.load(db)
    domain = try String.fetchOne(db, sql: "SELECT domain FROM calendar_identity") ?? "studio"
    self.language = language ?? venue.language
  }

  /// How far a calendar reaches back, so that its size does not follow the age of the house.
  static let pastDays = 60

  /// The reservations of a scope that had not ended so many days ago, with their titles.
  func outline(
    of scope: CalendarScope, names: Bool, nowUTC: Int, _ db: Database
  ) throws -> Outline {
    let since = nowUTC - Self.pastDays * 86_400
    let calendar = ReservationCalendar(
      venue: venue, domain: domain, reader: names ? .insider : .outsider, language: language)
    let over = try DueRows.overdue(nowUTC: nowUTC, db)
    var seen: Set<Int> = []
    let entries = try rows(scope, since: since, db).compactMap { row -> Entry? in
      if let series: Int = row["series_id"] {
        return seen.insert(series).inserted ? .series(SeriesID(series)) : nil
      }
      let reservation = try ReservationRows.reservation(row)
      return over.contains(reservation.id.number)
        ? nil : .event(calendar.event(.init(reservation, title: row["title"])))
    }
    return Outline(name: try name(of: scope, db), calendar: calendar, entries: entries)
  }

  private func rows(_ scope: CalendarScope, since: Int, _ db: Database) throws -> [Row] {
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

  private func name(of scope: CalendarScope, _ db: Database) throws -> String {
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
