import StudioBooking
import Testing

@testable import StudioStore

/// Rooms, units and offerings change while reservations exist.
@Suite struct ResourceTests {
  static let room = OfferingID(rawValue: "whole-gaming-room")

  @Test func `scenario 13: station 9 joins the rooms that are booked whole already`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00+01:00")
    let database = fixture.database
    let whole = try await fixture.store.reserve(
      request("whole-gaming-room", "2026-12-12T14:00", minutes: 120), by: .staff(nil))
    let other = try await fixture.store.reserve(
      request("whole-gaming-room", "2026-12-19T14:00", minutes: 120), by: .staff(nil))
    let nine = BookableUnit(
      id: UnitID(rawValue: "PC-9"), name: LocalizedText("PC 9"), kind: "pc", capacity: 1)
    let added = try await database.edit(
      .addUnit(
        nine, to: SpaceID(rawValue: "gaming"),
        into: [Self.room, OfferingID(rawValue: "gaming-station")]), isConfirmed: false,
      by: .staff(nil), at: fixture.store.nowUTC)
    #expect(added.isDone)
    #expect(added.changes.added == ["unit PC-9"])
    #expect(added.effects.map(\.reservation.id) == [whole.id, other.id])
    #expect(added.effects.allSatisfy { $0.kind == .gainsUnit && $0.unit == nine.id })
    #expect(
      try await fixture.store.reservation(whole.id, for: .staff(nil)).units == whole.units + [
        nine.id
      ])
    let later = fixture.store.at("2026-12-10T08:00:00+01:00")
    let refused = try await refusal {
      _ = try await later.reserve(
        request(
          "gaming-station", "2026-12-12T14:00", units: ["PC-9"], overrides: [.closed]),
        by: .staff(nil))
    }
    #expect(refused?.code == "slot_taken" && refused?.conflict?.unit == nine.id)
    // The buffer after the room holds for the new station too.
    #expect(refused?.conflict?.end.local.description == "2026-12-12T16:30")
  }

  @Test func `a unit that was lent already says why it does not join`() async throws {
    let fixture = try await BookingFixture(venue: SampleVenue.lendingFreely())
    let whole = try await fixture.store.reserve(
      request("podcast-studio-tech", "2026-12-03T10:00"), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("podcast-kit", "2026-12-02T10:00", minutes: 48 * 60, units: ["kit-1"]),
      by: .staff(nil))
    let venue = try await fixture.store.venue()
    let offering = try #require(venue.offering(OfferingID(rawValue: "podcast-studio-tech")))
    let grown = Offering(
      id: offering.id, name: offering.name,
      needs: [.all(offering.candidates + [UnitID(rawValue: "kit-1")])], policy: offering.policy,
      opensSession: true)
    let outcome = try await fixture.database.edit(
      .putOffering(grown), isConfirmed: false, by: .staff(nil), at: fixture.store.nowUTC)
    #expect(
      outcome.effects == [
        ResourceEffect(reservation: whole, kind: .unitTaken, unit: UnitID(rawValue: "kit-1"))
      ])
    #expect(try await fixture.store.reservation(whole.id, for: .staff(nil)) == whole)
  }

  @Test
  func `retiring a station names who sits on it, does nothing until confirmed, then lists them`()
    async throws
  {
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00+01:00")
    let database = fixture.database
    let now = fixture.store.nowUTC
    let booked = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", units: ["PC-3"]), by: .staff(nil))
    let edit = ResourceEdit.retireUnit(UnitID(rawValue: "PC-3"))
    let plan = try await database.edit(edit, isConfirmed: false, by: .staff(nil), at: now)
    #expect(!plan.isDone)
    #expect(
      plan.effects == [
        ResourceEffect(reservation: booked, kind: .losesUnit, unit: UnitID(rawValue: "PC-3"))
      ])
    #expect(try await fixture.store.venue().unit(UnitID(rawValue: "PC-3")) != nil)
    let done = try await database.edit(edit, isConfirmed: true, by: .staff(nil), at: now)
    #expect(done.isDone)
    #expect(done.changes.retired == ["unit PC-3"])
    #expect(try await fixture.store.reservation(booked.id, for: .staff(nil)) == booked)
    let waiting = try await database.closures(at: now).flatMap(\.undecided)
    #expect(waiting.map(\.reservation.id) == [booked.id])
    let moved = try await database.decide(
      .move, booked.id, move: ReservationMove(units: [UnitID(rawValue: "PC-4")]), by: .staff(nil),
      at: now)
    #expect(moved.units.map(\.rawValue) == ["PC-4"])
    let gone = try await refusal {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T16:00", units: ["PC-3"]), by: .staff(nil))
    }
    #expect(gone?.code == "unknown_unit")
  }

  /// The shipped venue with its gaming stations changed.
  private func venue(
    _ old: Venue, candidates: [UnitID]? = nil, hours: Hours? = nil, capacity: Int? = nil
  ) -> Venue {
    old.with(
      spaces: old.spaces,
      offerings: old.offerings.map { offering in
        guard offering.id.rawValue == "gaming-station" else { return offering }
        return Offering(
          id: offering.id, name: offering.name,
          needs: candidates.map { [.any(count: 1, of: $0)] } ?? offering.needs,
          hours: hours ?? offering.hours, policy: offering.policy, capacity: capacity,
          tariffs: offering.tariffs)
      })
  }

  @Test func `a venue file that takes something from reservations names them and waits`()
    async throws
  {
    let fixture = try await BookingFixture()
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let booked = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", units: ["PC-3"], people: 1), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", units: ["PC-4"]), by: .staff(nil))
    let old = try await fixture.store.venue()
    let station = try #require(old.offering(booked.offering))
    let three = UnitID(rawValue: "PC-3")
    let hours = Hours([
      Hours.Entry(weekly: WeeklyGrid([.wednesday: [GridSpan("15:00-18:00")!]]))
    ])
    for (new, kind, unit, count) in [
      (
        venue(old, candidates: station.candidates.filter { $0 != three }),
        ResourceEffect.Kind.unitLeft, three as UnitID?, 1
      ),
      (venue(old, hours: hours), .closes, three, 2),
    ] {
      let plan = try await database.apply(new, isConfirmed: false, at: now)
      #expect(!plan.isDone && plan.effects.count == count)
      #expect(
        plan.effects.first == ResourceEffect(reservation: booked, kind: kind, unit: unit))
      #expect(try await fixture.store.venue() == old, "nothing is done until confirmed")
    }
    let same = try await database.apply(venue(old, capacity: 1), isConfirmed: false, at: now)
    #expect(same.isDone && same.effects.isEmpty, "one person still fits")
    let done = try await database.apply(venue(old, hours: hours), isConfirmed: true, at: now)
    #expect(done.isDone)
    #expect(try await fixture.store.reservation(booked.id, for: .staff(nil)) == booked)
  }

  @Test func `fewer seats than people who come are said`() async throws {
    let fixture = try await BookingFixture()
    let room = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", people: 3), by: .staff(nil))
    let old = try await fixture.store.venue()
    let smaller = old.with(
      spaces: old.spaces,
      offerings: old.offerings.map { offering in
        guard offering.id == room.offering else { return offering }
        return Offering(
          id: offering.id, name: offering.name, needs: offering.needs, policy: offering.policy,
          opensSession: offering.opensSession, capacity: 2)
      })
    let plan = try await fixture.database.apply(
      smaller, isConfirmed: false, at: fixture.store.nowUTC)
    #expect(plan.effects == [ResourceEffect(reservation: room, kind: .overfull)])
  }

  @Test func `importing days changes nothing else of the venue, and names whom it hits`()
    async throws
  {
    let fixture = try await BookingFixture()
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let old = try await fixture.store.venue()
    let closing = Venue(
      name: old.name, zone: old.zone, closedOn: old.closedOn + ["conges"],
      calendars: [DayCalendar(name: "conges", days: [])], categories: old.categories,
      residentPostcodes: old.residentPostcodes, qualifications: old.qualifications,
      quotas: old.quotas, spaces: old.spaces, offerings: old.offerings)
    try await database.apply(closing, at: now)
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    let first = CivilDate("2026-12-01")!
    let day = DayCalendar(name: "conges", days: [DayCalendar.Run(from: first, to: first)])
    let plan = try await database.replaceCalendar(
      day, isConfirmed: false, by: .staff(nil), at: now)
    #expect(!plan.isDone)
    #expect(plan.effects.map(\.kind) == [.closes])
    #expect(plan.effects.map(\.reservation.id) == [booked.id])
    let done = try await database.replaceCalendar(day, isConfirmed: true, by: .staff(nil), at: now)
    #expect(done.isDone)
    let new = try await fixture.store.venue()
    #expect(new.calendars == [day] && new.closedOn == closing.closedOn)
    #expect(new.spaces == closing.spaces && new.offerings == closing.offerings)
    #expect(new.categories == old.categories && !new.categories.isEmpty)
    #expect(new.qualifications == old.qualifications && new.quotas == old.quotas)
  }

  @Test func `a change that would contradict the venue is refused and named`() async throws {
    let fixture = try await BookingFixture()
    for (edit, code) in [
      (ResourceEdit.retireUnit(UnitID(rawValue: "PC-99")), "unknown_unit"),
      (.retireOffering(OfferingID(rawValue: "sauna")), "unknown_offering"),
      (.renameSpace(SpaceID(rawValue: "sauna"), LocalizedText("x")), "unknown_space"),
      (
        .addUnit(
          BookableUnit(id: UnitID(rawValue: "PC-1"), name: LocalizedText("x"), kind: "pc"),
          to: SpaceID(rawValue: "gaming"), into: []), "bad_venue"
      ),
    ] {
      let refused = try await refusal {
        _ = try await fixture.database.edit(
          edit, isConfirmed: true, by: .staff(nil), at: fixture.store.nowUTC)
      }
      #expect(refused?.code == code)
    }
    let member = try await refusal {
      _ = try await fixture.database.edit(
        .retireUnit(UnitID(rawValue: "PC-1")), isConfirmed: true, by: .person(PersonID(1)),
        at: fixture.store.nowUTC)
    }
    #expect(member?.code == "not_allowed")
  }
}
