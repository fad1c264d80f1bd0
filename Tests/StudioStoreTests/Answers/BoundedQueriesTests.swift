import Foundation
import GRDB
import Localization
import StudioBooking
import Synchronization
import Testing

@testable import StudioStore

/// Every question is answered through an index, whatever the age of the database: the statements
/// that really ran are explained by SQLite itself.
@Suite struct BoundedQueriesTests {
  /// Tables that hold the venue and not its history: read whole on purpose.
  static let small: Set<String> = [
    "venue", "space", "unit", "offering", "agenda", "calendar_identity", "CONSTANT",
  ]
  /// Partial indexes that hold only what is open.
  static let open = ["session_open", "reservation_requested", "episode_scheduled"]

  enum Question: String, CaseIterable {
    case calendar, board, week, availability, firstFree, explain, today, utilisation, noShows
    case subsidy, agenda, reserve, refuse, cancel, announce, series, offers, accounts, history
    case mostAhead, mostAheadOfOrganisation, closures, allowance, invitation
  }

  /// Asks one question.
  func ask(_ question: Question, _ fixture: BookingFixture, _ id: ReservationID) async throws {
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let date = CivilDate("2026-12-01")!
    let station = OfferingID(rawValue: "gaming-station")
    let month = ReportPeriod("2026-12")!
    switch question {
    case .calendar:
      let day = try await database.venue().zone.interval(from: date, days: 1)
      _ = try await database.calendar(of: nil, in: day, for: .staff(nil), at: now)
    case .board:
      _ = try await database.board(of: nil, from: date, days: 1, for: .anonymous, at: now)
    case .week:
      _ = try await database.board(of: nil, from: date, days: 7, for: .staff(nil), at: now)
    case .availability:
      _ = try await database.availability(
        AvailabilityQuery(offering: station, firstDate: date, days: 7), at: now)
    case .firstFree:
      _ = try await database.firstFree(
        FirstFreeQuery(offering: station, firstDate: date, together: 4), at: now)
    case .explain:
      _ = try await database.explain(request("podcast-studio", "2026-12-01T14:30"), at: now)
    case .today: _ = try await database.today(at: now)
    case .utilisation: _ = try await database.utilisation(month, by: .unit, space: nil)
    case .noShows: _ = try await database.noShows(month, at: now)
    case .subsidy: _ = try await database.subsidy(month, smallest: 5)
    case .agenda: _ = try await database.agenda(at: now)
    case .reserve:
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-02T14:00", for: "a@example.be"), by: .staff(nil),
        key: "k")
    case .refuse:
      _ = try await refusal {
        _ = try await fixture.store.reserve(
          request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
      }
    case .cancel: _ = try await fixture.store.change(.cancel, id, by: .staff(nil))
    case .series: _ = try await database.seriesList(for: .staff(nil), at: now)
    case .offers: _ = try await database.seriesOffers(for: .staff(nil), at: now)
    case .accounts:
      _ = try await database.accounting(month: date)
    case .history: _ = try await database.history(of: id, for: .staff(nil))
    case .mostAhead:
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T14:00", for: "Bea"), by: .staff(nil))
    case .mostAheadOfOrganisation:
      _ = try await fixture.store.reserve(
        request(
          "gaming-station", "2026-11-25T14:00", for: "Bea",
          behalf: BookingBehalf(organisation: .name("ASBL Test"))), by: .staff(nil))
    case .closures: _ = try await database.closures(at: now)
    case .allowance:
      _ = try await database.quotas(of: .person(.name("Alice")), on: date, at: now)
    case .invitation:
      _ = try await database.invitation(
        id, from: CalendarEvent.Party(name: "M", email: "m@example.be"), in: .french, at: now)
    case .announce:
      try await database.announce([id], as: Publicity(title: "T")!, by: .staff(nil), at: now)
    }
  }

  @Test(arguments: Question.allCases)
  func `no question reads the history from its beginning`(question: Question) async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    try await fixture.database.announce(
      [booked.id], as: Publicity(title: "Open")!, by: .staff(nil), at: fixture.store.nowUTC)
    let seen = Mutex<Set<String>>([])
    let collect: @Sendable (Database.TraceEvent) -> Void = { event in
      _ = seen.withLock { $0.insert(event.expandedDescription) }
    }
    try await fixture.database.read { $0.trace(options: .statement, collect) }
    try await fixture.database.write { $0.trace(options: .statement, collect) }
    try await ask(question, fixture, booked.id)
    try await fixture.database.write { $0.trace() }
    try await fixture.database.read { $0.trace() }

    let statements = seen.withLock(\.self).filter { text in
      ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains { text.hasPrefix($0) }
    }
    try #require(!statements.isEmpty, "\(question) was not observed")
    for statement in statements.sorted() {
      let plan = try await fixture.database.read { db in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String }
      }
      for step in plan where step.hasPrefix("SCAN ") {
        let name = String(step.dropFirst(5).prefix { $0 != " " })
        // The check of a parent row's own insertion, which SQLite plans for every statement with
        // a trigger and skips while no violation is outstanding (`.stats on`: no full-scan step).
        let isForeignKeyCheck =
          name == "hour_entry" && statement.hasPrefix("INSERT INTO reservation_history")
        let isBounded =
          Self.small.contains(name) || name.hasPrefix("(") || isForeignKeyCheck
          || Self.open.contains { step.contains("INDEX \($0)") }
        #expect(isBounded, "\(question): \(step) in \(statement)")
      }
    }
  }
}
