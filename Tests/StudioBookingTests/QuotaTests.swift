import Localization
import StudioBooking
import StudioTestSupport
import Testing

@Suite struct QuotaTests {
  static let person = PersonID(1)

  func desk(_ quotas: [Quota], used: [(String, String)] = []) -> DeskFixture {
    var desk = DeskFixture(
      policy: BookingPolicy(durationMinutes: 30...1440, bookers: BookerRules(quotas: quotas)))
    desk.booker = Booker(person: Self.person)
    desk.booker.hours = used.map { start, end in
      HourUse(
        person: Self.person, offering: DeskFixture.offering,
        interval: UTCInterval(startUTC: desk.utc(start), endUTC: desk.utc(end)))
    }
    return desk
  }

  @Test func `scenario 28: Sunday 23 to Monday 1 counts one hour in each week`() {
    let quota = Quota(per: .week, minutes: 240)
    // Two hours across midnight leave three in either week.
    let desk = desk([quota], used: [("2026-11-08T23:00", "2026-11-09T01:00")])
    #expect(desk.rule("2026-11-04T10:00", minutes: 180) == nil)
    #expect(desk.rule("2026-11-04T10:00", minutes: 210) == .quotaHours)
    #expect(desk.rule("2026-11-10T10:00", minutes: 180) == nil)
    #expect(desk.rule("2026-11-10T10:00", minutes: 210) == .quotaHours)
    // The candidate is cut at midnight too: 2 + 3 hours fit where 5 in one week would not.
    let full = self.desk([quota], used: [("2026-11-04T10:00", "2026-11-04T12:00")])
    #expect(full.rule("2026-11-08T22:00", end: "2026-11-09T03:00") == nil)
    #expect(full.rule("2026-11-08T21:30", end: "2026-11-09T03:00") == .quotaHours)
  }

