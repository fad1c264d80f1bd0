import Localization
import StudioBooking
import Testing

@testable import StudioStore

/// Several offerings at once, people who come along, walk-ins and blocks.
@Suite struct GroupAndBlockTests {
  @Test func `several offerings are booked together or not at all`() async throws {
    let fixture = try await BookingFixture(venue: SampleVenue.lendingFreely())
    let studio = request("podcast-studio", "2026-12-01T14:00", minutes: 180)
    let both = [studio, studio.booking(OfferingID(rawValue: "podcast-kit"))]
    let booked = try await fixture.database.reserveTogether(
      both, by: .staff(nil), key: "g", at: fixture.store.nowUTC)
    #expect(booked.map(\.offering.rawValue) == ["podcast-studio", "podcast-kit"])
    #expect(booked.map(\.group) == [booked[0].id, booked[0].id])
    let again = try await fixture.database.reserveTogether(
      both, by: .staff(nil), key: "g", at: fixture.store.nowUTC)
    #expect(again == booked)
    // The kits are two: with both gone the studio alone is not booked either.
    _ = try await fixture.store.reserve(
      request("podcast-kit", "2026-12-03T09:00", minutes: 360, units: ["kit-1"]), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("podcast-kit", "2026-12-03T09:00", minutes: 360, units: ["kit-2"]), by: .staff(nil))
    let refused = try await refusal {
      let wanted = request("podcast-studio", "2026-12-03T10:00", minutes: 180, for: "Bob")
      _ = try await fixture.database.reserveTogether(
        [wanted, wanted.booking(OfferingID(rawValue: "podcast-kit"))], by: .staff(nil),
        at: fixture.store.nowUTC)
    }
    #expect(refused?.code == "slot_taken" && refused?.subject == "podcast-kit")
    let alone = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-03T10:00", minutes: 180, for: "Bob"), by: .staff(nil))
    #expect(alone.group == nil)
    // What was proposed fits both: 15:00 is the first time a kit is back.
    #expect(refused?.alternatives.isEmpty == false)
    for alternative in refused?.alternatives ?? [] {
      #expect(alternative.units.contains(UnitID(rawValue: "studio")))
      #expect(alternative.units.count == 2)
    }
  }

  @Test func `more people than seats are refused; four who come together get the console`()
    async throws
  {
    let fixture = try await BookingFixture(now: "2026-11-25T10:00:00+01:00")
    let crowd = try await refusal {
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-01T14:00", people: 5), by: .staff(nil))
    }
    #expect(crowd?.code == "capacity")
    #expect(crowd?.limit == .count(4) && crowd?.actual == .count(5))
    let four = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", people: 4), by: .staff(nil))
    #expect(four.people == 4)

    let mixed = try await BookingFixture(venue: BookingPolicyVenue.twoSizes)
    let seated = try await mixed.store.reserve(
      request("seat", "2026-12-01T14:00", people: 3), by: .staff(nil))
    #expect(seated.units.map(\.rawValue) == ["big"])
    let second = try await refusal {
      _ = try await mixed.store.reserve(
        request("seat", "2026-12-01T14:00", for: "Bob", people: 3), by: .staff(nil))
    }
    // The one that is big enough is taken: the small one being free is no help.
    #expect(second?.code == "slot_taken" && second?.conflict?.unit.rawValue == "big")
  }

