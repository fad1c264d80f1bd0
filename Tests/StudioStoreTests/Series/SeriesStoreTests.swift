import Foundation
import GRDB
import StudioTestSupport
import Synchronization
import Testing

@testable import StudioBooking
@testable import StudioStore

@Suite struct SeriesStoreTests {
  private let staff = Actor.staff(nil)

  private func fixture() async throws -> BookingFixture {
    try await BookingFixture(venue: SeriesFixture.venue())
  }

  private func claims(_ fixture: BookingFixture) async throws -> Int {
    try await fixture.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM claim")! }
  }

  @Test func `scenario 24: all or none, skip, and weeks that free up are offered back`()
    async throws
  {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let third = try await fixture.store.reserve(
      request("one", "2026-12-15T14:30", minutes: 60), by: staff)
    _ = try await fixture.store.reserve(
      request("one", "2027-01-12T14:00", minutes: 60), by: staff)
    let asked = try SeriesFixture.request("FREQ=WEEKLY;COUNT=12", "2026-12-01T14:00")

    let plan = try await store.preview(asked, at: now)
    #expect(
      plan.dates.map(\.state).enumerated().filter { $0.element == "busy" }.map(\.offset) == [2, 6])
    #expect(try await claims(fixture) == 2)

    let refusal = try await refusal { _ = try await store.reserve(asked, by: staff, at: now) }
    #expect(refusal?.rule == .seriesConflict)
    #expect(try await claims(fixture) == 2, "nothing of a refused series is left")

