import Foundation
import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// Random bookings and changes against a naive list in memory.
@Suite struct RandomBookingsTests {
  struct Taken {
    let id: ReservationID
    let units: Set<UnitID>
    let start: Int
    let end: Int
    var isLive = true
  }

  @Test(arguments: 0..<4)
  func `every answer agrees with a naive model and nothing is lost`(seed: Int) async throws {
    var random = SeededGenerator(seed: UInt64(seed) + 100)
    let fixture = try await BookingFixture(now: "2026-11-24T08:00:00+01:00")
    let zone = try await fixture.store.venue().zone
    var model: [Taken] = []
    for step in 0..<120 {
      if Int.random(in: 0..<3, using: &random) == 0,
        let index = model.indices.filter({ model[$0].isLive }).randomElement(using: &random)
      {
        let cancelled = try await fixture.store.change(
          .cancel, model[index].id, by: .staff(nil))
        #expect(cancelled.status == .cancelled)
        model[index].isLive = false
        continue
      }
      let whole = Int.random(in: 0..<5, using: &random) == 0
      let half = Int.random(in: 0..<8, using: &random)
      let minutes = whole ? 120 : 30 * Int.random(in: 1...4, using: &random)
      // The whole room is 14 days ahead at least, a station at most: Friday 4 December has both
      // once the lead time is set aside.
      let start = zone.earliestUTC(
        LocalDateTime(
          date: CivilDate("2026-12-04")!,
          secondOfDay: 61_200 + (whole ? half / 2 * 7200 % 14_400 + 3600 : half * 1800)))
      let chosen = !whole && Bool.random(using: &random) ? ["PC-2"] : []
      let asked = request(
        whole ? "whole-gaming-room" : "gaming-station", zone.zoned(start).rfc3339,
        minutes: minutes, for: "P\(step)", units: chosen,
        overrides: whole ? [.leadTime] : [])
      let claimedEnd = start + minutes * 60 + (whole ? 1800 : 0)
      let busy = model.filter { $0.isLive && $0.start < claimedEnd && start < $0.end }
        .reduce(into: Set<UnitID>()) { $0.formUnion($1.units) }
      let everything = Set(
        (1...6).map { UnitID(rawValue: "PC-\($0)") }
          + (1...2).map { UnitID(rawValue: "CONSOLE-\($0)") })
      let fits =
        whole
        ? busy.isEmpty
        : chosen.isEmpty ? busy.count < 8 : !busy.contains(UnitID(rawValue: "PC-2"))
      do {
        let booked = try await fixture.store.reserve(asked, by: .staff(nil))
        #expect(fits, "seed \(seed), step \(step)")
        #expect(busy.isDisjoint(with: booked.units))
        if whole { #expect(Set(booked.units) == everything) }
        model.append(
          Taken(id: booked.id, units: Set(booked.units), start: start, end: claimedEnd))
      } catch let refusal as Refusal where refusal.code == "slot_taken" {
        #expect(!fits, "seed \(seed), step \(step)")
        let conflict = try #require(refusal.conflict)
        #expect(busy.contains(conflict.unit))
      } catch let refusal as Refusal where refusal.code == "closed" {
        #expect(start + minutes * 60 > zone.earliestUTC(LocalDateTime("2026-12-04T23:00")!))
      }
    }
    let claims = try await fixture.database.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM claim") ?? 0
    }
    #expect(claims == model.filter(\.isLive).reduce(0) { $0 + $1.units.count })
    let clashes = try await fixture.database.read {
      try Int.fetchOne(
        $0,
        sql: """
          SELECT COUNT(*) FROM claim a JOIN claim b ON a.unit_id = b.unit_id AND a.id < b.id
          WHERE a.start_utc < b.end_utc AND b.start_utc < a.end_utc
          """) ?? 0
    }
    #expect(clashes == 0)
    let history = try await fixture.database.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM reservation_history") ?? 0
    }
    #expect(history == model.count + model.filter { !$0.isLive }.count)
  }

  @Test func `twenty connections racing for one slot have one winner`() async throws {
    let fixture = try await BookingFixture()
    let desks = try (0..<20).map { _ in try fixture.reopened() }
    let outcomes = await withTaskGroup(of: String.self) { group in
      for (index, desk) in desks.enumerated() {
        group.addTask {
          do {
            let booked = try await desk.reserve(
              request("podcast-studio", "2026-12-01T14:00", for: "Racer \(index)"),
              by: .staff(nil))
            return booked.status.rawValue
          } catch let refusal as Refusal {
            return refusal.code
          } catch {
            return "\(error)"
          }
        }
      }
      return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(outcomes == ["confirmed": 1, "slot_taken": 19])
  }
}
