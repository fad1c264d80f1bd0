import Localization
import StudioBooking
import Testing

/// Who may book: category, organisation, price, qualification, age, units kept for walk-ins.
@Suite struct WhoMayBookTests {
  static let wednesday = "2026-11-04T14:00"

  func desk(_ rules: BookerRules, _ booker: Booker = .unknown) -> DeskFixture {
    var desk = DeskFixture(
      policy: BookingPolicy(durationMinutes: 30...240, bookers: rules))
    desk.booker = booker
    return desk
  }

  @Test func `only organisations book what is for organisations`() {
    var desk = desk(BookerRules(organisationsOnly: true))
    desk.venue = desk.venue.with(categories: [
      PersonCategory(id: "citoyen", name: LocalizedText("Citoyen")),
      PersonCategory(id: "ecole", name: LocalizedText("École"), isOrganisation: true),
    ])
    #expect(desk.rule(Self.wednesday) == .organisationsOnly)
    desk.booker = Booker(category: "citoyen")
    #expect(desk.rule(Self.wednesday) == .organisationsOnly)
    // A school known by its name alone is a school all the same.
    desk.booker = Booker(category: "ecole")
    #expect(desk.rule(Self.wednesday) == nil)
    desk.booker = Booker(organisation: OrganisationID(1))
    #expect(desk.rule(Self.wednesday) == nil)
  }

  @Test func `a category without a price cannot book`() {
    var desk = DeskFixture()
    let tariff = Tariff(charges: [
      Tariff.Charge(per: .hour, cents: .each(["citoyen": 200]), vat: .same(VATCode(percent: 21)))
    ])
    desk.venue = desk.venue.with(tariffs: [tariff])
    desk.booker = Booker(category: "entreprise")
    #expect(desk.rule(Self.wednesday) == .noPrice)
    desk.booker = Booker(category: "citoyen")
    #expect(desk.rule(Self.wednesday) == nil)
    desk.booker = .unknown
    #expect(desk.rule(Self.wednesday) == nil)
  }

