import Foundation
import StudioTestSupport
import Testing

@testable import StudioBooking

/// The JSON people's programs read, against docs/schema by PyPI `jsonschema`.
@Suite(.needsPython)
struct JSONContractTests {
  static let start = ZonedInstant(
    utc: RFC3339.instant("2026-12-01T13:00:00Z")!, offsetSeconds: 3600)
  static let end = ZonedInstant(utc: start.utc + 5400, offsetSeconds: 3600)
  static let unit = UnitID(rawValue: "PC-3")

  @Test func `a reservation`() throws {
    let reservation = Reservation(
      id: ReservationID(17), status: .confirmed, offering: OfferingID(rawValue: "x"),
      units: [Self.unit], start: Self.start, end: Self.end, version: 1)
    #expect(try JSONSchema.problems(reservation, "book") == "")
    #expect(try JSONSchema.problems(["id": "17"], "book") != "")
    let held = Reservation(
      id: ReservationID(17), status: .held, offering: .block, units: [Self.unit],
      start: Self.start, end: Self.end, version: 3, kind: .walkIn, heldUntil: Self.end,
      group: ReservationID(16), people: 4)
    #expect(try JSONSchema.problems(held, "book") == "")
    let again = try JSONDecoder().decode(Reservation.self, from: JSONEncoder().encode(held))
    #expect(again == held)
  }

  @Test func `history, waitlist, closures and what a change of the venue means`() throws {
    let reservation = Reservation(
      id: ReservationID(17), status: .confirmed, offering: OfferingID(rawValue: "x"),
      units: [Self.unit], start: Self.start, end: Self.end, version: 1)
    let entry = HistoryEntry(
      reservation: reservation.id, version: 1, atUTC: Self.start.utc, actor: "staff:P-1",
      change: "reserve", details: ReservationField.changes(from: nil, to: reservation))
    #expect(try JSONSchema.problems([entry], "history") == "")
    let waiting = WaitlistEntry(
      id: WaitlistID(3), offering: OfferingID(rawValue: "x"), person: PersonID(4),
      start: Self.start, end: Self.end, status: .offered, reservation: reservation.id,
      offeredUntil: Self.end, skipped: "quota")
    #expect(try JSONSchema.problems(waiting, "waitlist") == "")
    let closure = Closure(
      id: ClosureID(1),
      exception: HoursException(
        kind: .closure, scope: .unit(Self.unit),
        interval: UTCInterval(startUTC: Self.start.utc, endUTC: Self.end.utc)),
      zone: VenueZone(identifier: "Europe/Brussels")!, reason: "r",
      hits: [
        ClosureHit(
          reservation: reservation, person: "P",
          alternatives: [Alternative(start: Self.start, end: Self.end, units: [Self.unit])],
          decision: .keep)
      ])
    #expect(try JSONSchema.problems(closure, "closure") == "")
    let refusal = Refusal(
      .staleVersion, subject: "R-17",
      versions: ReservationVersions(seen: reservation, current: reservation))
    let body = RefusalBody(refusal: refusal, message: "m")
    #expect(try JSONSchema.problems(["error": body], "error") == "")
  }

  static func payment(_ state: PaymentState) throws -> Payment {
    let venue = try SampleVenue.tiersLieu()
    let offering = try #require(venue.offering(OfferingID(rawValue: "podcast-studio-tech")))
    let price = offering.tariffs[0].price(
      of: UTCInterval(startUTC: start.utc, endUTC: end.utc), offering, category: "citoyen",
      at: venue)
    return Payment(
      price: try #require(price), state: state,
      communication: StructuredCommunication(for: ReservationID(17)))
  }

  @Test(arguments: PaymentState.allCases)
  func `a reservation with a price, which reads back unchanged`(state: PaymentState) throws {
    let reservation = Reservation(
      id: ReservationID(17), status: .confirmed, offering: OfferingID(rawValue: "x"),
      units: [Self.unit], start: Self.start, end: Self.end, version: 1,
      price: try Self.payment(state))
    #expect(try JSONSchema.problems(reservation, "book") == "")
    let again = try JSONDecoder().decode(
      Reservation.self, from: try JSONEncoder().encode(reservation))
    #expect(again == reservation)
  }

