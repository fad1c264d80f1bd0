import Foundation
import GRDB
import Localization
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct BookingStoreTests {
  @Test func `a booking answers with the contract's values`() async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", minutes: 90), by: .staff(nil))
    #expect(booked.id.description == "R-1")
    #expect(booked.status == .confirmed)
    #expect(booked.units == [UnitID(rawValue: "studio")])
    #expect(booked.start.rfc3339 == "2026-12-01T14:00:00+01:00")
    #expect(RFC3339.utc(booked.end.utc) == "2026-12-01T14:30:00Z")
    #expect(booked.version == 1)
    #expect(try await fixture.store.reservation(booked.id, for: .staff(nil)) == booked)
  }

  @Test func `an overlapping booking is refused with the conflict and three bookable alternatives`()
    async throws
  {
    let fixture = try await BookingFixture()
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", title: "Secret"), by: .staff(nil))
    let refused = try await refusal {
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-01T15:00", for: "bob@example.be"), by: .staff(nil))
    }
    let found = try #require(refused)
    #expect(found.code == "slot_taken")
    #expect(found.conflict?.unit == UnitID(rawValue: "studio"))
    #expect(found.conflict?.start.rfc3339 == "2026-12-01T14:00:00+01:00")
    #expect(found.conflict?.end.rfc3339 == "2026-12-01T16:00:00+01:00")
    #expect(
      found.alternatives.map(\.start.local.description) == [
        "2026-12-01T16:00", "2026-12-01T16:30", "2026-12-01T17:00",
      ])
    #expect(!found.message(in: .french).contains("Secret"))
    #expect(!found.message(in: .french).contains("Alice"))
    for alternative in found.alternatives {
      let fresh = try await BookingFixture()
      _ = try await fresh.store.reserve(
        request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
      let booked = try await fresh.store.reserve(
        request("podcast-studio", alternative.start.rfc3339), by: .staff(nil))
      #expect(booked.units == alternative.units)
    }
  }

  @Test func `a refused booking leaves no person behind`() async throws {
    let fixture = try await BookingFixture()
    _ = try await refusal {
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-01T03:00", for: "ghost@example.be"), by: .staff(nil))
    }
    let count = try await fixture.database.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM person")
    }
    #expect(count == 0)
  }

  @Test func `the whole room names the taken station, and a request for it holds every station`()
    async throws
  {
    let fixture = try await BookingFixture()
    // 14 days ahead is both the last day for a station and the first for the whole room.
    _ = try await fixture.store.reserve(
      request("gaming-station", "2026-12-02T14:00", units: ["PC-3"]), by: .staff(nil))
    let early = try fixture.reopened(now: "2026-11-18T09:00:00+01:00")
    let refused = try await refusal {
      _ = try await early.reserve(
        request("whole-gaming-room", "2026-12-02T13:00", minutes: 180), by: .staff(nil))
    }
    #expect(refused?.code == "slot_taken")
    #expect(refused?.conflict?.unit == UnitID(rawValue: "PC-3"))

    let whole = try await early.reserve(
      request("whole-gaming-room", "2026-12-02T16:00", minutes: 120), by: .staff(nil))
    #expect(whole.status == .requested)
    #expect(whole.units.count == 8)
    let late = try await refusal {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-12-02T17:00", units: ["PC-1"]), by: .staff(nil))
    }
    #expect(late?.conflict?.unit == UnitID(rawValue: "PC-1"))
    // The 30 minutes of making ready are in the claim, not in the reservation.
    #expect(late?.conflict?.end.local.description == "2026-12-02T18:30")
    #expect(whole.end.local.description == "2026-12-02T18:00")
  }

  @Test func `stations are given in order of preference until none is left`() async throws {
    let fixture = try await BookingFixture()
    var given: [String] = []
    for index in 0..<8 {
      let booked = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T14:00", for: "Player \(index)"), by: .staff(nil))
      given += booked.units.map(\.rawValue)
    }
    #expect(
      given == ["PC-1", "PC-2", "PC-3", "PC-4", "PC-5", "PC-6", "CONSOLE-1", "CONSOLE-2"])
    let refused = try await refusal {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T14:30"), by: .staff(nil))
    }
    #expect(refused?.code == "slot_taken")
  }

  @Test func `cancelling frees the time, keeps the reservation and counts the version up`()
    async throws
  {
    let fixture = try await BookingFixture()
    let first = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    let cancelled = try await fixture.store.change(
      .cancel, first.id, by: .staff(nil), reason: "ill")
    #expect(cancelled.status == .cancelled)
    #expect(cancelled.version == 2)
    #expect(cancelled.units == first.units)
    let again = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    #expect(again.id != first.id)
    let twice = try await refusal {
      _ = try await fixture.store.change(.cancel, first.id, by: .staff(nil))
    }
    #expect(twice?.code == "wrong_status")
  }

  @Test func `approval, rejection and check-in follow the states`() async throws {
    let fixture = try await BookingFixture()
    let asked = try await fixture.store.reserve(
      request("podcast-studio-tech", "2026-12-01T09:00"), by: .staff(nil))
    #expect(asked.status == .requested)
    #expect(asked.units.map(\.rawValue) == ["studio", "technicien"])
    let early = try await refusal {
      _ = try await fixture.store.change(.checkIn, asked.id, by: .staff(nil))
    }
    #expect(early?.code == "wrong_status")
    let approved = try await fixture.store.change(.approve, asked.id, by: .staff(nil))
    #expect(approved.status == .confirmed)
    let inside = try await fixture.store.change(.checkIn, asked.id, by: .staff(nil))
    #expect(inside.status == .checkedIn)
    #expect(inside.version == 3)
    let sessions = try await fixture.database.read {
      try Int.fetchAll($0, sql: "SELECT reservation_id FROM session")
    }
    #expect(sessions == [asked.id.number])

    let other = try await fixture.store.reserve(
      request("podcast-studio-tech", "2026-12-02T09:00"), by: .staff(nil))
    let rejected = try await fixture.store.change(.reject, other.id, by: .staff(nil))
    #expect(rejected.status == .rejected)
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-02T09:00"), by: .staff(nil))
  }

  @Test func `an old version is refused and names both`() async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    _ = try await fixture.store.change(.checkIn, booked.id, by: .staff(nil), expectedVersion: 1)
    let stale = try await refusal {
      _ = try await fixture.store.change(
        .cancel, booked.id, by: .staff(nil), expectedVersion: 1)
    }
    #expect(stale?.code == "stale_version")
    #expect(stale?.limit == .count(2) && stale?.actual == .count(1))
  }

  @Test func `somebody else's reservation does not exist for a person`() async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    for actor in [Actor.person(PersonID(99)), .anonymous] {
      let seen = try await refusal {
        _ = try await fixture.store.reservation(booked.id, for: actor)
      }
      #expect(seen?.code == "unknown_reservation")
      let changed = try await refusal {
        _ = try await fixture.store.change(.cancel, booked.id, by: actor)
      }
      #expect(changed?.code == "unknown_reservation")
    }
    let owner = Actor.person(PersonID(1))
    let approve = try await refusal {
      _ = try await fixture.store.change(.approve, booked.id, by: owner)
    }
    #expect(approve?.code == "not_allowed")
    #expect(
      try await fixture.store.change(.cancel, booked.id, by: owner).status == .cancelled)
  }

  @Test func `the same key gives the same answer, also after a restart, and another request none`()
    async throws
  {
    let fixture = try await BookingFixture()
    let first = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00"), by: .staff(nil), key: "k1")
    let again = try await fixture.reopened(now: "2026-11-24T09:00:00+01:00").reserve(
      request("gaming-station", "2026-11-25T14:00"), by: .staff(nil), key: "k1")
    #expect(again == first)
    let other = try await refusal {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T15:00"), by: .staff(nil), key: "k1")
    }
    #expect(other?.code == "key_reused")
    let claims = try await fixture.database.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM claim")
    }
    #expect(claims == 1)

    let cancelled = try await fixture.store.change(.cancel, first.id, by: .staff(nil), key: "k2")
    let cancelledAgain = try await fixture.store.change(
      .cancel, first.id, by: .staff(nil), key: "k2")
    #expect(cancelledAgain == cancelled)
  }

  @Test func `titles and names are for staff and the owner`() async throws {
    let fixture = try await BookingFixture()
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", title: "Épisode 1"), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("gaming-station", "2026-12-02T14:00", for: "Zoé"), by: .staff(nil))
    let week = try await fixture.store.venue().zone.interval(
      from: CivilDate("2026-11-30")!, days: 7)
    func titles(_ viewer: Actor) async throws -> [String?] {
      try await fixture.store.calendar(of: nil, in: week, for: viewer).map(\.title)
    }
    #expect(try await titles(.staff(nil)) == ["Épisode 1", "Zoé"])
    #expect(try await titles(.person(PersonID(1))) == ["Épisode 1", nil])
    #expect(try await titles(.anonymous) == [nil, nil])
    let gaming = try await fixture.store.calendar(
      of: SpaceID(rawValue: "gaming"), in: week, for: .staff(nil))
    #expect(gaming.map(\.unit.rawValue) == ["PC-1"])
    let unknown = try await refusal {
      _ = try await fixture.store.calendar(
        of: SpaceID(rawValue: "piscine"), in: week, for: .staff(nil))
    }
    #expect(unknown?.code == "unknown_space")
  }

  @Test func `a rule staff set aside is booked and written down; others may not`() async throws {
    let fixture = try await BookingFixture()
    let night = request("podcast-studio", "2026-12-01T23:00", overrides: [.closed])
    let booked = try await fixture.store.reserve(night, by: .staff(PersonID(7)))
    let written = try await fixture.database.history(of: booked.id, for: .staff(nil))
    #expect(written.map(\.actor) == ["staff:P-7"])
    #expect(written.first?.details["overridden"] == "closed")
    #expect(written.first?.details["reason"] == "test")
    #expect(booked.units.count == 1)
    let member = try await refusal {
      _ = try await fixture.store.reserve(night, by: .person(PersonID(1)))
    }
    #expect(member?.code == "not_allowed")
    // What another booking holds cannot be set aside.
    let taken = try await refusal {
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-01T23:00", overrides: Set(RefusalCode.allCases)),
        by: .staff(nil))
    }
    #expect(taken?.code == "slot_taken")
  }

  @Test func `two spellings of a name are one person, two people of one name are asked about`()
    async throws
  {
    let fixture = try await BookingFixture()
    let names = ["Zoë Čapek-d'Ursel 🎙️", "zoe\u{308} C\u{30C}apek-d'ursel 🎙️"]
    for (hour, name) in zip([13, 15], names) {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T\(hour):00", for: name), by: .staff(nil))
    }
    let people = try await fixture.database.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM person")
    }
    #expect(people == 1)
    try await fixture.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO person(display_name, name_key, created_utc)
          SELECT display_name, name_key, 0 FROM person
          """)
    }
    let asked = try await refusal {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T17:00", for: names[0]), by: .staff(nil))
    }
    #expect(asked?.code == "ambiguous_person")
    #expect(asked?.limit == .text("P-1, P-2"))
    let missing = try await refusal {
      _ = try await fixture.store.reserve(
        request("gaming-station", "2026-11-25T17:00", for: "P-77"), by: .staff(nil))
    }
    #expect(missing?.code == "unknown_person")
  }
}
