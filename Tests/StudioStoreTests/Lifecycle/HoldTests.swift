import Localization
import StudioBooking
import Testing

@testable import StudioStore

/// Holds end by themselves, whoever looks and whether or not a clock runs.
@Suite struct HoldTests {
  static let taken = "2026-12-01T14:00"

  @Test func `scenario 19: a hold of ten minutes ends on the second, without anybody's help`()
    async throws
  {
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00Z")
    let held = try await fixture.store.reserve(
      request("podcast-studio", Self.taken, hold: 10), by: .staff(nil))
    #expect(held.status == .held)
    #expect(held.heldUntil.map { RFC3339.utc($0.utc) } == "2026-11-24T08:10:00Z")
    let before = fixture.store.at("2026-11-24T08:09:59Z")
    let tooEarly = try await refusal {
      _ = try await before.reserve(
        request("podcast-studio", Self.taken, for: "Bob"), by: .staff(nil))
    }
    #expect(tooEarly?.code == "slot_taken")
    let on = fixture.store.at("2026-11-24T08:10:00Z")
    let day = AvailabilityQuery(
      offering: OfferingID(rawValue: "podcast-studio"), firstDate: CivilDate("2026-12-01")!)
    // A reader sees it free though nobody has written yet.
    #expect(
      try await on.availability(day).slots.contains { $0.start.local.description == Self.taken })
    #expect(
      try await !before.availability(day).slots.contains {
        $0.start.local.description == Self.taken
      })
    let resold = try await on.reserve(
      request("podcast-studio", Self.taken, for: "Bob"), by: .staff(nil))
    #expect(resold.status == .confirmed)
    // Who confirms a second later learns that it is over; nothing is sold twice.
    let late = try await refusal {
      _ = try await fixture.store.at("2026-11-24T08:10:01Z")
        .change(.confirm, held.id, by: .staff(nil))
    }
    #expect(late?.code == "wrong_status" && late?.actual == .status(.expired))
    #expect(try await on.reservation(held.id, for: .staff(nil)).status == .expired)
    let history = try await fixture.database.history(of: held.id, for: .staff(nil))
    #expect(history.map(\.change) == ["reserve", "holdExpiry"])
    #expect(history.map(\.actor) == ["staff", "system"])
  }

  @Test func `confirmed in time it is a booking, and where staff approve a request`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00Z")
    let held = try await fixture.store.reserve(
      request("podcast-studio", Self.taken, hold: 10), by: .staff(nil))
    let last = fixture.store.at("2026-11-24T08:09:59Z")
    let confirmed = try await last.change(.confirm, held.id, by: .person(PersonID(1)))
    #expect(confirmed.status == .confirmed && confirmed.heldUntil == nil)
    let approved = try await fixture.store.reserve(
      request("podcast-studio-tech", "2026-12-02T09:00", hold: 10), by: .staff(nil))
    #expect(try await last.change(.confirm, approved.id, by: .staff(nil)).status == .requested)
    // A hold that became a booking no longer ends.
    let later = fixture.store.at("2026-11-24T09:00:00Z")
    let pass = DuePass(fixture.database, tasks: [BookingDueTask(fixture.database)])
    #expect(try await pass.run(at: later.nowUTC).done.isEmpty)
    #expect(try await later.reservation(held.id, for: .staff(nil)).status == .confirmed)
  }

  @Test func `a missed start frees the station after the quarter the policy names`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T10:00:00+01:00")
    let booked = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", units: ["PC-3"]), by: .staff(nil))
    let came = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", for: "Nora", units: ["PC-4"]),
      by: .staff(nil))
    _ = try await fixture.store.at("2026-11-25T14:02:00+01:00")
      .change(.checkIn, came.id, by: .staff(nil))
    let quarter = fixture.store.at("2026-11-25T14:15:00+01:00")
    let next = try await fixture.database.walkIn(
      WalkIn(unit: UnitID(rawValue: "PC-3"), person: .name("Tom"), minutes: 45),
      by: .staff(nil), at: quarter.nowUTC)
    #expect(next.status == .checkedIn && next.kind == .walkIn)
    #expect(try await quarter.reservation(booked.id, for: .staff(nil)).status == .noShow)
    #expect(try await quarter.reservation(came.id, for: .staff(nil)).status == .checkedIn)
  }

  @Test func `one pass does everything once, and a second one nothing`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00Z")
    for hour in [10, 12, 14] {
      _ = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-01T\(hour):00", hold: 10), by: .staff(nil))
    }
    let pass = DuePass(fixture.database, tasks: [BookingDueTask(fixture.database)])
    let early = RFC3339.instant("2026-11-24T08:09:59Z")!
    #expect(try await fixture.database.nextDueUTC() == early + 1)
    #expect(try await pass.run(at: early).done.isEmpty)
    #expect(
      try await pass.run(at: early + 1).done.map(\.kind) == Array(repeating: "holdExpiry", count: 3)
    )
    #expect(try await pass.run(at: early + 1).done.isEmpty)
    #expect(try await fixture.database.nextDueUTC() == nil)
  }

  @Test func `what could not happen is told in the venue's language`() async throws {
    struct Refused: DueTask {
      var kinds: Set<String> { ["refused"] }
      func perform(_ item: DueItem, at nowUTC: Int) async throws -> Bool {
        throw Refusal(.noPayment, subject: "R-1")
      }
    }
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00Z")
    try await fixture.database.write { db in try DueRows.set("refused", "1", at: 0, db) }
    let report = try await DuePass(fixture.database, tasks: [Refused()]).run(at: 1)
    #expect(
      report.failed.map(\.reason) == [Refusal(.noPayment, subject: "R-1").message(in: .french)])
  }

  @Test func `what one task cannot do keeps no other from happening`() async throws {
    struct Broken: DueTask {
      struct Failed: Error {}
      var kinds: Set<String> { ["broken"] }
      func perform(_ item: DueItem, at nowUTC: Int) async throws -> Bool { throw Failed() }
    }
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00Z")
    _ = try await fixture.store.reserve(
      request("podcast-studio", Self.taken, hold: 10), by: .staff(nil))
    try await fixture.database.write { db in
      try DueRows.set("broken", "1", at: 0, db)
      for number in 0..<300 { try DueRows.set("strange", "\(number)", at: 1, db) }
    }
    let pass = DuePass(fixture.database, tasks: [Broken(), BookingDueTask(fixture.database)])
    let report = try await pass.run(at: RFC3339.instant("2026-11-24T09:00:00Z")!)
    #expect(report.done.map(\.kind) == ["holdExpiry"])
    #expect(report.failed.map(\.item.kind) == ["broken"])
    #expect(report.unknown.count == 300)
    // Whoever waits for the next thing is not held up by what has just failed.
    try await fixture.database.write { db in
      try DueRows.set("broken", "2", at: RFC3339.instant("2026-11-24T09:00:10Z")!, db)
    }
    #expect(
      try await fixture.database.nextDueUTC(after: RFC3339.instant("2026-11-24T09:00:00Z")!)
        == RFC3339.instant("2026-11-24T09:00:10Z")!)
  }
}
