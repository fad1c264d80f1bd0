import StudioBooking
import Testing

@testable import StudioStore

/// Scenarios of the acceptance list about reservations in one another's way.
@Suite struct ScenarioTests {
  @Test
  func `scenario 3: a time that does not exist is refused by the store and never stored later`()
    async throws
  {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2027-03-20T08:00:00Z")
    let refused = try await refusal {
      _ = try await fixture.store.reserve(
        request("station", "2027-03-28T02:30", minutes: 30), by: .staff(nil))
    }
    #expect(refused?.code == "nonexistent_time")
    let proposed = (refused?.alternatives ?? []).map(\.start.local.description)
    #expect(proposed.contains("2027-03-28T01:30") && proposed.contains("2027-03-28T03:00"))
    let day = fixture.store.calendarDay("2027-03-28")
    #expect(try await fixture.store.calendar(of: nil, in: day, for: .staff(nil)).isEmpty)
    // A move there is refused as well.
    let booked = try await fixture.store.reserve(
      request("station", "2027-03-28T01:00", minutes: 30), by: .staff(nil))
    let moved = try await refusal {
      _ = try await fixture.store.move(booked.id, to: "2027-03-28T02:30")
    }
    #expect(moved?.code == "nonexistent_time")
  }

  @Test func `scenario 4: both hours of the repeated one are booked on one station`() async throws {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-10-20T08:00:00Z")
    func book(_ start: String, _ person: String) async throws -> Reservation {
      try await fixture.store.reserve(
        request("station", start, minutes: 60, for: person, units: ["A"]), by: .staff(nil))
    }
    let summer = try await book("2026-10-25T02:00+02:00", "Alice")
    let winter = try await book("2026-10-25T02:00+01:00", "Bob")
    #expect(summer.end.utc == winter.start.utc)
    #expect(winter.start.rfc3339 == "2026-10-25T02:00:00+01:00")
    let bare = try await refusal { _ = try await book("2026-10-25T02:30", "Chris") }
    #expect(bare?.code == "ambiguous_time")
    #expect(bare?.limit == .text("2026-10-25T02:30:00+02:00, 2026-10-25T02:30:00+01:00"))
    // Two hours across the change are two real hours after a move, too.
    let long = try await fixture.store.reserve(
      request("station", "2026-10-24T20:00", minutes: 120, for: "Dora", units: ["B"]),
      by: .staff(nil))
    let moved = try await fixture.store.move(long.id, to: "2026-10-25T01:30")
    #expect(moved.interval.durationSeconds == 7200)
    #expect(moved.end.rfc3339 == "2026-10-25T02:30:00+01:00")
  }

  @Test
  func `scenario 11: the whole room against a taken station names the station, others stay free`()
    async throws
  {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-11-24T08:00:00Z")
    _ = try await fixture.store.reserve(
      request("station", "2026-12-01T14:00", minutes: 60, units: ["C"]), by: .staff(nil))
    let refused = try await refusal {
      _ = try await fixture.store.reserve(
        request("room", "2026-12-01T13:00", minutes: 180, for: "École"), by: .staff(nil))
    }
    #expect(refused?.code == "slot_taken" && refused?.conflict?.unit.rawValue == "C")
    let other = try await fixture.store.reserve(
      request("station", "2026-12-01T14:00", minutes: 60, for: "Bob", units: ["D"]), by: .staff(nil)
    )
    #expect(other.units.map(\.rawValue) == ["D"])
  }

  @Test
  func `scenario 12: a station inside the whole room's time is refused, at its end it is free`()
    async throws
  {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-11-24T08:00:00Z")
    // The buffer of half an hour after the room is set aside to end exactly at 22:00.
    _ = try await fixture.store.reserve(
      request("room", "2026-12-01T18:00", minutes: 210), by: .staff(nil))
    let inside = try await refusal {
      _ = try await fixture.store.reserve(
        request("station", "2026-12-01T21:30", minutes: 60, for: "Bob", units: ["A"]),
        by: .staff(nil))
    }
    #expect(inside?.code == "slot_taken")
    let after = try await fixture.store.reserve(
      request("station", "2026-12-01T22:00", minutes: 60, for: "Bob", units: ["A"]),
      by: .staff(nil))
    #expect(after.status == .confirmed)
  }

