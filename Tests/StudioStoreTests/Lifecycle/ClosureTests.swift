import StudioBooking
import Testing

@testable import StudioStore

@Suite struct ClosureTests {
  private func closure(
    _ scope: HoursException.Scope, _ day: String, reason: String = "Armistice"
  ) -> ClosureRequest {
    ClosureRequest(kind: .closure, scope: scope, from: DayOrTime(day)!, reason: reason)
  }

  /// Three bookings on Thursday 3 December, one the day after.
  private func busyThursday() async throws -> (BookingFixture, [Reservation]) {
    let fixture = try await BookingFixture()
    var booked: [Reservation] = []
    for (offering, time, person) in [
      ("podcast-studio", "2026-12-03T10:00", "Alice"),
      ("podcast-studio", "2026-12-03T14:00", "Bob"),
      ("podcast-studio-tech", "2026-12-03T17:00", "Chris"),
      ("podcast-studio", "2026-12-04T10:00", "Dora"),
    ] {
      booked.append(
        try await fixture.store.reserve(request(offering, time, for: person), by: .staff(nil)))
    }
    return (fixture, booked)
  }

  @Test func `scenario 21: closing a day lists the three, waits, and deletes nothing silently`()
    async throws
  {
    let (fixture, booked) = try await busyThursday()
    let database = fixture.database
    let now = fixture.store.nowUTC
    let request = closure(.space(SpaceID(rawValue: "podcast-studio")), "2026-12-03")
    let plan = try await database.planClosure(request, at: now)
    #expect(plan.id == nil)
    #expect(plan.hits.map(\.reservation.id) == booked.prefix(3).map(\.id))
    #expect(plan.hits.map(\.person) == ["Alice", "Bob", "Chris"])
    for hit in plan.hits {
      #expect(hit.alternatives.count == 3)
      #expect(hit.alternatives.allSatisfy { $0.start.local.date != CivilDate("2026-12-03")! })
    }
    // A plan does nothing.
    #expect(try await database.closures(at: now).isEmpty)
    _ = try await fixture.store.reserve(
      StudioStoreTests.request("podcast-studio", "2026-12-03T12:00", for: "Eve"), by: .staff(nil))

    let id = try await database.confirmClosure(request, by: .staff(nil), key: "c", at: now)
    #expect(try await database.confirmClosure(request, by: .staff(nil), key: "c", at: now) == id)
    let closed = try await refusal {
      _ = try await fixture.store.reserve(
        StudioStoreTests.request("podcast-studio", "2026-12-03T16:00"), by: .staff(nil))
    }
    #expect(closed?.code == "closed")
    // The one that slipped in between plan and confirmation is listed too; all keep their time.
    let made = try await database.closure(id, at: now)
    #expect(made.undecided.count == 4)
    for old in booked {
      #expect(try await fixture.store.reservation(old.id, for: .staff(nil)) == old)
    }

    let target = try #require(made.hits.first?.alternatives.first)
    let moved = try await database.decide(
      .move, booked[0].id, move: ReservationMove(start: RequestedTime(target.start)),
      by: .staff(nil), at: now)
    #expect(moved.start == target.start)
    let kept = try await database.decide(.keep, booked[1].id, by: .staff(PersonID(3)), at: now)
    #expect(kept.start == booked[1].start && kept.status == .confirmed)
    let cancelled = try await database.decide(.cancel, booked[2].id, by: .staff(nil), at: now)
    #expect(cancelled.status == .cancelled)
    let rest = try await database.closure(id, at: now)
    #expect(rest.undecided.map(\.person) == ["Eve"])
    #expect(rest.hits.compactMap(\.decision) == [.move, .keep, .cancel])
    let again = try await refusal {
      _ = try await database.decide(.keep, booked[1].id, by: .staff(nil), at: now)
    }
    #expect(again?.rule == .notHit)
    let history = try await database.history(of: booked[1].id, for: .staff(nil))
    #expect(history.last?.change == "keep" && history.last?.actor == "staff:P-3")
    // Cancelled by the person meanwhile: nothing is left to decide.
    let eve = try #require(rest.undecided.first?.reservation.id)
    _ = try await fixture.store.change(.cancel, eve, by: .staff(nil))
    #expect(try await database.closure(id, at: now).undecided.isEmpty)
  }