    let skipped = SeriesRequest(
      booking: asked.booking, repetition: asked.repetition, onConflict: .skip)
    let series = try await store.reserve(skipped, by: staff, at: now)
    #expect(series.booked.count == 10)
    #expect(
      series.occurrences.filter { $0.state == .skipped }.map(\.local.date.description) == [
        "2026-12-15", "2027-01-12",
      ])
    #expect(try await store.seriesOffers(for: staff, at: now).isEmpty)

    _ = try await fixture.store.change(.cancel, third.id, by: staff)
    let offers = try await store.seriesOffers(for: staff, at: now)
    #expect(offers.map(\.date) == ["2026-12-15T14:00"])
    let taken = try await store.takeOffer(
      series.id, date: SeriesFixture.local("2026-12-15T14:00"), by: staff, at: now)
    #expect(taken.start.local.description == "2026-12-15T14:00")
    #expect(try await store.series(series.id, for: staff).booked.count == 11)
    #expect(try await store.seriesOffers(for: staff, at: now).isEmpty)
  }

  @Test func `a repeated key edits once; a date taken later is announced like the others`()
    async throws
  {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let third = try await fixture.store.reserve(
      request("one", "2026-12-15T14:30", minutes: 60), by: staff)
    let base = try SeriesFixture.request("FREQ=WEEKLY;COUNT=4", "2026-12-01T14:00")
    let booking = BookingRequest(
      offering: base.booking.offering, start: base.booking.start, end: base.booking.end,
      person: base.booking.person, publicity: Publicity(title: "Atelier")!)
    let series = try await store.reserve(
      SeriesRequest(booking: booking, repetition: base.repetition, onConflict: .skip), by: staff,
      at: now)
    #expect(try await store.agenda(at: now).events.count == 3, "announced as they were booked")

    _ = try await fixture.store.change(.cancel, third.id, by: staff)
    let date = SeriesFixture.local("2026-12-15T14:00")
    let taken = try await store.takeOffer(series.id, date: date, by: staff, key: "take", at: now)
    let again = try await store.takeOffer(series.id, date: date, by: staff, key: "take", at: now)
    #expect(taken.id == again.id)
    let events = try await store.agenda(at: now).events
    #expect(events.count == 4 && events.allSatisfy { $0.publicity.title == "Atelier" })

    func move(_ key: String, days: Int = 1) async throws -> SeriesOutcome {
      try await store.moveSeries(
        series.id, from: nil, by: SeriesPattern.Shift(days: days), skipping: false, by: staff,
        key: key, at: now)
    }
    let moved = try await move("move")
    let repeated = try await move("move")
    #expect(moved.changed == repeated.changed && moved.changed.count == 4)
    #expect(moved.changed.map(\.start.local.date.description).first == "2026-12-02")
    let other = try await refusal { _ = try await move("move", days: 2) }
    #expect(other?.rule == .keyReused)
    let cancelled = try await store.cancelSeries(
      series.id, from: nil, by: staff, key: "cancel", at: now)
    let same = try await store.cancelSeries(
      series.id, from: nil, by: staff, key: "cancel", at: now)
    #expect(cancelled.changed == same.changed && same.changed.count == 4)
    _ = try await store.undoSeries(series.id, by: staff, key: "undo", at: now)
    _ = try await store.undoSeries(series.id, by: staff, key: "undo", at: now)
    let restored = try await store.series(series.id, for: staff)
    #expect(restored.occurrences.compactMap(\.reservation).allSatisfy { $0.status == .confirmed })
    #expect(
      restored.occurrences.compactMap(\.reservation?.start.local.date.description).first
        == "2026-12-02", "one undo, not two")
  }

  @Test func `a failure on week 9 leaves none of the first eight`() async throws {
    let fixture = try await fixture()
    // What no rule can foresee: another writer's claim that appears after the judgement.
    try await fixture.database.write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER ninth BEFORE INSERT ON series_occurrence
          WHEN (SELECT count(*) FROM series_occurrence) = 8
          BEGIN SELECT RAISE(ABORT, 'week 9'); END
          """)
    }
    await #expect(throws: (any Error).self) {
      _ = try await fixture.database.reserve(
        try SeriesFixture.request("FREQ=WEEKLY;COUNT=12", "2026-12-01T14:00"), by: staff,
        at: fixture.store.nowUTC)
    }
    #expect(try await claims(fixture) == 0)
    let rows = try await fixture.database.read { db in
      try Int.fetchOne(
        db,
        sql: "SELECT (SELECT count(*) FROM series) + (SELECT count(*) FROM reservation)")
    }
    #expect(rows == 0)
  }

  @Test func `scenario 25: following from the fifth, the seventh moved by hand, and undo`()
    async throws
  {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await store.reserve(
      try SeriesFixture.request("FREQ=WEEKLY;COUNT=10", "2026-12-01T18:00"), by: staff, at: now)
    // Somebody moves the seventh by hand.
    let seventh = try #require(made.occurrences[6].reservation)
    _ = try await store.move(
      seventh.id, ReservationMove(start: RequestedTime("2027-01-15T18:00")!), by: staff, at: now)
    let before = try await store.series(made.id, for: staff)
    let fifth = before.occurrences[4].local
    let outcome = try await store.moveSeries(
      made.id, from: fifth, by: SeriesPattern.Shift(secondOfDay: 20 * 3600), skipping: false,
      by: staff, at: now)
    let after = try #require(outcome.continued)
    #expect(outcome.series.booked == before.booked.filter { $0 < "2026-12-29" })
    #expect(outcome.series.id == made.id)
    #expect(after.id != made.id && after.continues == made.id)
    #expect(outcome.kept.map(\.reservation) == [seventh.id.description])
    #expect(outcome.kept.map(\.reason) == ["moved"])
    #expect(
      after.booked == [
        "2026-12-29T20:00", "2027-01-05T20:00", "2027-01-15T18:00", "2027-01-19T20:00",
        "2027-01-26T20:00", "2027-02-02T20:00",
      ])
    // Reservations keep their numbers: nobody gets a second one.
    #expect(
      Set((outcome.series.occurrences + after.occurrences).compactMap(\.reservation?.id))
        == Set(before.occurrences.compactMap(\.reservation?.id)))
    #expect(outcome.series.sequence > before.sequence)

    let undone = try await store.undoSeries(after.id, by: staff, at: now)
    #expect(undone.series.id == made.id)
    #expect(undone.series.booked == before.booked)
    #expect(undone.series.pattern == before.pattern)
    #expect(undone.series.sequence > outcome.series.sequence)
    #expect(
      try await refusal { _ = try await store.series(after.id, for: staff) }?.rule
        == .unknownSeries)
    #expect(
      try await refusal { _ = try await store.undoSeries(made.id, by: staff, at: now) }?.rule
        == .nothingToUndo)
  }

  @Test func `an undo that would overwrite a later change is refused`() async throws {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await store.reserve(
      try SeriesFixture.request("FREQ=WEEKLY;COUNT=4", "2026-12-01T18:00"), by: staff, at: now)
    let moved = try await store.moveSeries(
      made.id, from: nil, by: SeriesPattern.Shift(secondOfDay: 20 * 3600), skipping: false,
      by: staff, at: now)
    #expect(moved.continued == nil, "all of a series that has not begun keeps its number")
    let freed = try await fixture.store.reserve(
      request("one", "2026-12-08T18:00", minutes: 60, for: "Bob"), by: staff)
    let taken = try await refusal { _ = try await store.undoSeries(made.id, by: staff, at: now) }
    #expect(taken?.rule == .slotTaken)
    #expect(try await store.series(made.id, for: staff).booked == moved.series.booked)
    _ = try await fixture.store.change(.cancel, freed.id, by: staff)
    _ = try await fixture.store.change(
      .cancel, moved.series.occurrences[0].reservation!.id, by: staff)
    let changed = try await refusal { _ = try await store.undoSeries(made.id, by: staff, at: now) }
    #expect(changed?.rule == .nothingToUndo)
  }

  @Test func `cancelling what follows keeps what came before and can be undone`() async throws {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await store.reserve(
      try SeriesFixture.request("FREQ=DAILY;COUNT=6", "2026-12-01T18:00"), by: staff, at: now)
    let outcome = try await store.cancelSeries(
      made.id, from: made.occurrences[2].local, by: staff, reason: "works", at: now)
    #expect(outcome.changed.count == 4)
    #expect(outcome.series.booked == ["2026-12-01T18:00", "2026-12-02T18:00"])
    #expect(try await claims(fixture) == 2)
    let undone = try await store.undoSeries(made.id, by: staff, at: now)
    #expect(undone.series.booked == made.booked)
    #expect(try await claims(fixture) == 6)
  }

  @Test func `an edit by somebody who saw the series before it changed is refused`() async throws {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await store.reserve(
      try SeriesFixture.request("FREQ=DAILY;COUNT=3", "2026-12-01T18:00"), by: staff, at: now)
    let seen = made.sequence
    let third = try #require(made.occurrences[2].reservation)
    _ = try await store.move(
      third.id, ReservationMove(start: RequestedTime("2026-12-03T14:00")!), by: staff, at: now)
    let current = try await store.series(made.id, for: staff)
    #expect(current.sequence > seen)
    let later = SeriesPattern.Shift(secondOfDay: 20 * 3600)
    let refusals = [
      try await refusal {
        _ = try await store.cancelSeries(
          made.id, from: nil, by: staff, expectedVersion: seen, at: now)
      },
      try await refusal {
        _ = try await store.moveSeries(
          made.id, from: nil, by: later, skipping: false, by: staff, expectedVersion: seen,
          at: now)
      },
      try await refusal {
        _ = try await store.undoSeries(made.id, by: staff, expectedVersion: seen, at: now)
      },
    ]
    for refusal in refusals {
      #expect(refusal?.rule == .staleVersion)
      #expect(refusal?.limit == .count(current.sequence) && refusal?.actual == .count(seen))
    }
    #expect(try await store.series(made.id, for: staff) == current)
    // The version that is there is taken, and the same key answers again although it rose since.
    for _ in 1...2 {
      let moved = try await store.moveSeries(
        made.id, from: nil, by: later, skipping: false, by: staff,
        expectedVersion: current.sequence, key: "once", at: now)
      #expect(moved.changed.count == 2)
    }
  }

  @Test func `a move with skip leaves what cannot go where it is`() async throws {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await store.reserve(
      try SeriesFixture.request("FREQ=DAILY;COUNT=3", "2026-12-01T18:00"), by: staff, at: now)
    _ = try await fixture.store.reserve(
      request("one", "2026-12-02T20:00", minutes: 60, for: "Bob"), by: staff)
    let shift = SeriesPattern.Shift(secondOfDay: 20 * 3600)
    let refused = try await refusal {
      _ = try await store.moveSeries(
        made.id, from: nil, by: shift, skipping: false, by: staff, at: now)
    }
    #expect(refused?.rule == .seriesConflict)
    #expect(try await store.series(made.id, for: staff).booked == made.booked)
    let outcome = try await store.moveSeries(
      made.id, from: nil, by: shift, skipping: true, by: staff, at: now)
    #expect(
      outcome.series.booked == ["2026-12-01T20:00", "2026-12-02T18:00", "2026-12-03T20:00"])
    #expect(outcome.kept.map(\.reason) == ["slot_taken"])
  }

  @Test func `what has begun is never rewritten`() async throws {
    let fixture = try await fixture()
    let store = fixture.database
    let made = try await store.reserve(
      try SeriesFixture.request("FREQ=DAILY;COUNT=4", "2026-12-01T18:00"), by: staff,
      at: fixture.store.nowUTC)
    let third = RFC3339.instant("2026-12-02T17:30:00Z")!
    let outcome = try await store.moveSeries(
      made.id, from: nil, by: SeriesPattern.Shift(secondOfDay: 20 * 3600), skipping: false,
      by: staff, at: third)
    #expect(outcome.series.booked == ["2026-12-01T18:00", "2026-12-02T18:00"])
    #expect(outcome.continued?.booked == ["2026-12-03T20:00", "2026-12-04T20:00"])
  }

  @Test func `strangers learn nothing, owners see their own`() async throws {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await store.reserve(
      try SeriesFixture.request("FREQ=DAILY;COUNT=2", "2026-12-01T18:00"), by: staff, at: now)
    _ = try await store.series(made.id, for: .person(made.person))
    for stranger in [Actor.anonymous, .person(PersonID(999))] {
      #expect(
        try await refusal { _ = try await store.series(made.id, for: stranger) }?.rule
          == .unknownSeries)
      #expect(try await store.seriesList(for: stranger, at: now).isEmpty)
    }
  }

  @Test func `the same key books a series once`() async throws {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let asked = try SeriesFixture.request("FREQ=DAILY;COUNT=3", "2026-12-01T18:00")
    let first = try await store.reserve(asked, by: staff, key: "k", at: now)
    let again = try await store.reserve(asked, by: staff, key: "k", at: now)
    #expect(first.id == again.id)
    #expect(try await claims(fixture) == 3)
  }

  @Test(arguments: [(10, "FREQ=DAILY;COUNT=10"), (366, "FREQ=DAILY;COUNT=366")])
  func `scenario 26: a check reads claims and exceptions once, whatever the number of dates`(
    count: Int, rule: String
  ) async throws {
    let fixture = try await fixture()
    let asked = try SeriesFixture.request(rule, "2026-12-01T18:00", offering: "any")
    let now = fixture.store.nowUTC
    let counter = Counter()
    try await fixture.database.write { db in
      let venue = try VenueRows.load(db)
      db.trace { event in
        if case .statement = event { counter.add() }
      }
      let plan = try SeriesTransaction.plan(
        asked, person: nil, by: .system, venue, nowUTC: now, db)
      db.trace()
      #expect(plan.decisions.count == count)
    }
    #expect(counter.count <= 3)
  }

  @Test func `random series, edits and undos agree with a naive list of intervals`() async throws {
    let rounds =
      ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1" ? 200 : 12
    for seed in 0..<rounds {
      var generator = SeededGenerator(seed: UInt64(seed))
      let fixture = try await fixture()
      let (store, now) = (fixture.database, fixture.store.nowUTC)
      var ids: Set<SeriesID> = []
      for step in 0..<12 {
        let known = ids.sorted { $0.number < $1.number }
        do {
          switch Int.random(in: 0..<5, using: &generator) {
          case 0, 1:
            let hour = Int.random(in: 8...20, using: &generator)
            let rule = ["FREQ=WEEKLY;COUNT=6", "FREQ=DAILY;INTERVAL=2;COUNT=8"]
              .randomElement(using: &generator)!
            let made = try await store.reserve(
              try SeriesFixture.request(
                rule,
                "2026-12-0\(Int.random(in: 1...7, using: &generator))T\(hour < 10 ? "0" : "")\(hour):00",
                minutes: 60 * Int.random(in: 1...3, using: &generator),
                offering: ["one", "any"].randomElement(using: &generator)!,
                for: "p\(seed)-\(step)@example.be", skip: Bool.random(using: &generator)),
              by: staff, at: now)
            ids.insert(made.id)
          case 2:
            guard let id = known.randomElement(using: &generator) else { continue }
            let series = try await store.series(id, for: staff)
            let from = series.occurrences.map(\.local).randomElement(using: &generator)
            let outcome = try await store.moveSeries(
              id, from: from,
              by: SeriesPattern.Shift(
                days: Int.random(in: 0...1, using: &generator),
                secondOfDay: 3600 * Int.random(in: 8...20, using: &generator)),
              skipping: Bool.random(using: &generator), by: staff, at: now)
            if let continued = outcome.continued { ids.insert(continued.id) }
          case 3:
            guard let id = known.randomElement(using: &generator) else { continue }
            let series = try await store.series(id, for: staff)
            let from = series.occurrences.map(\.local).randomElement(using: &generator)
            _ = try await store.cancelSeries(id, from: from, by: staff, at: now)
          default:
            guard let id = known.randomElement(using: &generator) else { continue }
            _ = try await store.undoSeries(id, by: staff, at: now)
            let left = try await store.seriesList(for: staff, past: true, at: now)
            ids = Set(left.map(\.id))
          }
        } catch is Refusal {
          // A refusal is an answer; what it leaves behind is checked below.
        }
        try await check(fixture, "seed \(seed), step \(step)")
      }
    }
  }

  /// Every live reservation has exactly its claims, none overlap, and every series date that is
  /// booked names a reservation.
  private func check(_ fixture: BookingFixture, _ place: String) async throws {
    try await fixture.database.read { db in
      let live = try Row.fetchAll(
        db,
        sql: """
          SELECT r.id, r.start_utc, r.end_utc, ru.unit_id FROM reservation r
          JOIN reservation_unit ru ON ru.reservation_id = r.id
          WHERE r.status IN ('held', 'requested', 'confirmed', 'checkedIn', 'completed')
          """
      ).map { [$0["id"], $0["start_utc"], $0["end_utc"], $0["unit_id"]] as [Int] }
      let held = try Row.fetchAll(
        db, sql: "SELECT reservation_id, start_utc, end_utc, unit_id FROM claim"
      ).map { [$0["reservation_id"], $0["start_utc"], $0["end_utc"], $0["unit_id"]] as [Int] }
      #expect(Set(live) == Set(held), "\(place)")
      for (index, one) in held.enumerated() {
        for other in held[(index + 1)...] where one[3] == other[3] {
          #expect(one[2] <= other[1] || other[2] <= one[1], "\(place)")
        }
      }
      #expect(try String.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
    }
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)
    func add() { value.withLock { $0 += 1 } }
    var count: Int { value.withLock { $0 } }
  }
}