  @Test
  func
    `scenario 16: of two overlapping wishes one is held back at once, of two approvals one wins`()
    async throws
  {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-11-24T08:00:00Z")
    let first = try await fixture.store.reserve(
      request("pair", "2026-12-01T14:00"), by: .staff(nil))
    #expect(first.status == .requested)
    // A request owns its claims, so the second one never gets to wait beside it.
    let second = try await refusal {
      _ = try await fixture.store.reserve(
        request("pair", "2026-12-01T14:30", for: "Bob"), by: .staff(nil))
    }
    #expect(second?.code == "slot_taken" && second?.conflict?.start.utc == first.start.utc)
    let desks = try (1...2).map { _ in try fixture.reopened(now: "2026-11-24T08:00:00Z") }
    let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
      for (number, desk) in desks.enumerated() {
        group.addTask {
          do {
            return try await desk.change(
              .approve, first.id, by: .staff(PersonID(number + 1)), expectedVersion: 1
            ).status.rawValue
          } catch let refusal as Refusal {
            // The loser sees the winner's version.
            return "\(refusal.code) \(refusal.versions?.current.status.rawValue ?? "?")"
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(outcomes) == ["confirmed", "stale_version confirmed"])
  }

  @Test func `scenario 17: the same key after a restart gives the same booking, and one only`()
    async throws
  {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-11-24T08:00:00Z")
    let wish = request("station", "2026-12-01T14:00")
    let first = try await fixture.store.reserve(wish, by: .staff(nil), key: "order-17")
    let again = try await fixture.reopened(now: "2026-11-24T08:05:00Z")
      .reserve(wish, by: .staff(nil), key: "order-17")
    #expect(again == first && again.sequence == 0)
    let day = fixture.store.calendarDay("2026-12-01")
    #expect(try await fixture.store.calendar(of: nil, in: day, for: .staff(nil)).count == 1)
    #expect(try await fixture.database.history(of: first.id, for: .staff(nil)).count == 1)
  }

  @Test func `every kind of write can be repeated with its key, and a key serves one request only`()
    async throws
  {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-11-24T08:00:00Z")
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let taken = try await fixture.store.reserve(
      request("room", "2026-12-01T14:00"), by: .staff(nil))
    func twice<Value: Equatable>(_ write: () async throws -> Value) async throws {
      let first = try await write()
      #expect(try await write() == first)
    }
    try await twice {
      try await database.walkIn(
        WalkIn(unit: UnitID(rawValue: "A"), person: .name("W"), minutes: 30), by: .staff(nil),
        key: "walk-in", at: now)
    }
    try await twice {
      try await database.block(
        UnitBlock(units: [UnitID(rawValue: "B")], reason: "r"), by: .staff(nil), key: "block",
        at: now)
    }
    try await twice {
      try await database.joinWaitlist(
        request("room", "2026-12-01T14:00", for: "W"), by: .staff(nil), key: "join", at: now)
    }
    try await twice {
      try await database.confirmClosure(
        ClosureRequest(kind: .closure, scope: .venue, from: DayOrTime("2026-12-01")!),
        by: .staff(nil), key: "close", at: now)
    }
    try await twice {
      try await database.decide(.keep, taken.id, by: .staff(nil), key: "decide", at: now)
    }
    try await twice {
      try await database.leaveWaitlist(WaitlistID(1), by: .staff(nil), key: "leave", at: now)
    }
    try await twice {
      try await database.change(.cancel, taken.id, by: .staff(nil), key: "cancel", at: now)
    }
    let reused = try await refusal {
      _ = try await database.move(
        taken.id, .extend(byMinutes: 30), by: .staff(nil), key: "cancel", at: now)
    }
    #expect(reused?.code == "key_reused")
  }

  @Test(arguments: [
    ("10:30", 60, false), ("09:30", 31, false), ("10:15", 30, false), ("09:00", 90, false),
    ("10:00", 60, false), ("11:00", 60, true), ("09:00", 60, true),
  ])
  func `scenario 18: beside 10 to 11, what overlaps is refused and what touches is not`(
    start: String, minutes: Int, fits: Bool
  ) async throws {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-11-24T08:00:00Z")
    _ = try await fixture.store.reserve(
      request("station", "2026-12-01T10:00", minutes: 60, units: ["A"]), by: .staff(nil))
    // Off the grid of half-hours by leave of the house, so that the overlap alone decides.
    let refused = try await refusal {
      _ = try await fixture.store.reserve(
        request(
          "station", "2026-12-01T\(start)", minutes: minutes, for: "Bob", units: ["A"],
          overrides: [.granularity]), by: .staff(nil))
    }
    #expect(refused?.code == (fits ? nil : "slot_taken"))
  }

  @Test
  func `scenario 20: an evening that ends at two belongs to its day, midnight closes exactly`()
    async throws
  {
    let fixture = try await BookingFixture(
      venue: Self.evening(.friday, "18:00-02:00", .saturday, "20:00-24:00"),
      now: "2026-11-24T08:00:00Z")
    func book(_ start: String, _ minutes: Int) async throws -> String? {
      try await refusal {
        _ = try await fixture.store.reserve(
          request("hall", start, minutes: minutes, for: start), by: .staff(nil))
      }?.code
    }
    // Friday 4 December 2026.
    #expect(try await book("2026-12-05T01:00", 90) == "closed")
    #expect(try await book("2026-12-04T23:30", 120) == nil)
    #expect(try await book("2026-12-05T23:00", 60) == nil)
    #expect(try await book("2026-12-05T23:30", 60) != nil)
    let saturday = fixture.store.calendarDay("2026-12-05")
    let seen = try await fixture.store.calendar(of: nil, in: saturday, for: .staff(nil))
    #expect(seen.map(\.start.local.description) == ["2026-12-04T23:30", "2026-12-05T23:00"])
  }

  @Test func `scenario 23: a quarter of an hour after the studio is nobody's, closing time is not`()
    async throws
  {
    let fixture = try await BookingFixture(
      venue: Self.evening(.tuesday, "09:00-12:00", .saturday, "09:00-12:00", bufferMinutes: 15),
      now: "2026-11-24T08:00:00Z")
    let first = try await fixture.store.reserve(
      request("hall", "2026-12-01T10:00", minutes: 60), by: .staff(nil))
    func book(
      _ start: String, _ minutes: Int, overriding: Set<RefusalCode> = []
    ) async throws -> String? {
      let wish = request("hall", start, minutes: minutes, for: start, overrides: overriding)
      let refused = try await refusal {
        _ = try await fixture.store.reserve(wish, by: .staff(PersonID(5)))
      }
      return refused?.code
    }
    #expect(try await book("2026-12-01T11:10", 30) == "slot_taken")
    // The last session may end exactly at closing: what follows is the house's time.
    #expect(try await book("2026-12-01T11:15", 45) == nil)
    #expect(try await book("2026-12-01T08:00", 60) == "closed")
    #expect(try await book("2026-12-01T08:00", 60, overriding: [.closed]) == nil)
    let history = try await fixture.database.history(
      of: ReservationID(first.id.number + 2), for: .staff(nil))
    #expect(history.first?.details["overridden"] == "closed")
    #expect(history.first?.actor == "staff:P-5")
  }

  /// One hall with two evenings.
  static func evening(
    _ day: Weekday, _ span: String, _ other: Weekday, _ otherSpan: String, bufferMinutes: Int = 0
  ) -> Venue {
    let hall = UnitID(rawValue: "hall")
    return Venue(
      name: LocalizedText("Evening"), zone: VenueZone(identifier: "Europe/Brussels")!,
      spaces: [
        Space(
          id: SpaceID(rawValue: "hall"), name: LocalizedText("Hall"),
          hours: Hours([
            Hours.Entry(
              weekly: WeeklyGrid([day: [GridSpan(span)!], other: [GridSpan(otherSpan)!]]))
          ]), units: [BookableUnit(id: hall, name: LocalizedText("Hall"), kind: "hall")])
      ],
      offerings: [
        Offering(
          id: OfferingID(rawValue: "hall"), name: LocalizedText("Hall"), needs: [.all([hall])],
          policy: BookingPolicy(
            starts: StartRule(everyMinutes: 5), durationMinutes: 15...480,
            bufferMinutes: bufferMinutes))
      ])
  }
}
