import Foundation
import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// Random bookings, cancellations, absences and pardons against a naive recount.
@Suite struct LedgerPropertyTests {
  /// What the naive model remembers: a stretch of real time that counts, or no longer.
  struct Stretch {
    let id: ReservationID
    let person: Int
    let start: Int
    let end: Int
    var counts = true
    var isLive = true
    var isDebited = false
  }

  static var seeds: Range<Int> {
    ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1" ? 0..<400 : 0..<6
  }

  @Test(arguments: seeds)
  func `every answer and every balance agrees with a recount`(seed: Int) async throws {
    var random = SeededGenerator(seed: UInt64(seed) + 900)
    let period = QuotaPeriod.allCases[seed % 4]
    let limit = 60 * Int.random(in: 3...8, using: &random)
    let rules = BookerRules(
      quotas: [Quota(per: period, minutes: limit)],
      debits: HourDebits(lateCancel: true, noShow: true))
    // Around the long night.
    let fixture = try await BookingFixture(
      venue: try FairnessVenue.studio(rules), now: "2026-10-20T08:00:00+02:00")
    let zone = try await fixture.store.venue().zone
    let origin = zone.startOfDay(CivilDate("2026-10-22")!)
    var model: [Stretch] = []
    let owners = try await [0, 1].asyncMap { number in
      try await fixture.database.addPerson(PersonEdit(), named: "P\(number)", at: 0).person.id
    }
    func key(_ utc: Int) -> CivilDate { period.firstDate(containing: zone.local(atUTC: utc).date) }
    func halves(_ person: Int, in group: CivilDate) -> Int {
      model.filter { $0.counts && $0.person == person }
        .reduce(0) { sum, stretch in
          sum
            + stride(from: stretch.start, to: stretch.end, by: 1800).filter { key($0) == group }
            .count
        }
    }

    for step in 0..<40 {
      let choice = Int.random(in: 0..<5, using: &random)
      if choice == 0,
        let index = model.indices.filter({ model[$0].isLive }).randomElement(using: &random)
      {
        let stretch = model[index]
        // A second before, at, or after the notice, by the person or by staff.
        let offset = Int.random(in: -1...1, using: &random)
        let byStaff = Bool.random(using: &random)
        let now = stretch.start - 86_400 + offset
        _ = try await fixture.database.change(
          .cancel, stretch.id, by: byStaff ? .staff(nil) : .person(owners[stretch.person]), at: now)
        model[index].isLive = false
        model[index].isDebited = !byStaff && offset > 0
        model[index].counts = model[index].isDebited
        continue
      }
      if choice == 1,
        let index = model.indices.filter({ model[$0].isLive }).randomElement(using: &random)
      {
        _ = try await fixture.store.change(.noShow, model[index].id, by: .staff(nil))
        (model[index].isLive, model[index].isDebited) = (false, true)
        continue
      }
      if choice == 2,
        let index = model.indices.filter({ model[$0].isDebited }).randomElement(using: &random)
      {
        _ = try await fixture.database.forgive(
          model[index].id, by: .staff(nil), reason: "test", at: fixture.store.nowUTC)
        (model[index].isDebited, model[index].counts) = (false, false)
        continue
      }
      let start = origin + Int.random(in: 0..<336, using: &random) * 1800
      let length = Int.random(in: 1...8, using: &random)
      let end = start + length * 1800
      let person = Int.random(in: 0..<2, using: &random)
      guard !model.contains(where: { $0.isLive && $0.start < end && start < $0.end }) else {
        continue
      }
      let wanted = Dictionary(
        grouping: stride(from: start, to: end, by: 1800), by: key)
      let fits = wanted.allSatisfy { (halves(person, in: $0.key) + $0.value.count) * 30 <= limit }
      do {
        let booked = try await fixture.store.reserve(
          request(
            "podcast-studio", zone.zoned(start).rfc3339, minutes: length * 30,
            for: owners[person].description), by: .staff(nil))
        #expect(fits, "seed \(seed), step \(step)")
        model.append(Stretch(id: booked.id, person: person, start: start, end: end))
      } catch let refusal as Refusal {
        #expect(refusal.code == "quota" && !fits, "seed \(seed), step \(step): \(refusal)")
      }
    }

    for (number, owner) in owners.enumerated() {
      for day in stride(from: 0, to: 10, by: 3) {
        let date = CivilDate("2026-10-22")!.adding(days: day)
        let left = try await fixture.left(owner.description, on: date.description)
        let used = halves(number, in: period.firstDate(containing: date)) * 30
        #expect(left == limit - used, "seed \(seed), \(date)")
      }
    }
    // Every entry hangs on a line of history, and all that is open is what is live.
    let open = try await fixture.database.read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT COUNT(*) FROM (SELECT reservation_id FROM hour_entry
            WHERE cause IN ('booked', 'released') GROUP BY reservation_id HAVING SUM(sign) = 1)
          """) ?? 0
    }
    #expect(open == model.filter(\.isLive).count)
  }
}

extension Sequence {
  /// Maps one after the other.
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