  @Test func `the refusal says the limit, what it would be, and for which dates`() throws {
    let desk = desk(
      [Quota(per: .month, minutes: 480)], used: [("2026-11-03T10:00", "2026-11-03T17:00")])
    let refusal = try #require(desk.refusal(desk.ask("2026-11-20T10:00", minutes: 120)))
    #expect(refusal.code == "quota")
    #expect(refusal.limit?.jsonText == "8h/month/person")
    #expect(refusal.actual?.jsonText == "9h 2026-11-01/2026-11-30")
    #expect(
      refusal.message(in: .french).contains(
        "8 h par mois et par personne : avec cette réservation, ce serait 9 h du dim. 01/11/2026"))
  }

  @Test(arguments: QuotaPeriod.allCases)
  func `periods follow each other without gap or overlap`(period: QuotaPeriod) throws {
    let zone = try #require(VenueZone(identifier: "Europe/Brussels"))
    let interval = zone.interval(from: CivilDate("2026-01-15")!, days: 800)
    let spans = period.spans(touching: interval, in: zone)
    #expect(spans.first!.interval.startUTC <= interval.startUTC)
    #expect(spans.last!.interval.endUTC >= interval.endUTC)
    for (one, next) in zip(spans, spans.dropFirst()) {
      #expect(one.interval.endUTC == next.interval.startUTC)
      #expect(one.dates.upperBound.adding(days: 1) == next.dates.lowerBound)
    }
    let clockChange = spans.first { $0.dates.contains(CivilDate("2026-10-25")!) }!
    let days = clockChange.dates.upperBound.dayNumber - clockChange.dates.lowerBound.dayNumber + 1
    // The year has both changes; the shorter periods the long night only.
    #expect(
      clockChange.interval.durationSeconds == days * 86_400 + (period == .year ? 0 : 3600))
  }

  @Test func `hours given back are free again, walk-ins and other subjects do not count`() {
    let interval = UTCInterval(startUTC: 1_793_000_000, endUTC: 1_793_007_200)
    func use(
      _ person: Int, organisation: Int? = nil, category: String? = nil,
      offering: String = "station",
      back: Bool = false, walkIn: Bool = false
    ) -> HourUse {
      HourUse(
        person: PersonID(person), organisation: organisation.map { OrganisationID($0) },
        category: category, offering: OfferingID(rawValue: offering), interval: interval,
        isReturn: back, isWalkIn: walkIn)
    }
    var booker = Booker(person: Self.person, category: "asbl")
    booker.hours = [
      use(1, category: "asbl"), use(1, category: "asbl", back: true), use(1, category: "citoyen"),
      use(2, category: "asbl"), use(1, organisation: 7), use(1, offering: "kit"),
      use(1, walkIn: true),
    ]
    func minutes(_ quota: Quota, _ booker: Booker) -> Int {
      quota.usedMinutes(by: booker, of: DeskFixture.offering, within: interval)
    }
    #expect(minutes(Quota(per: .day, minutes: 0), booker) == 240)
    #expect(minutes(Quota(per: .day, minutes: 0, walkInsCount: false), booker) == 120)
    #expect(minutes(Quota(per: .day, minutes: 0, of: .category), booker) == 120)
    #expect(minutes(Quota(per: .day, minutes: 0, of: .everyone), booker) == 480)
    let across = Quota(per: .day, minutes: 0, across: [OfferingID(rawValue: "kit")])
    #expect(minutes(across, booker) == 360)
    booker.organisation = OrganisationID(7)
    #expect(minutes(Quota(per: .day, minutes: 0, of: .organisation), booker) == 120)
  }

  @Test func `a quota of categories limits those only, one of organisations not the person`() {
    let quota = Quota(per: .week, minutes: 0, categories: ["asbl"])
    #expect(quota.applies(to: Booker(category: "asbl")))
    #expect(!quota.applies(to: Booker(category: "citoyen")) && !quota.applies(to: .unknown))
    let organisation = Quota(per: .week, minutes: 0, of: .organisation)
    #expect(!organisation.applies(to: .unknown))
    #expect(organisation.applies(to: Booker(organisation: OrganisationID(1))))
    #expect(!Quota(per: .week, minutes: 0).applies(to: Booker(organisation: OrganisationID(1))))
  }

  @Test func `no more bookings ahead than allowed, walk-ins aside`() {
    var desk = DeskFixture(
      policy: BookingPolicy(durationMinutes: 30...60, bookers: BookerRules(mostAhead: 2)))
    desk.booker.ahead = [DeskFixture.offering: 1]
    #expect(desk.rule("2026-11-04T10:00") == nil)
    desk.booker.ahead = [DeskFixture.offering: 2]
    #expect(desk.rule("2026-11-04T10:00") == .bookingsAhead)
    desk.booker.isWalkIn = true
    #expect(desk.rule("2026-11-04T10:00") == nil)
  }

  @Test(arguments: [(0, false), (1, true), (-1, false)], ["2026-11-04T14:00", "2026-10-25T14:00"])
  func `exactly at the notice is in time and one second later is late`(
    offset: (Int, Bool), start: String
  ) {
    let startUTC = DeskFixture().utc(start)
    #expect(
      CancellationNotice.isLate(
        atUTC: startUTC - 86_400 + offset.0, startUTC: startUTC, noticeHours: 24)
        == offset.1)
    #expect(!CancellationNotice.isLate(atUTC: startUTC, startUTC: startUTC, noticeHours: nil))
  }

  /// The naive model: half hour by half hour on the local calendar, which is exact because
  /// everything lies on half hours.
  @Test(arguments: 0..<8)
  func `granted and refused agree with a recount`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 7)
    let period = QuotaPeriod.allCases[seed % 4]
    let limit = Int.random(in: 4...20, using: &random) * 30
    var desk = desk([Quota(per: period, minutes: limit)])
    // Around the long night, so that weeks and days of 25 hours are among them.
    let origin = desk.utc("2026-10-23T00:00")
    func key(_ utc: Int) -> CivilDate {
      period.firstDate(containing: desk.venue.zone.local(atUTC: utc).date)
    }
    var cells: [Int] = []
    for _ in 0..<60 {
      if !desk.booker.hours.isEmpty, Int.random(in: 0..<4, using: &random) == 0 {
        let taken = desk.booker.hours.filter { !$0.isReturn }.randomElement(using: &random)!
        let back = HourUse(
          person: Self.person, offering: taken.offering, interval: taken.interval, isReturn: true)
        guard !desk.booker.hours.contains(back) else { continue }
        desk.booker.hours.append(back)
        cells.removeAll { taken.interval.startUTC <= $0 && $0 < taken.interval.endUTC }
        continue
      }
      let start = origin + Int.random(in: 0..<240, using: &random) * 1800
      let halves = Int.random(in: 1...8, using: &random)
      let wanted = (0..<halves).map { start + $0 * 1800 }
      guard Set(wanted).isDisjoint(with: cells) else { continue }
      let fits = Dictionary(grouping: cells + wanted, by: key).allSatisfy { group in
        !wanted.contains { key($0) == group.key } || group.value.count * 30 <= limit
      }
      let rule = desk.rule(desk.venue.zone.zoned(start).rfc3339, minutes: halves * 30)
      #expect((rule == nil) == fits, "seed \(seed): \(String(describing: rule))")
      guard fits else { continue }
      cells += wanted
      desk.booker.hours.append(
        HourUse(
          person: Self.person, offering: DeskFixture.offering,
          interval: UTCInterval(startUTC: start, endUTC: start + halves * 1800)))
    }
  }
}