  @Test func `a walk-in sits down now, by name alone, and not over a booking`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T14:07:40+01:00")
    let booked = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T15:00", units: ["PC-1"]), by: .staff(nil))
    func sit(_ unit: String, _ minutes: Int) async throws -> Reservation {
      try await fixture.database.walkIn(
        WalkIn(unit: UnitID(rawValue: unit), person: .name("Léo, 12 ans"), minutes: minutes),
        by: .staff(nil), at: fixture.store.nowUTC)
    }
    let long = try await refusal { _ = try await sit("PC-1", 60) }
    #expect(long?.code == "slot_taken")
    #expect(long?.conflict?.start.utc == booked.start.utc)
    let short = try await sit("PC-1", 50)
    #expect(short.start.local.description == "2026-11-25T14:07")
    #expect(short.end.local.description == "2026-11-25T14:57")
    #expect(short.status == .checkedIn)
    let technician = try await refusal { _ = try await sit("technicien", 50) }
    #expect(technician?.rule == .notLentAlone)
    let nowhere = try await refusal { _ = try await sit("PC-77", 50) }
    #expect(nowhere?.code == "unknown_unit")
    let member = try await refusal {
      _ = try await fixture.database.walkIn(
        WalkIn(unit: UnitID(rawValue: "PC-5"), person: .name("X")), by: .person(PersonID(1)),
        at: fixture.store.nowUTC)
    }
    #expect(member?.code == "not_allowed")
    // Entered for the wrong person: cancelled, and the station is free again.
    _ = try await fixture.store.change(.cancel, short.id, by: .staff(nil))
    #expect(try await sit("PC-1", 30).status == .checkedIn)
  }

  @Test func `a visit that is over is completed by itself`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T14:07:00+01:00")
    let visit = try await fixture.database.walkIn(
      WalkIn(unit: UnitID(rawValue: "PC-1"), person: .name("Léo"), minutes: 30), by: .staff(nil),
      at: fixture.store.nowUTC)
    let pass = DuePass(fixture.database, tasks: [BookingDueTask(fixture.database)])
    #expect(try await pass.run(at: visit.end.utc - 1).done.isEmpty)
    #expect(try await pass.run(at: visit.end.utc).done.map(\.kind) == ["completion"])
    #expect(try await fixture.store.reservation(visit.id, for: .staff(nil)).status == .completed)
  }

  @Test func `a block keeps a station from everybody, names nobody, and can be moved and ended`()
    async throws
  {
    let fixture = try await BookingFixture(now: "2026-11-25T08:00:00+01:00")
    let block = UnitBlock(
      units: [UnitID(rawValue: "PC-4")], end: RequestedTime("2026-11-25T16:00")!,
      reason: "ventilateur cassé")
    let blocked = try await fixture.database.block(
      block, by: .staff(PersonID(7)), at: fixture.store.nowUTC)
    #expect(blocked.kind == .block && blocked.offering == .block)
    #expect(blocked.start.local.description == "2026-11-25T08:00")
    let refused = try await refusal {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T15:00", units: ["PC-4"]), by: .staff(nil))
    }
    #expect(refused?.conflict?.unit.rawValue == "PC-4")
    #expect(refused?.message(in: .french).contains("ventilateur") == false)
    let shorter = try await fixture.store.move(blocked.id, minutes: 60)
    #expect(shorter.end.local.description == "2026-11-25T09:00")
    let booked = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T15:00", units: ["PC-4"]), by: .staff(nil))
    let over = try await refusal {
      _ = try await fixture.database.block(
        UnitBlock(units: [UnitID(rawValue: "PC-4")], reason: "x"), by: .staff(nil),
        at: fixture.store.at("2026-11-25T10:00:00+01:00").nowUTC)
    }
    // A block takes nothing away from a booking; without an end it lasts until midnight.
    #expect(over?.code == "slot_taken" && over?.conflict?.start.utc == booked.start.utc)
    for change in [StatusChange.checkIn, .noShow, .approve, .confirm] {
      let odd = try await refusal {
        _ = try await fixture.store.change(change, blocked.id, by: .staff(nil))
      }
      #expect(odd?.code == "wrong_status")
    }
    #expect(
      try await fixture.store.change(.cancel, blocked.id, by: .staff(nil)).status == .cancelled)
    let day = fixture.store.calendarDay("2026-11-25")
    #expect(try await fixture.store.calendar(of: nil, in: day, for: .staff(nil)).count == 1)
  }
}

/// Venues made for one rule.
enum BookingPolicyVenue {
  /// A seat for one, preferred, and a sofa for four.
  static var twoSizes: Venue {
    Venue(
      name: LocalizedText("Two sizes"), zone: VenueZone(identifier: "Europe/Brussels")!,
      spaces: [
        Space(
          id: SpaceID(rawValue: "room"), name: LocalizedText("Room"),
          units: [
            BookableUnit(
              id: UnitID(rawValue: "small"), name: LocalizedText("S"), kind: "pc", capacity: 1),
            BookableUnit(
              id: UnitID(rawValue: "big"), name: LocalizedText("B"), kind: "sofa", capacity: 4),
          ])
      ],
      offerings: [
        Offering(
          id: OfferingID(rawValue: "seat"), name: LocalizedText("Seat"),
          needs: [.any(count: 1, of: ["small", "big"].map(UnitID.init(rawValue:)))],
          policy: BookingPolicy(durationMinutes: 30...240))
      ])
  }
}

extension Desk {
  /// The instants of a date at the venue.
  func calendarDay(_ date: String) -> UTCInterval {
    VenueZone(identifier: "Europe/Brussels")!.interval(from: CivilDate(date)!, days: 1)
  }
}