  @Test func `a refused decision leaves the reservation waiting for one`() async throws {
    let (fixture, booked) = try await busyThursday()
    let now = fixture.store.nowUTC
    let id = try await fixture.database.confirmClosure(
      closure(.venue, "2026-12-03"), by: .staff(nil), at: now)
    let refused = try await refusal {
      _ = try await fixture.database.decide(
        .move, booked[0].id, move: ReservationMove(start: RequestedTime("2026-12-04T10:00")!),
        by: .staff(nil), at: now)
    }
    #expect(refused?.code == "slot_taken" && refused?.alternatives.count == 3)
    #expect(try await fixture.database.closure(id, at: now).undecided.count == 3)
  }

  @Test func `one that was moved out of a closure waits for no decision`() async throws {
    let (fixture, booked) = try await busyThursday()
    let now = fixture.store.nowUTC
    let id = try await fixture.database.confirmClosure(
      closure(.venue, "2026-12-03"), by: .staff(nil), at: now)
    _ = try await fixture.store.move(booked[0].id, to: "2026-12-08T10:00")
    let waiting = try await fixture.database.closure(id, at: now).undecided
    #expect(waiting.map(\.person) == ["Bob", "Chris"])
    let refused = try await refusal {
      _ = try await fixture.database.decide(.cancel, booked[0].id, by: .staff(nil), at: now)
    }
    #expect(refused?.rule == .notHit)
    #expect(
      try await fixture.store.reservation(booked[0].id, for: .staff(nil)).status == .confirmed)
  }

  @Test func `a hold that has lapsed waits for no decision either`() async throws {
    let fixture = try await BookingFixture()
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let held = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-03T10:00", hold: 10), by: .staff(nil))
    let id = try await database.confirmClosure(
      closure(.venue, "2026-12-03"), by: .staff(nil), at: now)
    #expect(try await database.closure(id, at: now).undecided.map(\.reservation.id) == [held.id])
    #expect(try await database.closure(id, at: now + 600).undecided.isEmpty)
    let refused = try await refusal {
      _ = try await database.decide(.keep, held.id, by: .staff(nil), at: now + 600)
    }
    #expect(refused?.rule == .notHit)
  }

  @Test func `a lift repeated with its key answers as it did`() async throws {
    let (fixture, _) = try await busyThursday()
    let now = fixture.store.nowUTC
    let id = try await fixture.database.confirmClosure(
      closure(.unit(UnitID(rawValue: "studio")), "2026-12-03"), by: .staff(nil), at: now)
    let lifted = try await fixture.database.liftClosure(id, by: .staff(nil), key: "k", at: now)
    let again = try await fixture.database.liftClosure(id, by: .staff(nil), key: "k", at: now)
    #expect(lifted.id == id && lifted.undecided.count == 3 && again == lifted)
  }

  @Test func `an opening with reservations in it ends only when that is confirmed`() async throws {
    let fixture = try await BookingFixture()
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let id = try await database.confirmClosure(
      ClosureRequest(
        kind: .opening, scope: .space(SpaceID(rawValue: "gaming")),
        from: DayOrTime("2026-11-29T13:00")!, to: DayOrTime("2026-11-29T18:00")!),
      by: .staff(nil), at: now)
    let booked = try await fixture.store.reserve(
      request("gaming-station", "2026-11-29T14:00"), by: .staff(nil))
    let plan = try await database.liftClosure(id, by: .staff(nil), key: "k", at: now)
    #expect(plan.id == nil && plan.hits.map(\.reservation.id) == [booked.id])
    #expect(
      plan.hits.flatMap(\.alternatives).allSatisfy {
        $0.start.local.date != CivilDate("2026-11-29")!
      })
    #expect(try await database.closures(at: now).map(\.id) == [id])
    let lifted = try await database.liftClosure(
      id, isConfirmed: true, by: .staff(nil), key: "k", at: now)
    #expect(lifted.id == id && lifted.hits.map(\.reservation.id) == [booked.id])
    #expect(try await database.closures(at: now).isEmpty)
    #expect(try await fixture.store.reservation(booked.id, for: .staff(nil)) == booked)
  }

  @Test func `lifted, the day can be booked again`() async throws {
    let (fixture, _) = try await busyThursday()
    let now = fixture.store.nowUTC
    let id = try await fixture.database.confirmClosure(
      closure(.unit(UnitID(rawValue: "studio")), "2026-12-03"), by: .staff(nil), at: now)
    #expect(
      try await fixture.database.liftClosure(id, by: .staff(nil), at: now).undecided.count == 3)
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-03T12:00", for: "Eve"), by: .staff(nil))
    let gone = try await refusal { _ = try await fixture.database.closure(id, at: now) }
    #expect(gone?.code == "unknown_closure")
  }

  @Test func `a kit lent over a closed day is not hit, collected on it it is`() async throws {
    let fixture = try await BookingFixture(venue: SampleVenue.lendingFreely())
    let over = try await fixture.store.reserve(
      request("podcast-kit", "2026-12-02T10:00", minutes: 48 * 60), by: .staff(nil))
    let on = try await fixture.store.reserve(
      request("podcast-kit", "2026-12-03T10:00", minutes: 24 * 60, for: "Bob"), by: .staff(nil))
    let plan = try await fixture.database.planClosure(
      closure(.venue, "2026-12-03"), at: fixture.store.nowUTC)
    #expect(plan.hits.map(\.reservation.id) == [on.id])
    #expect(over.id != on.id)
  }

  @Test func `scenario 22: an opening on a closed Sunday, and a station under repair`()
    async throws
  {
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00+01:00")
    let now = fixture.store.nowUTC
    let sunday = "2026-11-29"
    func station(_ time: String, _ unit: String, minutes: Int = 60) async throws -> String {
      let refused = try await refusal {
        _ = try await fixture.store.reserve(
          request(
            "gaming-station", "\(sunday)T\(time)", minutes: minutes, for: "\(unit) \(time)",
            units: [unit]), by: .staff(nil))
      }
      return refused?.code ?? "booked"
    }
    #expect(try await station("14:00", "PC-1") == "closed")
    _ = try await fixture.database.confirmClosure(
      ClosureRequest(
        kind: .opening, scope: .space(SpaceID(rawValue: "gaming")),
        from: DayOrTime("\(sunday)T13:00")!, to: DayOrTime("\(sunday)T18:00")!), by: .staff(nil),
      at: now)
    _ = try await fixture.database.block(
      UnitBlock(
        units: [UnitID(rawValue: "PC-4")], start: RequestedTime("\(sunday)T00:00")!,
        reason: "repair"), by: .staff(nil), at: now)
    #expect(try await station("13:00", "PC-1") == "booked")
    #expect(try await station("17:00", "PC-2") == "booked")
    #expect(try await station("12:30", "PC-3") == "closed")
    #expect(try await station("17:30", "PC-3") == "closed")
    #expect(try await station("14:00", "PC-4") == "slot_taken")
    let free = try await fixture.store.availability(
      AvailabilityQuery(
        offering: OfferingID(rawValue: "gaming-station"), firstDate: CivilDate(sunday)!))
    #expect(free.slots.first?.start.local.clockText == "13:00")
    #expect(free.slots.last?.end.local.clockText == "18:00")
    #expect(free.slots.allSatisfy { !$0.freeUnits.contains(UnitID(rawValue: "PC-4")) })
  }

  @Test func `closing is for staff, and what it closes must exist`() async throws {
    let fixture = try await BookingFixture()
    for (request, actor, code) in [
      (closure(.venue, "2026-12-03"), Actor.person(PersonID(1)), "not_allowed"),
      (closure(.unit(UnitID(rawValue: "PC-99")), "2026-12-03"), .staff(nil), "unknown_unit"),
      (closure(.space(SpaceID(rawValue: "sauna")), "2026-12-03"), .staff(nil), "unknown_space"),
      (closure(.venue, "2027-03-28T02:30"), .staff(nil), "nonexistent_time"),
      (
        ClosureRequest(
          kind: .closure, scope: .venue, from: DayOrTime("2026-12-03")!,
          to: DayOrTime("2026-12-01")!), .staff(nil), "bad_interval"
      ),
    ] {
      let refused = try await refusal {
        _ = try await fixture.database.confirmClosure(
          request, by: actor, at: fixture.store.nowUTC)
      }
      #expect(refused?.code == code)
    }
  }
}
