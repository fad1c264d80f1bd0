import Foundation
import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// People who are forgotten, and records that become one.
@Suite struct PersonRemovalTests {
  @Test func `scenario 29: erasing leaves history, hours and statistics, and no name anywhere`()
    async throws
  {
    let fixture = try await BookingFixture()
    let database = fixture.database
    let child = try await database.addPerson(
      PersonEdit(
        email: "tim@example.be", phone: "0470", category: "etudiant", postcode: "6900",
        age: AgeBand(text: "14")), named: "Tim Dupont", at: 0
    ).person.id
    let booked = try await fixture.store.reserve(
      request(
        "podcast-studio", "2026-11-24T14:00", for: "tim@example.be", title: "Tim's story",
        behalf: BookingBehalf(isAccompanied: true)), by: .staff(nil), key: "k-1")
    let early = try await refusal {
      _ = try await database.erase(.id(child), at: fixture.store.nowUTC)
    }
    #expect(early?.rule == .bookingsToCome && early?.limit == .text("R-1"))
    // A series, a visit with its session, a booking by number, a request that was cancelled.
    let byNumber = request(
      "gaming-station", "2026-11-25T17:00", for: child.description, title: "Tim's match",
      behalf: BookingBehalf(isAccompanied: true))
    let visit = try await fixture.store.reserve(byNumber, by: .staff(nil), key: "k-2")
    _ = try await fixture.store.change(
      .cancel, visit.id, by: .staff(nil), reason: "Tim's cold", key: "k-3")
    let series = try await database.reserve(
      SeriesRequest(
        booking: request(
          "podcast-studio", "2026-11-24T17:00", minutes: 60, for: child.description,
          title: "Tim's show", behalf: BookingBehalf(isAccompanied: true)),
        repetition: Repetition(rule: try RecurrenceRule(text: "FREQ=DAILY;COUNT=1"))),
      by: .staff(nil), key: "k-4", at: fixture.store.nowUTC)
    let link = try await database.createCalendarLink(
      .person(child), names: true, at: fixture.store.nowUTC)
    let checkedIn = fixture.store.at("2026-11-24T14:00:00+01:00")
    _ = try await checkedIn.change(.checkIn, booked.id, by: .staff(nil), reason: "Tim's late")

    let later = RFC3339.instant("2026-11-25T08:00:00+01:00")!
    let sums = """
      (SELECT t.age_band, t.postcode, SUM(r.end_utc - r.start_utc) FROM reservation r
        JOIN booking_terms t ON t.reservation_id = r.id GROUP BY 1, 2)
      """
    func totals() async throws -> [String] {
      try await database.read { db in
        try Row.fetchAll(db, sql: "SELECT * FROM \(sums)").map { "\($0)" }
      }
    }
    let before = try await totals()
    let erased = try await database.erase(.id(child), at: later)
    #expect(try await totals() == before)
    #expect(erased.person.details == PersonDetails(name: child.description))
    let seen = try await database.reservation(booked.id, for: .staff(nil))
    #expect(seen.start == booked.start && seen.status == .completed)
    let history = try await database.history(of: booked.id, for: .staff(nil))
    #expect(history.map(\.change) == ["reserve", "checkIn", "completion"])
    #expect(HistoryReplay.reservation(history)?.status == .completed)
    #expect(try await database.series(series.id, for: .staff(nil)).title == nil)
    #expect(try await database.calendarFeed(token: link.token, at: later) == nil)
    #expect(try await fixture.count("idempotency") == 0)
    #expect(try await database.people(matching: "tim", limit: 5).isEmpty)
    // Not a byte of the name or the address is left in any row (a row as text escapes apostrophes).
    let text = try await database.read { db in
      try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      ).map { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { "\($0)" }.joined()
      }.joined().lowercased()
    }
    for word in [
      "tim dupont", "tim@example.be", "0470", "s story", "s match", "s cold", "s show", "s late",
    ] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func `who was erased is nobody who could book, wait or change, and can still be read`()
    async throws
  {
    let fixture = try await BookingFixture()
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let tim = try await database.addPerson(PersonEdit(), named: "Tim", at: 0).person.id
    let taken = request("podcast-studio", "2026-12-01T14:00", for: "Alice")
    let booked = try await fixture.store.reserve(taken, by: .staff(nil))
    let waiting = try await database.joinWaitlist(
      request("podcast-studio", "2026-12-01T14:00", for: "Tim"), by: .staff(nil), at: now)
    // A hold that has lapsed keeps nobody from being forgotten.
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-02T14:00", for: "Tim", hold: 10), by: .staff(nil))
    let later = fixture.store.at("2026-11-24T09:00:00+01:00")
    _ = try await database.erase(.id(tim), at: later.nowUTC)
    let asked = request("podcast-studio", "2026-12-03T14:00", for: tim.description)
    let refusals = [
      try await refusal { _ = try await later.reserve(asked, by: .staff(nil)) },
      try await refusal { _ = try await database.edit(.id(tim), PersonEdit(phone: "084")) },
      try await refusal {
        _ = try await database.setMember(.id(tim), of: .id(OrganisationID(1)), to: true, at: now)
      },
      try await refusal {
        _ = try await database.createCalendarLink(.person(tim), names: true, at: now)
      },
    ]
    #expect(refusals.map { $0?.rule } == Array(repeating: .unknownPerson, count: 4))
    #expect(try await database.person(.id(tim)).person.displayName == tim.description)
    // What becomes free is offered to nobody, and why is written down.
    _ = try await later.change(.cancel, booked.id, by: .staff(nil))
    #expect(try await database.waitlist(for: .staff(nil), at: later.nowUTC).isEmpty)
    #expect(
      try await fixture.count(
        "waitlist_event WHERE entry_id = \(waiting.id.number) AND event = 'closed' AND reason = 'erased'"
      ) == 1)
  }

  @Test func `two records that wait for one time wait once, and no guardian comes back`()
    async throws
  {
    let fixture = try await BookingFixture()
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let parent = try await database.addPerson(PersonEdit(), named: "Mère", at: 0).person.id
    let child = try await database.addPerson(
      PersonEdit(guardian: .id(parent)), named: "Noé", at: 0
    ).person.id
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", for: "Alice"), by: .staff(nil))
    var entries: [WaitlistID] = []
    for person in [parent, child] {
      entries.append(
        try await database.joinWaitlist(
          request("podcast-studio", "2026-12-01T14:00", for: person.description), by: .staff(nil),
          at: now
        ).id)
    }
    let merged = try await database.merge(.id(parent), into: .id(child), at: now)
    #expect(merged.person.id == child && merged.person.details.guardian == nil)
    let open = try await database.waitlist(for: .staff(nil), at: now)
    #expect(open.map(\.id) == [entries[0]] && open.map(\.person) == [child])
    #expect(try await fixture.count("waitlist_entry WHERE person_id = \(parent.number)") == 0)
  }
}
