import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// Taking an edit back long after it was made.
@Suite struct SeriesUndoTests {
  private let staff = Actor.staff(nil)

  private func daily(
    _ count: Int, _ fixture: BookingFixture, people: Int? = nil, skip: Bool = false
  ) async throws -> Series {
    try await fixture.database.reserve(
      SeriesRequest(
        booking: request("one", "2026-12-01T18:00", minutes: 60, for: "Léa", people: people),
        repetition: Repetition(rule: try RecurrenceRule(text: "FREQ=DAILY;COUNT=\(count)")),
        onConflict: skip ? .skip : .refuse), by: staff, at: fixture.store.nowUTC)
  }

  @Test func `only what is still to come comes back`() async throws {
    let fixture = try await BookingFixture(venue: SeriesFixture.venue())
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await daily(4, fixture)
    _ = try await store.cancelSeries(made.id, from: nil, by: staff, at: now)
    let later = RFC3339.instant("2026-12-02T18:00:00+01:00")!
    let undone = try await store.undoSeries(made.id, by: staff, at: later)
    #expect(undone.series.booked == ["2026-12-03T18:00", "2026-12-04T18:00"])
    #expect(undone.changed.count == 2)
    #expect(undone.kept.map(\.reason) == ["begun", "begun"])
    #expect(try await fixture.count("claim") == 2)
  }

  @Test func `when nothing is to come any more there is nothing to take back`() async throws {
    let fixture = try await BookingFixture(venue: SeriesFixture.venue())
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await daily(2, fixture)
    _ = try await store.cancelSeries(made.id, from: nil, by: staff, at: now)
    let refused = try await refusal {
      _ = try await store.undoSeries(
        made.id, by: staff, at: RFC3339.instant("2026-12-05T08:00:00+01:00")!)
    }
    #expect(refused?.rule == .nothingToUndo)
    #expect(try await fixture.count("claim") == 0)
  }

  @Test func `a date that was closed since does not come back, one that its closure lists does`()
    async throws
  {
    let fixture = try await BookingFixture(venue: SeriesFixture.venue())
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let made = try await daily(3, fixture)
    func close(_ day: String) async throws -> ClosureID {
      try await store.confirmClosure(
        ClosureRequest(kind: .closure, scope: .venue, from: DayOrTime(day)!), by: staff, at: now)
    }
    let listed = try await close("2026-12-03")
    _ = try await store.cancelSeries(made.id, from: nil, by: staff, at: now)
    _ = try await close("2026-12-02")
    let undone = try await store.undoSeries(made.id, by: staff, at: now)
    #expect(undone.series.booked == ["2026-12-01T18:00", "2026-12-03T18:00"])
    #expect(undone.kept.map(\.reason) == ["closed"])
    let waiting = try await store.closure(listed, at: now).undecided
    #expect(waiting.map(\.reservation.start.local.description) == ["2026-12-03T18:00"])
  }

  @Test func `hours kept for a late cancellation are given back with it`() async throws {
    let fixture = try await BookingFixture(venue: try FairnessVenue.studio(QuotaStoreTests.weekly))
    let store = fixture.database
    let made = try await store.reserve(
      SeriesRequest(
        booking: request("podcast-studio", "2026-12-01T14:00", minutes: 60),
        repetition: Repetition(rule: try RecurrenceRule(text: "FREQ=DAILY;COUNT=2"))),
      by: staff, at: fixture.store.nowUTC)
    let late = RFC3339.instant("2026-12-01T08:00:00+01:00")!
    _ = try await store.cancelSeries(made.id, from: nil, by: .person(made.person), at: late)
    // The first one was cancelled less than a day before.
    #expect(try await fixture.left("Alice", on: "2026-12-01") == 180)
    _ = try await store.undoSeries(made.id, by: staff, at: late)
    #expect(try await fixture.left("Alice", on: "2026-12-01") == 120)
    let first = try #require(made.occurrences.first?.reservation?.id)
    let again = try await refusal {
      _ = try await store.forgive(first, by: staff, reason: "?", at: late)
    }
    #expect(again?.rule == .nothingToForgive)
  }

  @Test func `a skipped date is taken where a hold has lapsed, for as many people`() async throws {
    let fixture = try await BookingFixture(venue: SeriesFixture.venue())
    let held = try await fixture.store.reserve(
      request("one", "2026-12-02T18:00", minutes: 60, for: "Bob", hold: 10), by: staff)
    let made = try await daily(3, fixture, people: 4, skip: true)
    let skipped = made.occurrences[1]
    #expect(skipped.state == .skipped)
    let later = fixture.store.nowUTC + 601
    #expect(
      try await fixture.database.seriesOffers(of: made.id, for: staff, at: later).count == 1)
    let taken = try await fixture.database.takeOffer(
      made.id, date: skipped.local, by: staff, at: later)
    #expect(taken.status == .confirmed && taken.people == 4)
    #expect(try await fixture.store.reservation(held.id, for: staff).status == .expired)
  }

  @Test func `a series that moves over a lapsed hold leaves nothing of it to those who wait`()
    async throws
  {
    let fixture = try await BookingFixture(venue: SeriesFixture.venue())
    let store = fixture.database
    // The hold stands where the first date goes, and who waits wants a time that both touch.
    _ = try await fixture.store.reserve(
      request("one", "2026-12-01T19:00", minutes: 60, for: "Bob", hold: 10), by: staff)
    let made = try await daily(2, fixture)
    let waiting = try await store.joinWaitlist(
      request("one", "2026-12-01T18:30", minutes: 60, for: "Zoé"), by: staff,
      at: fixture.store.nowUTC)
    let later = fixture.store.nowUTC + 601
    let moved = try await store.moveSeries(
      made.id, from: nil, by: SeriesPattern.Shift(secondOfDay: 19 * 3600), skipping: false,
      by: staff, at: later)
    #expect(moved.series.booked == ["2026-12-01T19:00", "2026-12-02T19:00"])
    let open = try await store.waitlist(for: staff, at: later)
    #expect(open.map(\.id) == [waiting.id] && open.map(\.status) == [.waiting])
  }
}
