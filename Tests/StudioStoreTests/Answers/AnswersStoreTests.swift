import Foundation
import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct AnswersStoreTests {
  static let date = CivilDate("2026-11-25")!

  @Test func `today puts every reservation in its place`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T08:00:00+01:00")
    func book(_ offering: String, _ start: String, _ person: String) async throws
      -> ReservationID
    {
      try await fixture.store.reserve(
        request(offering, start, minutes: 120, for: person), by: .staff(nil)
      ).id
    }
    let here = try await book("gaming-station", "2026-11-25T13:00", "Here")
    let late = try await book("gaming-station", "2026-11-25T13:30", "Late")
    let later = try await book("gaming-station", "2026-11-25T16:00", "Later")
    let asked = try await book("podcast-studio-tech", "2026-12-01T10:00", "Asker")
    let tomorrow = try await book("gaming-station", "2026-11-27T17:00", "Tomorrow")
    let gone = try await book("gaming-station", "2026-11-25T14:00", "Gone")
    _ = try await fixture.store.change(.checkIn, here, by: .staff(nil))
    _ = try await fixture.store.change(.cancel, gone, by: .staff(nil))
    let facts = try await fixture.database.today(at: RFC3339.instant("2026-11-25T13:40:00+01:00")!)
    #expect(facts.date == Self.date)
    #expect(facts.present.map(\.id) == [here])
    #expect(facts.late.map(\.id) == [late])
    #expect(facts.arriving.map(\.id) == [later])
    #expect(facts.toApprove.map(\.id) == [asked])
    #expect(facts.toApprove.first?.units.map(\.rawValue) == ["studio", "technicien"])
    #expect(!facts.arriving.map(\.id).contains(tomorrow))
    // Two stations are in use; the studio, its kits and the technician are free and open.
    #expect(!facts.freeNow.map(\.rawValue).contains("PC-1"))
    #expect(!facts.freeNow.map(\.rawValue).contains("PC-2"))
    #expect(facts.freeNow.map(\.rawValue).contains("PC-3"))
    #expect(facts.freeNow.map(\.rawValue).contains("studio"))
    let night = try await fixture.database.today(at: RFC3339.instant("2026-11-25T23:30:00+01:00")!)
    #expect(night.freeNow.isEmpty && night.present.isEmpty && night.late.isEmpty)
  }

  @Test func `an open session is named until it has a file`() async throws {
    let fixture = try await BookingFixture()
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-11-24T10:00", title: "Pilot"), by: .staff(nil))
    _ = try await fixture.store.change(.checkIn, booked.id, by: .staff(nil))
    func waiting() async throws -> [String] {
      try await fixture.database.today(at: fixture.store.nowUTC).sessionsWithoutFile.map(\.name)
    }
    #expect(try await waiting() == ["Pilot"])
    try await fixture.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO recording(sha256, extension, bytes, added_utc)
          VALUES (printf('%064d', 1), 'wav', 1, 0);
          INSERT INTO session_recording(session_id, position, recording_sha256, original_name,
            added_utc) VALUES (1, 0, printf('%064d', 1), 'a.wav', 0);
          """)
    }
    #expect(try await waiting() == [])
  }

  @Test func `an explanation proposes what can be booked and writes nothing`() async throws {
    let fixture = try await BookingFixture()
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", title: "Secret"), by: .staff(nil))
    let asked = request("podcast-studio", "2026-12-01T15:00", for: "new@example.be")
    let answer = try await fixture.database.explain(asked, at: fixture.store.nowUTC)
    #expect(!answer.isBookable && answer.alternatives.count == 3)
    #expect(answer.steps.filter { $0.refusal != nil }.map(\.code) == [.slotTaken])
    for alternative in answer.alternatives {
      let again = try await fixture.database.explain(
        request("podcast-studio", alternative.start.rfc3339), at: fixture.store.nowUTC)
      #expect(again.isBookable && again.units == alternative.units)
    }
    let people = try await fixture.database.read {
      try String.fetchAll($0, sql: "SELECT display_name FROM person")
    }
    #expect(people == ["Alice"])
    let unknown = try await refusal {
      _ = try await fixture.database.explain(
        request("sauna", "2026-12-01T15:00"), at: fixture.store.nowUTC)
    }
    #expect(unknown?.code == "unknown_offering")
  }

  @Test func `what few may book is listed for whoever asks, and refused to whom it is not for`()
    async throws
  {
    let fixture = try await BookingFixture()
    let room = OfferingID(rawValue: "whole-gaming-room")
    func ask(_ asker: Asker?) async throws -> Availability {
      try await fixture.store.availability(
        AvailabilityQuery(
          offering: room, firstDate: CivilDate("2026-12-12")!, days: 7, asker: asker))
    }
    let anybody = try await ask(nil)
    #expect(!anybody.slots.isEmpty)
    let ours = BookingBehalf(organisation: .id(OrganisationID(1)))
    #expect(try await ask(Asker(nil, behalf: ours)) == anybody)
    let alone = try await refusal { _ = try await ask(Asker(.name("Alice"))) }
    #expect(alone?.rule == .organisationsOnly)
    let first = try await fixture.database.firstFree(
      FirstFreeQuery(offering: room, firstDate: CivilDate("2026-12-12")!), at: fixture.store.nowUTC)
    #expect(first.slots.first == anybody.slots.first)
    // A quota counts for whom it holds.
    for start in ["2026-11-25T13:00", "2026-11-25T15:00"] {
      _ = try await fixture.store.reserve(
        request("gaming-station", start, minutes: 120), by: .staff(nil))
    }
    let query = { (asker: Asker?) in
      AvailabilityQuery(
        offering: OfferingID(rawValue: "gaming-station"), firstDate: CivilDate("2026-11-25")!,
        asker: asker)
    }
    #expect(try await !fixture.store.availability(query(nil)).slots.isEmpty)
    #expect(try await !fixture.store.availability(query(Asker(.name("Bob")))).slots.isEmpty)
    let used = try await refusal {
      _ = try await fixture.store.availability(query(Asker(.name("Alice"))))
    }
    #expect(used?.code == "quota")
  }

  @Test func `a hold whose time is over is in no calendar`() async throws {
    let fixture = try await BookingFixture()
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", hold: 10), by: .staff(nil))
    func entries(at now: Int) async throws -> Int {
      try await fixture.database.board(
        of: nil, from: CivilDate("2026-12-01")!, days: 1, for: .staff(nil), at: now
      ).entries.count
    }
    #expect(try await entries(at: fixture.store.nowUTC + 599) == 1)
    #expect(try await entries(at: fixture.store.nowUTC + 600) == 0)
  }

  @Test func `the first four stations free together may be days away`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T08:00:00+01:00")
    let query = FirstFreeQuery(
      offering: OfferingID(rawValue: "gaming-station"), firstDate: Self.date, days: 14,
      durationMinutes: 60, together: 4, limit: 2)
    for number in 1...5 {
      for (start, minutes) in [("13:00", 120), ("15:00", 120), ("17:00", 60)] {
        _ = try await fixture.store.reserve(
          request(
            "gaming-station", "2026-11-25T\(start)", minutes: minutes,
            for: "P\(number) at \(start)", units: ["PC-\(number)"]), by: .staff(nil))
      }
    }
    let found = try await fixture.database.firstFree(query, at: fixture.store.nowUTC)
    #expect(found.slots.count == 2)
    #expect(found.slots.map(\.start.local.date.description) == ["2026-11-27", "2026-11-27"])
    #expect(found.slots[0].together?.count == 4)
    // Whatever is proposed first agrees with the long list.
    let all = try await fixture.store.availability(
      AvailabilityQuery(
        offering: query.offering, firstDate: Self.date, days: 14, durationMinutes: 60,
        together: 4))
    #expect(Array(all.slots.prefix(2)) == found.slots)
  }

  @Test func `the first free time is looked for beyond a week whose hours are used up`()
    async throws
  {
    let fixture = try await BookingFixture(
      venue: try FairnessVenue.studio(BookerRules(quotas: [Quota(per: .week, minutes: 240)])))
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-11-25T10:00", minutes: 240), by: .staff(nil))
    func first(days: Int) async throws -> String? {
      try await fixture.database.firstFree(
        FirstFreeQuery(
          offering: OfferingID(rawValue: "podcast-studio"), firstDate: CivilDate("2026-11-23")!,
          days: days, durationMinutes: 60, asker: Asker(.name("Alice"))), at: fixture.store.nowUTC
      ).slots.first?.start.local.description
    }
    #expect(try await first(days: 14) == "2026-11-30T00:00")
    let full = try await refusal { _ = try await first(days: 7) }
    #expect(full?.code == "quota")
  }

  @Test func `reports count what happened and stay in the period`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T07:00:00+01:00")
    var ids: [ReservationID] = []
    for (start, person) in [
      ("25T13:00", "Ann"), ("27T17:00", "Ann"), ("25T13:00", "Bea"), ("27T17:00", "Cid"),
    ] {
      ids.append(
        try await fixture.store.reserve(
          request("gaming-station", "2026-11-\(start)", minutes: 120, for: person),
          by: .staff(nil)
        ).id)
    }
    for id in ids.prefix(2) { _ = try await fixture.store.change(.noShow, id, by: .staff(nil)) }
    _ = try await fixture.store.change(.checkIn, ids[2], by: .staff(nil))
    let later = RFC3339.instant("2026-12-01T00:00:00+01:00")!
    let missed = try await fixture.database.noShows(ReportPeriod("2026-11")!, at: later)
    #expect(missed.total.noShows == 2 && missed.total.came == 1 && missed.total.unnoted == 1)
    #expect(missed.repeated.map(\.noShows) == [2])
    #expect(
      try await fixture.database.noShows(ReportPeriod("2026-12")!, at: later).rows.isEmpty)
    let people = try await fixture.database.subsidy(ReportPeriod("2026-Q4")!, smallest: 5)
    #expect(people.total.persons == 1 && people.total.seconds == 7200)
    #expect(people.byAgeBand.isEmpty)
    let use = try await fixture.database.utilisation(
      ReportPeriod("2026-11")!, by: .unit, space: SpaceID(rawValue: "gaming"))
    #expect(use.rows.map { $0.usedSeconds / 3600 } == [0, 4, 0, 0, 0, 0, 0, 0])
    let unknown = try await refusal {
      _ = try await fixture.database.utilisation(
        ReportPeriod("2026-11")!, by: .unit, space: SpaceID(rawValue: "sauna"))
    }
    #expect(unknown?.code == "unknown_space")
  }

  @Test func `a unit under repair is out of order, neither late nor in use`() async throws {
    let fixture = try await BookingFixture(now: "2026-11-25T13:00:00+01:00")
    let now = fixture.store.nowUTC
    _ = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T13:00", units: ["PC-2"]), by: .staff(nil))
    try await fixture.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO reservation(id, kind, status, start_local, end_local, zone, start_utc,
            end_utc, title, created_utc)
          VALUES (50, 'block', 'confirmed', '', '', 'Europe/Brussels', :start, :end, 'Fan', 0);
          """, arguments: ["start": now - 3600, "end": now + 3600])
      try db.execute(
        sql: """
          INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id)
          SELECT id, :start, :end, 50 FROM unit WHERE slug = 'PC-1'
          """, arguments: ["start": now - 3600, "end": now + 3600])
    }
    let facts = try await fixture.database.today(at: now)
    #expect(facts.outOfOrder.map(\.name) == ["PC-1"] && facts.outOfOrder[0].reason == "Fan")
    #expect(facts.late.map(\.units) == [[UnitID(rawValue: "PC-2")]])
    let use = try await fixture.database.utilisation(
      ReportPeriod("2026-11")!, by: .unit, space: SpaceID(rawValue: "gaming"))
    #expect(use.rows.map(\.usedSeconds).prefix(2) == [0, 3600])
    #expect(use.rows[0].blockedSeconds == 7200)
  }
}
