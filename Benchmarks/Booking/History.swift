import Foundation
import GRDB
import StudioBooking
import StudioPublishing
import StudioStore

/// A database with years of valid reservations, written straight into SQLite.
///
/// Eleven years, one of them ahead, of 30 units that are open from 8 to 22 h: the more reservations,
/// the fuller the days, so that the past alone tells the sizes apart. Every claim passes the trigger
/// that the product's own pass.
struct History {
  let folder: DataFolder
  let store: StudioDatabase
  let reservations: Int
  /// Noon of the day that counts as today.
  let nowUTC: Int
  let venue: Venue

  static let unitCount = 30
  static let firstDate = CivilDate(year: 2016, month: 12, day: 1) ?? CivilDate(dayNumber: 0)
  static let days = 4017
  static let today = CivilDate(year: 2026, month: 11, day: 24) ?? CivilDate(dayNumber: 0)

  init(in root: URL, reservations: Int) async throws {
    folder = DataFolder(root)
    self.reservations = reservations
    venue = Self.venue()
    nowUTC = venue.zone.startOfDay(Self.today) + 12 * 3600
    if FileManager.default.fileExists(atPath: folder.database.path) {
      store = try StudioDatabase(opening: folder)
      return
    }
    store = try StudioDatabase.create(folder)
    try await store.apply(venue)
    try await fill()
  }

  /// One room of 30 stations, bookable one by one, four together, or whole.
  static func venue() -> Venue {
    guard let zone = VenueZone(identifier: "Europe/Brussels"), let open = GridSpan("08:00-22:00")
    else { preconditionFailure("this machine has no time zones") }
    let units = (1...unitCount).map { number in
      BookableUnit(
        id: UnitID(rawValue: "U-\(number)"), name: LocalizedText("U-\(number)"), kind: "pc")
    }
    let week = WeeklyGrid(Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [open]) }))
    func offering(_ id: String, _ need: UnitNeed) -> Offering {
      Offering(
        id: OfferingID(rawValue: id), name: LocalizedText(id), needs: [need],
        policy: BookingPolicy(durationMinutes: 30...840, defaultDurationMinutes: 60))
    }
    return Venue(
      name: LocalizedText("Bench"), zone: zone,
      spaces: [
        Space(
          id: SpaceID(rawValue: "room"), name: LocalizedText("Room"),
          hours: Hours([Hours.Entry(weekly: week)]), units: units)
      ],
      offerings: [
        offering("station", .any(count: 1, of: units.map(\.id))),
        offering("room", .all(units.map(\.id))),
        offering("first", .all([units[0].id])),
      ])
  }

  private func fill() async throws {
    let (count, zone) = (reservations, venue.zone)
    let middays = (0..<Self.days).map { zone.startOfDay(Self.firstDate.adding(days: $0)) }
    try await store.write { db in
      try db.execute(
        sql: """
          WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
          INSERT INTO person(id, display_name, name_key, created_utc)
          SELECT n, 'Person ' || n, 'person ' || n, 0 FROM number
          """)
      let reservation = try db.makeStatement(
        sql: """
          INSERT INTO reservation(id, offering_id, person_id, status, start_local, end_local, zone,
            start_utc, end_utc, created_utc)
          VALUES (?, 1, ?, ?, '', '', 'Europe/Brussels', ?, ?, ?)
          """)
      let unit = try db.makeStatement(
        sql: "INSERT INTO reservation_unit(reservation_id, position, unit_id) VALUES (?, 0, ?)")
      let claim = try db.makeStatement(
        sql: "INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id) VALUES (?, ?, ?, ?)")
      let history = try db.makeStatement(
        sql: """
          INSERT INTO reservation_history(reservation_id, at_utc, actor, change)
          VALUES (?, ?, 'staff', 'reserve')
          """)
      let today = zone.startOfDay(Self.today)
      var number = 0
      for (day, midnight) in middays.enumerated() {
        // Evenly spread: after the last day exactly `count` have been written.
        let until = count * (day + 1) / Self.days
        var slot = 0
        while number < until {
          number += 1
          // 98 % of a full day's hours are whole hours from 8 on; the rest of a unit's day is free.
          let (row, hour) = (slot % Self.unitCount, slot / Self.unitCount)
          slot += 1
          let start = midnight + (8 + hour) * 3600 + (row % 2) * 1800
          let end = start + 3600
          let past = midnight < today
          let status = !past ? "confirmed" : number % 23 == 0 ? "noShow" : "completed"
          try reservation.execute(
            arguments: [number, number % 5000 + 1, status, start, end, start - 86_400])
          try unit.execute(arguments: [number, row + 1])
          if status != "noShow" {
            try claim.execute(arguments: [row + 1, start, end, number])
          }
          try history.execute(arguments: [number, start - 86_400])
        }
      }
    }
  }
}