  @Test(arguments: [
    ("2026-11-03", RefusalRule.qualificationExpired), ("2026-11-04", nil), ("2027-11-03", nil),
  ])
  func `a qualification counts until its last day, that day included`(
    until: String, rule: RefusalRule?
  ) {
    let held = Qualification(
      kind: "laser", from: CivilDate("2025-01-01")!, until: CivilDate(until)!)
    let other = Qualification(kind: "drone", from: CivilDate("2025-01-01")!, until: nil)
    let rules = BookerRules(requires: ["laser"])
    #expect(desk(rules, Booker(qualifications: [held])).rule(Self.wednesday) == rule)
    #expect(
      desk(rules, Booker(qualifications: [other])).rule(Self.wednesday) == .qualificationMissing)
    #expect(desk(rules, Booker(qualifications: [other, held])).rule(Self.wednesday) == rule)
  }

  @Test func `a qualification of so many months ends the day before`() {
    let kind = QualificationKind(id: "laser", name: LocalizedText("Laser"), validMonths: 24)
    #expect(kind.lastDay(from: CivilDate("2026-11-04")!) == CivilDate("2028-11-03"))
    let month = QualificationKind(id: "x", name: LocalizedText("X"), validMonths: 1)
    #expect(month.lastDay(from: CivilDate("2027-01-31")!) == CivilDate("2027-02-27"))
    #expect(month.lastDay(from: CivilDate("2026-12-15")!) == CivilDate("2027-01-14"))
  }

  @Test func `scenario 29: a child of 14 in a group of five on an evening for those of 16`() throws
  {
    let evening = Hours([Hours.Entry(weekly: WeeklyGrid([.friday: [GridSpan("18:00-23:00")!]]))])
    let rules = BookerRules(
      ages: AgeRules(
        minimumAlone: 16, windows: [AgeRules.Window(hours: evening, minimumAge: 16)]))
    let group = Booker(
      age: AgeBand(text: "18-25"),
      party: ["14", "16-17", "18-25", "18-25"].map { AgeBand(text: $0)! })
    var friday = desk(rules, group)
    let refusal = try #require(friday.refusal(friday.ask("2026-11-06T19:00")))
    #expect(refusal.rule == .ageWindow && refusal.code == "not_allowed")
    #expect(refusal.limit == .years(16, during: "18:00-23:00"))
    #expect(refusal.actual == .text("14"))
    let sentence = refusal.message(in: .french)
    #expect(
      sentence.contains("16 ans (18:00-23:00)") && sentence.contains("autorisation d'un parent"))
    // A guardian's signature does not open the evening …
    friday.booker.authorisedUntil = CivilDate("2027-08-31")
    #expect(friday.rule("2026-11-06T19:00") == .ageWindow)
    // … but the afternoon, for which it is needed.
    #expect(friday.rule("2026-11-06T16:00") == nil)
    friday.booker.authorisedUntil = nil
    #expect(friday.rule("2026-11-06T16:00") == .minimumAgeAlone)
    friday.booker.isAccompanied = true
    #expect(friday.rule("2026-11-06T16:00") == nil)
    // Ending as the evening begins is no part of it; one second of it is.
    #expect(friday.rule("2026-11-06T17:00", minutes: 60) == nil)
    #expect(friday.rule("2026-11-06T17:30", minutes: 60) == .ageWindow)
  }

  @Test func `a curfew that crosses midnight holds the next morning too`() {
    let night = Hours([Hours.Entry(weekly: WeeklyGrid([.friday: [GridSpan("22:00-02:00")!]]))])
    let rules = BookerRules(
      ages: AgeRules(windows: [AgeRules.Window(hours: night, minimumAge: 18)]))
    let desk = desk(rules, Booker(age: AgeBand(text: "16-17")))
    #expect(desk.rule("2026-11-07T01:00", minutes: 60) == .ageWindow)
    #expect(desk.rule("2026-11-07T02:00", minutes: 60) == nil)
  }

  @Test(arguments: [
    ("2027-03-01", "2027-08-31"), ("2026-09-01", "2027-08-31"), ("2026-08-31", "2026-08-31"),
  ])
  func `an authorisation is valid one school year`(given: String, last: String) {
    #expect(SchoolYear.lastDay(after: CivilDate(given)!) == CivilDate(last))
  }

  @Test func `an authorisation that has run out is none`() {
    let rules = BookerRules(ages: AgeRules(minimumAlone: 16))
    var booker = Booker(age: AgeBand(text: "12-15"), authorisedUntil: CivilDate("2026-11-03"))
    #expect(desk(rules, booker).rule(Self.wednesday) == .minimumAgeAlone)
    booker.authorisedUntil = CivilDate("2026-11-04")
    #expect(desk(rules, booker).rule(Self.wednesday) == nil)
  }

  @Test(arguments: [
    ("12-15", 12, 15), ("16", 16, 16), ("65+", 65, nil), ("0-11", 0, 11),
  ])
  func `age bands are read and written`(text: String, low: Int, high: Int?) {
    let band = AgeBand(text: text)
    #expect(band?.atLeast == low && band?.atMost == high && band?.description == text)
  }

  @Test(arguments: ["", "-", "15-12", "12-", "-12", "abc", "130", "12-15-18", "12-15+", "+"])
  func `what is no age band is refused`(text: String) {
    #expect(AgeBand(text: text) == nil)
  }

  @Test func `units kept for walk-ins are not given ahead`() {
    let (kept, other) = (DeskFixture.stations[0], DeskFixture.stations[1])
    var desk = desk(BookerRules(keptForWalkIns: [kept]))
    #expect((try? desk.decide(desk.ask(Self.wednesday)).get())?.units == [other])
    #expect(desk.rule(Self.wednesday, units: [kept]) == .keptForWalkIns)
    desk.booker.isWalkIn = true
    #expect((try? desk.decide(desk.ask(Self.wednesday)).get())?.units == [kept])
    desk.booker.isWalkIn = false
    let granted = desk.decide(
      desk.ask(Self.wednesday, units: [kept]), overriding: [.notAllowed])
    #expect((try? granted.get())?.units == [kept])
    for station in DeskFixture.stations.dropFirst() {
      desk.take(station.rawValue, "2026-11-04T13:00", "2026-11-04T16:00")
    }
    #expect(desk.rule(Self.wednesday) == .slotTaken)
  }

  @Test func `where all units are kept, the sentence says so instead of naming hours`() {
    let desk = desk(BookerRules(keptForWalkIns: DeskFixture.stations))
    #expect(desk.rule(Self.wednesday) == .keptForWalkIns)
  }

  @Test func `who may book is asked before quotas, and both before the units`() {
    var desk = desk(
      BookerRules(
        categories: ["asbl"], quotas: [Quota(per: .day, minutes: 0)]),
      Booker(category: "citoyen"))
    for station in DeskFixture.stations {
      desk.take(station.rawValue, "2026-11-04T13:00", "2026-11-04T16:00")
    }
    #expect(desk.rule(Self.wednesday) == .whoMayBook)
    desk.booker.category = "asbl"
    #expect(desk.rule(Self.wednesday) == .quotaHours)
    let taken = desk.decide(desk.ask(Self.wednesday), overriding: [.quota])
    if case .failure(let refused) = taken {
      #expect(refused.refusal.rule == .slotTaken)
    } else {
      Issue.record("the units are taken")
    }
  }
}
