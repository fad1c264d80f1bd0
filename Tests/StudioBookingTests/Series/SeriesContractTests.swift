import Foundation
import StudioTestSupport
import Testing

@testable import StudioBooking

/// The JSON of series and calendars, against docs/schema by PyPI `jsonschema`.
@Suite(.needsPython)
struct SeriesContractTests {
  private func plan() throws -> SeriesPlan {
    var desk = DeskFixture(needs: [.all([DeskFixture.stations[0]])])
    desk.take("A", "2027-03-27T02:00", "2027-03-27T03:00")
    let request = SeriesRequest(
      booking: desk.ask("2027-03-26T02:30", minutes: 30),
      repetition: Repetition(
        rule: try RecurrenceRule(text: "FREQ=DAILY;COUNT=4"),
        exceptDates: [CivilDate("2027-03-29")!]))
    return SeriesDesk.judge(
      try SeriesDesk.interpret(request, at: desk.venue), desk.snapshot, nowUTC: desk.nowUTC)
  }

  private func series() throws -> Series {
    let reservation = Reservation(
      id: ReservationID(17), status: .confirmed, offering: OfferingID(rawValue: "x"),
      units: [JSONContractTests.unit], start: JSONContractTests.start,
      end: JSONContractTests.end, version: 1)
    let plan = try plan()
    return Series(
      id: SeriesID(3), offering: plan.offering.id, person: PersonID(1), title: "T",
      pattern: plan.pattern, sequence: 0, continues: SeriesID(1),
      occurrences: [
        .init(
          local: JSONContractTests.start.local, state: .booked, reservation: reservation,
          reason: nil),
        .init(local: plan.dates[1].local, state: .skipped, reservation: nil, reason: "slot_taken"),
      ])
  }

  @Test func `a preview`() throws {
    let plan = try plan()
    #expect(plan.dates.map(\.state) == ["free", "busy", "missing", "free", "free"])
    #expect(try JSONSchema.problems(plan, "series-preview") == "")
  }

  @Test func `a series and what edits did to it`() throws {
    let series = try series()
    #expect(try JSONSchema.problems(series, "series") == "")
    #expect(try JSONSchema.problems(["id": "SR-3"], "series") != "")
    let outcome = SeriesOutcome(
      series: series, continued: series, changed: series.occurrences.compactMap(\.reservation),
      kept: [.init(ReservationID(7), "moved")])
    #expect(try JSONSchema.problems(outcome, "series-edit") == "")
  }

  @Test func `offers, imports and links`() throws {
    let plan = try plan()
    let offer = SeriesOffer(
      series: SeriesID(3), date: plan.dates[0].local, decision: plan.decisions[0])
    #expect(try JSONSchema.problems([offer], "series-offers") == "")
    let occurrence = ImportedEvents.Occurrence(
      uid: "u", recurrence: "", interval: UTCInterval(startUTC: 0, endUTC: 60), summary: nil)
    let imported = CalendarImport(
      events: [
        .init(occurrence, state: "booked", reservation: ReservationID(1), setAside: [.granularity])
      ], problems: [.init(uid: "u", line: "x")], isDryRun: true)
    #expect(try JSONSchema.problems(imported, "calendar-import") == "")
    let links = [
      CalendarLink(
        id: 1, scope: .person(PersonID(3)), names: true, createdUTC: 0, revokedUTC: 60),
      CalendarLink(id: 2, scope: .venue, names: false, createdUTC: 0, revokedUTC: nil),
    ]
    #expect(try JSONSchema.problems(links, "calendar-links") == "")
  }
}