  @Test func `people, organisations, quotas, statements and accounts`() throws {
    let organisation = Organisation(
      id: OrganisationID(2),
      details: OrganisationDetails(
        name: "Asbl", category: "asbl", companyNumber: CompanyNumber(text: "0403170701"),
        email: "a@b.be", postcode: "6900"))
    #expect(try JSONSchema.problems(organisation, "organisation") == "")
    let person = Person(
      id: PersonID(3),
      details: PersonDetails(
        name: "Léa", email: "a@b.be", phone: "1", category: "citoyen", postcode: "6900",
        age: AgeBand(text: "12-15"), guardian: PersonID(4)))
    #expect(try JSONSchema.problems(person, "person") == "")
    let day = try #require(CivilDate("2026-12-01"))
    let record = PersonRecord(
      person: person, role: .member, organisations: [organisation],
      qualifications: [Qualification(kind: "laser", from: day, until: nil)],
      authorisations: [Authorisation(guardian: PersonID(4), given: day, until: day)],
      reservations: 2)
    #expect(try JSONSchema.problems(record, "person") == "")

    let venue = try SampleVenue.tiersLieu()
    let report = QuotaReport(
      subject: "P-3",
      balances: QuotaReport.balances(
        of: Booker(person: PersonID(3)), booking: venue.offerings[0], on: day, at: venue),
      entries: HourCause.allCases.map {
        QuotaReport.Entry(
          reservation: ReservationID(1), offering: OfferingID(rawValue: "x"), start: Self.start,
          end: Self.end, cause: $0, at: Self.start)
      })
    #expect(!report.balances.isEmpty)
    #expect(try JSONSchema.problems(report, "quota") == "")

    let entry = StatementEntry(
      reservation: ReservationID(1), offering: OfferingID(rawValue: "x"),
      payer: .organisation(OrganisationID(2)), payerName: "Asbl", start: Self.start, end: Self.end,
      status: .confirmed, payment: try Self.payment(.due))
    let statement = Statement(
      payer: .organisation(OrganisationID(2)), name: "Asbl", month: day, entries: [entry])
    #expect(try JSONSchema.problems(statement, "statement") == "")
    #expect(try JSONSchema.problems([entry], "accounting") == "")
  }

  @Test func `availability`() throws {
    let answer = Availability(
      offering: OfferingID(rawValue: "x"), zone: "Europe/Brussels",
      slots: [.init(start: Self.start, end: Self.end, freeUnits: [Self.unit])])
    #expect(try JSONSchema.problems(answer, "availability") == "")
  }

  @Test(arguments: ["Title", nil]) func `calendar`(title: String?) throws {
    let entry = CalendarEntry(
      id: ReservationID(1), unit: Self.unit, start: Self.start, end: Self.end,
      status: .requested, title: title)
    #expect(try JSONSchema.problems([entry], "calendar") == "")
  }

  @Test(arguments: [RefusalRule.slotTaken, .horizon]) func `errors`(rule: RefusalRule) throws {
    let isTaken = rule == .slotTaken
    let refusal = Refusal(
      rule, subject: "x", limit: isTaken ? nil : .minutes(90),
      conflict: isTaken ? Conflict(unit: Self.unit, start: Self.start, end: Self.end) : nil,
      alternatives: [Alternative(start: Self.start, end: Self.end, units: [Self.unit])])
    let body = RefusalBody(refusal: refusal, message: "m")
    #expect(try JSONSchema.problems(["error": body], "error") == "")
  }

  @Test func `availability together`() throws {
    let answer = Availability(
      offering: OfferingID(rawValue: "x"), zone: "Europe/Brussels",
      slots: [
        .init(start: Self.start, end: Self.end, freeUnits: [Self.unit], together: [Self.unit])
      ])
    #expect(try JSONSchema.problems(answer, "availability") == "")
  }

  @Test(arguments: [60, 45]) func `why`(minutes: Int) throws {
    let desk = DeskFixture(policy: BookingPolicy(durationMinutes: 60...120))
    let request = desk.ask("2026-11-04T10:00", minutes: minutes)
    let answer = BookingDesk.explain(
      try BookingDesk.interpret(request, at: desk.venue), desk.snapshot, nowUTC: desk.nowUTC)
    let found = Alternative(start: Self.start, end: Self.end, units: [Self.unit])
    #expect(try JSONSchema.problems(answer.offering([found]), "why") == "")
  }

  @Test func `reports`() throws {
    let period = ReportPeriod("2026-11")!
    let use = Utilisation(
      period, by: .unit, space: nil, at: DeskFixture().venue, exceptions: [], uses: [])
    #expect(try JSONSchema.problems(use, "utilisation") == "")
    let missed = NoShowReport.Outcome(
      offering: OfferingID(rawValue: "x"), person: PersonID(1), status: .noShow, seconds: 60)
    #expect(try JSONSchema.problems(NoShowReport(period, [missed, missed]), "no-show") == "")
    let visits = (1...6).map {
      SubsidyReport.Visit(
        person: PersonID($0), ageBand: "12-15", postcode: nil, people: 2, seconds: 3600)
    }
    #expect(try JSONSchema.problems(SubsidyReport(period, visits), "subsidy") == "")
  }

  @Test func `agenda`() throws {
    #expect(try JSONSchema.problems(AgendaTests.agenda, "agenda") == "")
  }
}
