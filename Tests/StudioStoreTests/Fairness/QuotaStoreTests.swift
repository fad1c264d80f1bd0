import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// Scenario 28: hours in calendar periods, kept in a ledger.
@Suite struct QuotaStoreTests {
  static let weekly = BookerRules(
    quotas: [Quota(per: .week, minutes: 240)],
    debits: HourDebits(lateCancel: true, noShow: true))

  func fixture(_ rules: BookerRules = weekly) async throws -> BookingFixture {
    try await BookingFixture(venue: try FairnessVenue.studio(rules))
  }

  func reserve(
    _ fixture: BookingFixture, _ start: String, minutes: Int = 120, for person: String = "Alice"
  ) async throws -> Reservation {
    try await fixture.store.reserve(
      request("podcast-studio", start, minutes: minutes, for: person), by: .staff(nil))
  }

  @Test func `scenario 28: across Sunday midnight one hour counts in each week`() async throws {
    let fixture = try await fixture()
    _ = try await reserve(fixture, "2026-11-29T23:00")
    #expect(try await fixture.left("Alice", on: "2026-11-29") == 180)
    #expect(try await fixture.left("Alice", on: "2026-11-30") == 180)
    _ = try await reserve(fixture, "2026-12-01T10:00", minutes: 180)
    let refused = try await refusal {
      _ = try await reserve(fixture, "2026-12-02T10:00", minutes: 30)
    }
    #expect(refused?.code == "quota")
    #expect(
      refused?.actual
        == .used(
          minutes: 270, in: CivilDate("2026-11-30")!...CivilDate("2026-12-06")!))
    // Somebody else's hours are their own.
    _ = try await reserve(fixture, "2026-12-02T10:00", for: "Bob")
  }

  @Test func `scenario 28: of twelve racing for the last three hours one gets two of them`()
    async throws
  {
    let fixture = try await fixture()
    _ = try await reserve(fixture, "2026-12-01T08:00", minutes: 60)
    let desks = try (0..<12).map { _ in try fixture.reopened() }
    let outcomes = await withTaskGroup(of: String.self) { group in
      for (index, desk) in desks.enumerated() {
        // Each wants another time: only the quota stands between them.
        let start = "2026-12-0\(1 + index / 4)T\(12 + index % 4 * 2):00"
        group.addTask {
          do {
            return try await desk.reserve(
              request("podcast-studio", start, minutes: 120), by: .staff(nil)
            ).status.rawValue
          } catch let refusal as Refusal {
            return refusal.code
          } catch {
            return "\(error)"
          }
        }
      }
      return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(outcomes == ["confirmed": 1, "quota": 11])
    #expect(try await fixture.left("Alice", on: "2026-12-01") == 60)
  }

  @Test(arguments: [
    ("2026-12-01T14:00:00+01:00", false), ("2026-12-01T14:00:01+01:00", true),
  ])
  func `scenario 28: exactly 24 hours before is free, one second later stays used`(
    now: String, isLate: Bool
  ) async throws {
    let fixture = try await fixture()
    let booked = try await reserve(fixture, "2026-12-02T14:00")
    let owner = try await fixture.database.person(.name("Alice")).person.id
    let desk = try fixture.reopened(now: now)
    _ = try await desk.change(.cancel, booked.id, by: .person(owner))
    #expect(try await fixture.left("Alice", on: "2026-12-02") == (isLate ? 120 : 240))
    let causes = try await fixture.database.quotas(
      of: .person(.id(owner)), on: CivilDate("2026-12-02")!, at: fixture.store.nowUTC
    ).entries.map(\.cause)
    #expect(causes == [.booked, .released] + (isLate ? [.lateCancel] : []))
  }

  @Test(arguments: [("2026-10-25T13:00:00Z", false), ("2026-10-25T13:00:01Z", true)])
  func `scenario 28: the notice is real hours, also across a clock change`(
    now: String, isLate: Bool
  ) async throws {
    let fixture = try await BookingFixture(
      venue: try FairnessVenue.studio(Self.weekly), now: "2026-10-20T08:00:00Z")
    // 14:00 after the long night is 13:00Z; the day before 13:00Z was 15:00 on the wall.
    let booked = try await reserve(fixture, "2026-10-26T14:00")
    let owner = try await fixture.database.person(.name("Alice")).person.id
    _ = try await fixture.reopened(now: now).change(.cancel, booked.id, by: .person(owner))
    #expect(try await fixture.left("Alice", on: "2026-10-26") == (isLate ? 120 : 240))
  }

  @Test func `scenario 28: when staff cancel late the hours come back`() async throws {
    let fixture = try await fixture()
    let booked = try await reserve(fixture, "2026-11-24T10:00")
    _ = try await fixture.store.change(.cancel, booked.id, by: .staff(nil))
    #expect(try await fixture.left("Alice", on: "2026-11-24") == 240)
  }

  @Test func `an absence stays used until staff forgive it, once`() async throws {
    let fixture = try await fixture()
    let booked = try await reserve(fixture, "2026-11-24T10:00")
    _ = try await fixture.store.change(.noShow, booked.id, by: .staff(nil))
    #expect(try await fixture.left("Alice", on: "2026-11-24") == 120)
    _ = try await fixture.database.forgive(
      booked.id, by: .staff(nil), reason: "ill", at: fixture.store.nowUTC)
    #expect(try await fixture.left("Alice", on: "2026-11-24") == 240)
    let again = try await refusal {
      _ = try await fixture.database.forgive(
        booked.id, by: .staff(nil), reason: "ill", at: fixture.store.nowUTC)
    }
    #expect(again?.rule == .nothingToForgive)
  }

  @Test func `a hold that has lapsed counts no longer, though no clock runs`() async throws {
    let fixture = try await fixture(
      BookerRules(mostAhead: 1, quotas: [Quota(per: .week, minutes: 240)]))
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T10:00", minutes: 240, hold: 10), by: .staff(nil))
    let asked = request("podcast-studio", "2026-12-02T10:00", minutes: 240)
    let early = try await refusal { _ = try await fixture.store.reserve(asked, by: .staff(nil)) }
    #expect(early?.code == "quota")
    let later = Desk(database: fixture.database, nowUTC: fixture.store.nowUTC + 600)
    let report = try await later.database.quotas(
      of: .person(.name("Alice")), on: CivilDate("2026-12-01")!, at: later.nowUTC)
    #expect(report.balances.first { $0.offering.rawValue == "podcast-studio" }?.leftMinutes == 240)
    #expect(try await later.reserve(asked, by: .staff(nil)).status == .confirmed)
  }

  @Test(arguments: [(false, 240), (true, 120)])
  func `a missed start counts no longer, unless the venue keeps such hours`(
    isKept: Bool, left: Int
  ) async throws {
    let rules = BookerRules(
      quotas: [Quota(per: .week, minutes: 240)], debits: HourDebits(noShow: isKept))
    let fixture = try await BookingFixture(
      venue: try FairnessVenue.studio(rules, releaseAfterMinutes: 15))
    let booked = try await reserve(fixture, "2026-11-24T10:00")
    let now = booked.start.utc + 15 * 60
    func balance() async throws -> Int? {
      try await fixture.database.quotas(
        of: .person(.name("Alice")), on: CivilDate("2026-11-24")!, at: now
      ).balances.first { $0.offering.rawValue == "podcast-studio" }?.leftMinutes
    }
    #expect(try await balance() == left)
    // The clock that comes by later changes nothing about it.
    _ = try await DuePass(fixture.database, tasks: [BookingDueTask(fixture.database)]).run(at: now)
    #expect(try await balance() == left)
  }

  @Test func `without the venue asking for it nothing stays used`() async throws {
    let fixture = try await fixture(BookerRules(quotas: [Quota(per: .week, minutes: 240)]))
    let first = try await reserve(fixture, "2026-11-24T10:00")
    let second = try await reserve(fixture, "2026-11-24T14:00")
    let owner = try await fixture.database.person(.name("Alice")).person.id
    _ = try await fixture.store.change(.cancel, first.id, by: .person(owner))
    _ = try await fixture.store.change(.noShow, second.id, by: .staff(nil))
    #expect(try await fixture.left("Alice", on: "2026-11-24") == 240)
  }

  @Test func `what is booked for an organisation counts for it and not for the person`()
    async throws
  {
    let fixture = try await fixture(
      BookerRules(quotas: [
        Quota(per: .month, minutes: 60), Quota(per: .month, minutes: 180, of: .organisation),
      ]))
    let asbl = BookingBehalf(organisation: .name("asbl test"))
    func book(_ start: String, for person: String) async throws {
      _ = try await fixture.store.reserve(
        request("podcast-studio", start, minutes: 90, for: person, behalf: asbl), by: .staff(nil))
    }
    try await book("2026-12-01T10:00", for: "Alice")
    try await book("2026-12-01T12:00", for: "Bob")
    let third = try await refusal { try await book("2026-12-01T14:00", for: "Carla") }
    #expect(third?.limit == .allowance(Quota(per: .month, minutes: 180, of: .organisation)))
    #expect(try await fixture.left("Alice", on: "2026-12-01") == 60)
    #expect(try await fixture.left("O-1", on: "2026-12-01") == 0)
  }

  @Test func `a person books for organisations they are a member of only`() async throws {
    let fixture = try await fixture(BookerRules())
    let alice = try await fixture.database.addPerson(PersonEdit(), named: "Alice", at: 0).person.id
    let asked = request(
      "podcast-studio", "2026-12-01T10:00", for: alice.description,
      behalf: BookingBehalf(organisation: .id(OrganisationID(1))))
    let refused = try await refusal {
      _ = try await fixture.store.reserve(asked, by: .person(alice))
    }
    #expect(refused?.rule == .unknownOrganisation)
    _ = try await fixture.database.setMember(
      .id(alice), of: .id(OrganisationID(1)), to: true, at: 0)
    _ = try await fixture.store.reserve(asked, by: .person(alice))
  }

  @Test func `two bookings ahead, and a third when one is over`() async throws {
    let fixture = try await BookingFixture()
    let second = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00"), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("gaming-station", "2026-11-27T18:00"), by: .staff(nil))
    let third = request("gaming-station", "2026-12-02T14:00")
    let refused = try await refusal { _ = try await fixture.store.reserve(third, by: .staff(nil)) }
    #expect(refused?.rule == .bookingsAhead)
    let later = try fixture.reopened(now: "2026-11-25T14:00:01+01:00")
    _ = try await later.reserve(third, by: .staff(nil))
    #expect(second.status == .confirmed)
  }

  @Test func `an organisation has its own bookings ahead, moved and cancelled ones counted once`()
    async throws
  {
    let fixture = try await fixture(BookerRules(mostAhead: 2))
    let staff = Actor.staff(nil)
    func book(_ start: String, for person: String, asbl: Bool = true) async throws -> Reservation {
      try await fixture.store.reserve(
        request(
          "podcast-studio", start, minutes: 60, for: person,
          behalf: asbl ? BookingBehalf(organisation: .name("asbl test")) : .themselves),
        by: staff)
    }
    let first = try await book("2026-12-01T10:00", for: "Alice")
    _ = try await fixture.store.move(first.id, to: "2026-12-03T10:00")
    let second = try await book("2026-12-01T12:00", for: "Bob")
    let third = try await refusal { _ = try await book("2026-12-01T14:00", for: "Carla") }
    #expect(third?.rule == .bookingsAhead)
    // What Alice has for herself is another matter.
    _ = try await book("2026-12-01T14:00", for: "Alice", asbl: false)
    _ = try await fixture.store.change(.cancel, second.id, by: staff)
    _ = try await book("2026-12-01T16:00", for: "Carla")
    let fourth = try await refusal { _ = try await book("2026-12-01T18:00", for: "Carla") }
    #expect(fourth?.rule == .bookingsAhead)
  }

  @Test func `the ledger is read by index, whatever its age`() async throws {
    let fixture = try await fixture()
    let plans = try await fixture.database.read { db in
      try ["person_id", "organisation_id", "offering_id"].map { column in
        try String.fetchAll(
          db,
          sql: """
            EXPLAIN QUERY PLAN SELECT e.id FROM hour_entry e
            JOIN booking_terms t ON t.reservation_id = e.reservation_id
            WHERE e.\(column) = 1 AND e.start_utc > 5 AND e.start_utc < 9 AND e.end_utc > 6
            """, adapter: SuffixRowAdapter(fromIndex: 3)
        ).joined(separator: "; ")
      }
    }
    for plan in plans {
      #expect(!plan.contains("SCAN") && plan.contains("start_utc>? AND start_utc<?"), "\(plan)")
    }
  }

  @Test func `a series of somebody new is judged by the quota, and a refusal leaves no file`()
    async throws
  {
    let fixture = try await BookingFixture()
    func people() async throws -> Int? {
      try await fixture.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM person") }
    }
    // Three hours on three Tuesdays of a month that gives eight.
    let asked = SeriesRequest(
      booking: request("podcast-studio", "2026-12-01T14:00", minutes: 180, for: "Nouvelle"),
      repetition: Repetition(rule: try RecurrenceRule(text: "FREQ=WEEKLY;COUNT=3")))
    let before = try await people()
    let plan = try await fixture.database.preview(asked, at: fixture.store.nowUTC)
    #expect(plan.dates.map(\.state) == ["free", "free", "refused"])
    let series = try await refusal {
      _ = try await fixture.database.reserve(asked, by: .staff(nil), at: fixture.store.nowUTC)
    }
    #expect(series?.rule == .seriesConflict)
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-02T14:00", minutes: 60, for: "Zoé"), by: .staff(nil))
    let taken = try await refusal {
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-02T14:00", minutes: 60, for: "Nouvelle"),
        by: .staff(nil))
    }
    #expect(taken?.rule == .slotTaken)
    #expect(try await people() == (before ?? 0) + 1, "Zoé alone has a file now")
  }
}
