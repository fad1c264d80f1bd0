import Foundation
import StudioBooking
import Testing

@testable import StudioStore

@Suite struct MoveTests {
  @Test func `what is over stays as it was, whoever asks`() async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-11-25T14:00", minutes: 60), by: .staff(nil))
    let owner = Actor.person(PersonID(1))
    let during = fixture.store.at("2026-11-25T14:00:00+01:00")
    let begun = try await refusal { _ = try await during.change(.cancel, booked.id, by: owner) }
    #expect(begun?.rule == .begun && begun?.code == "wrong_status")
    let away = try await refusal {
      _ = try await during.move(booked.id, to: "2026-11-26T14:00", by: owner)
    }
    #expect(away?.rule == .begun)
    // Who is there may stay longer, and the desk may still help.
    _ = try await during.move(booked.id, minutes: 90, by: owner)
    _ = try await during.move(booked.id, minutes: 60, by: .staff(nil))
    let after = fixture.store.at("2026-11-25T15:00:00+01:00")
    for actor in [owner, .staff(nil)] {
      let cancelled = try await refusal {
        _ = try await after.change(.cancel, booked.id, by: actor)
      }
      let moved = try await refusal {
        _ = try await after.move(booked.id, to: "2026-12-08T14:00", by: actor)
      }
      #expect(cancelled?.rule == .over && moved?.rule == .over, "\(actor)")
    }
    #expect(try await after.change(.noShow, booked.id, by: .staff(nil)).status == .noShow)
  }

  @Test func `a request nobody approved ends when it would have begun`() async throws {
    let fixture = try await BookingFixture()
    let asked = try await fixture.store.reserve(
      request("podcast-studio-tech", "2026-12-02T09:00"), by: .staff(nil))
    #expect(asked.status == .requested)
    let late = fixture.store.at("2026-12-02T09:00:00+01:00")
    let approved = try await refusal {
      _ = try await late.change(.approve, asked.id, by: .staff(nil))
    }
    #expect(approved?.rule == .wrongStatus && approved?.actual == .status(.expired))
    let before = fixture.store.at("2026-12-02T08:59:59+01:00")
    let other = try await before.reserve(
      request("podcast-studio-tech", "2026-12-03T09:00", overrides: [.leadTime]), by: .staff(nil))
    #expect(try await before.change(.approve, other.id, by: .staff(nil)).status == .confirmed)
  }

  @Test func `a move keeps number, units and length, and counts the version up`() async throws {
    let fixture = try await BookingFixture()
    let first = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", minutes: 90), by: .staff(nil))
    let moved = try await fixture.store.move(first.id, to: "2026-12-03T10:00")
    #expect(moved.id == first.id)
    #expect(moved.start.local.description == "2026-12-03T10:00")
    #expect(moved.end.local.description == "2026-12-03T11:30")
    #expect((moved.version, moved.sequence) == (2, 1))
    #expect(try await fixture.store.reservation(first.id, for: .staff(nil)) == moved)
    // The old time is free, the new one is not.
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", for: "Bob"), by: .staff(nil))
    let taken = try await refusal {
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-03T11:00", for: "Bob"), by: .staff(nil))
    }
    #expect(taken?.code == "slot_taken")
  }

  @Test func `a move onto a part of itself is in nobody's way, its own least`() async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    let moved = try await fixture.store.move(booked.id, to: "2026-12-01T15:00")
    #expect(moved.end.local.description == "2026-12-01T17:00")
    let longer = try await fixture.store.move(booked.id, minutes: 180)
    #expect(longer.end.local.description == "2026-12-01T18:00")
  }

  @Test func `a refused move changes nothing and says what would work`() async throws {
    let fixture = try await BookingFixture()
    let mine = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T10:00"), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", for: "Bob"), by: .staff(nil))
    let refused = try await refusal {
      _ = try await fixture.store.move(mine.id, to: "2026-12-01T15:00")
    }
    #expect(refused?.code == "slot_taken")
    #expect(refused?.alternatives.count == 3)
    for alternative in refused?.alternatives ?? [] {
      #expect(
        try await fixture.store.move(mine.id, to: alternative.start.rfc3339).units == mine.units)
    }
  }

  @Test func `somebody stays longer only until the next one comes`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T13:00:00+01:00")
    let playing = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", minutes: 60, units: ["PC-2"]), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T15:30", for: "Nora", units: ["PC-2"]), by: .staff(nil))
    let inside = fixture.store.at("2026-11-25T14:50:00+01:00")
    _ = try await fixture.store.at("2026-11-25T14:00:00+01:00")
      .change(.checkIn, playing.id, by: .staff(nil))
    let extended = try await fixture.database.move(
      playing.id, .extend(byMinutes: 30), by: .staff(nil), at: inside.nowUTC)
    #expect(extended.end.local.description == "2026-11-25T15:30")
    #expect(extended.units.map(\.rawValue) == ["PC-2"])
    let more = try await refusal {
      _ = try await fixture.database.move(
        playing.id, .extend(byMinutes: 30), by: .staff(nil), at: inside.nowUTC)
    }
    #expect(more?.code == "slot_taken")
    #expect(more?.conflict?.start.local.description == "2026-11-25T15:30")
    // Other stations are free, and still nobody is asked to change seats without wanting to.
    #expect(more?.conflict?.unit.rawValue == "PC-2")
  }

  @Test func `a full station is changed for a free one only when the time changes`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T10:00:00+01:00")
    let mine = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", units: ["PC-1"]), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T16:00", for: "Nora", units: ["PC-1"]), by: .staff(nil))
    #expect(
      try await fixture.store.move(mine.id, to: "2026-11-25T15:00").units.map(\.rawValue)
        == ["PC-1"])
    #expect(
      try await fixture.store.move(mine.id, to: "2026-11-25T16:00").units.map(\.rawValue)
        == ["PC-2"])
    let chosen = try await refusal {
      _ = try await fixture.store.move(mine.id, to: "2026-11-25T16:30", units: ["PC-1"])
    }
    #expect(chosen?.conflict?.unit.rawValue == "PC-1")
  }

  @Test func `a refused edit of an old version shows what was seen and what is`() async throws {
    let fixture = try await BookingFixture()
    let seen = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00"), by: .staff(nil))
    let current = try await fixture.store.move(seen.id, to: "2026-12-02T10:00")
    let stale = try await refusal {
      _ = try await fixture.store.move(seen.id, to: "2026-12-03T10:00", expectedVersion: 1)
    }
    #expect(stale?.code == "stale_version")
    // What it cost then is no part of its history.
    var unpriced = seen
    unpriced.price = nil
    #expect(stale?.versions == ReservationVersions(seen: unpriced, current: current))
    let unknown = try await refusal {
      _ = try await fixture.store.change(.cancel, seen.id, by: .staff(nil), expectedVersion: 9)
    }
    #expect(unknown?.versions == ReservationVersions(seen: nil, current: current))
  }

  @Test func `what somebody moves themselves is approved anew`() async throws {
    let fixture = try await BookingFixture()
    let asked = try await fixture.store.reserve(
      request("podcast-studio-tech", "2026-12-01T09:00"), by: .staff(nil))
    _ = try await fixture.store.change(.approve, asked.id, by: .staff(nil))
    #expect(
      try await fixture.store.move(asked.id, to: "2026-12-01T11:00").status == .confirmed)
    #expect(
      try await fixture.store.move(asked.id, to: "2026-12-01T13:00", by: .person(PersonID(1)))
        .status == .requested)
    let stranger = try await refusal {
      _ = try await fixture.store.move(asked.id, to: "2026-12-01T15:00", by: .person(PersonID(9)))
    }
    #expect(stranger?.code == "unknown_reservation")
  }

  @Test func `what is over does not move, and who has arrived did so when they did`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T13:30:00+01:00")
    let booked = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00"), by: .staff(nil))
    _ = try await fixture.store.change(.checkIn, booked.id, by: .staff(nil))
    let again = try await refusal {
      _ = try await fixture.store.move(booked.id, to: "2026-11-25T16:00")
    }
    #expect(again?.code == "wrong_status")
    let cancelled = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T15:00", for: "Nora"), by: .staff(nil))
    _ = try await fixture.store.change(.cancel, cancelled.id, by: .staff(nil))
    let gone = try await refusal {
      _ = try await fixture.store.move(cancelled.id, to: "2026-11-25T16:00")
    }
    #expect(gone?.rule == .cannotMove && gone?.code == "wrong_status")
    #expect(gone?.actual == .status(.cancelled))
  }

  @Test func `other times are looked for as the one who booked, for whom they booked`()
    async throws
  {
    let fixture = try await BookingFixture()
    let ours = BookingBehalf(organisation: .id(OrganisationID(1)))
    func room(_ start: String) -> BookingRequest {
      request("whole-gaming-room", start, for: "Alice", behalf: ours)
    }
    let booked = try await fixture.store.reserve(room("2026-12-12T14:00"), by: .staff(nil))
    _ = try await fixture.store.reserve(room("2026-12-19T14:00"), by: .staff(nil))
    let moved = try await refusal {
      _ = try await fixture.store.move(booked.id, to: "2026-12-19T14:00")
    }
    #expect(moved?.rule == .slotTaken && moved?.alternatives.isEmpty == false)
    let together = try await refusal {
      _ = try await fixture.database.reserveTogether(
        [room("2026-12-19T14:00")], by: .staff(nil), at: fixture.store.nowUTC)
    }
    #expect(together?.rule == .slotTaken && together?.alternatives.isEmpty == false)
  }

  @Test func `a repeated key moves once, also after a restart`() async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T10:00"), by: .staff(nil))
    let move = ReservationMove.extend(byMinutes: 30)
    let first = try await fixture.database.move(
      booked.id, move, by: .staff(nil), key: "x", at: fixture.store.nowUTC)
    let again = try await fixture.reopened().database.move(
      booked.id, move, by: .staff(nil), key: "x", at: fixture.store.nowUTC)
    #expect(again == first)
    #expect(again.end.local.description == "2026-12-01T12:30")
  }
}
