import Foundation
import StudioBooking
import StudioTestSupport
import Testing

/// Every row of both of the town's tables books from its venue file alone.
@Suite struct EveryRowTests {
  /// One row: what is booked, by whom, and what comes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    let file: String
    let offering: String
    let start: String
    let end: String
    var booker = Booker.unknown
    let units: [String]
    var status = ReservationStatus.confirmed
    let cents: Int?
    var testDescription: String { "\(offering) \(start)" }
  }

  static let asbl = Booker(organisation: OrganisationID(1), category: "asbl")
  static let hub = Booker(organisation: OrganisationID(2), category: "start-up")
  static func holder(_ kind: String, _ category: String = "citoyen", age: String = "26-64")
    -> Booker
  {
    Booker(
      category: category, age: AgeBand(text: age),
      qualifications: [
        Qualification(kind: kind, from: CivilDate("2026-01-01")!, until: CivilDate("2027-12-31")!)
      ])
  }
  static let (a, b) = ("tiers-lieu", "tiers-lieu-complet")

  static let rows: [Row] = [
    Row(
      file: a, offering: "podcast-studio", start: "2026-12-01T19:00", end: "2026-12-01T21:00",
      booker: Booker(category: "citoyen"), units: ["studio"], cents: 2000),
    Row(
      file: a, offering: "podcast-studio-tech", start: "2026-12-03T18:00",
      end: "2026-12-03T21:00", booker: Booker(category: "hors-commune"),
      units: ["studio", "technicien"], status: .requested, cents: 3 * 3500),
    Row(
      file: a, offering: "podcast-kit", start: "2026-12-04T17:00", end: "2026-12-07T09:00",
      booker: Booker(category: "etudiant"), units: ["kit-1"], cents: 3000),
    Row(
      file: a, offering: "podcast-kit", start: "2026-12-03T13:00", end: "2026-12-03T17:00",
      booker: Booker(category: "asbl"), units: ["kit-1"], cents: 1000),
    Row(
      file: a, offering: "gaming-station", start: "2026-11-25T14:00", end: "2026-11-25T15:30",
      booker: Booker(category: "etudiant"), units: ["PC-1"], cents: 150),
    Row(
      file: a, offering: "whole-gaming-room", start: "2026-12-12T09:00", end: "2026-12-12T17:00",
      booker: asbl,
      units: ["PC-1", "PC-2", "PC-3", "PC-4", "PC-5", "PC-6", "CONSOLE-1", "CONSOLE-2"],
      status: .requested, cents: 6 * 2500),
    Row(
      file: b, offering: "bureau", start: "2026-11-27T08:30", end: "2026-11-27T12:30",
      units: ["BUREAU-1"], cents: 500),
    Row(
      file: b, offering: "bureau", start: "2026-11-27T08:30", end: "2026-11-27T17:00",
      units: ["BUREAU-1"], cents: 1000),
    Row(
      file: b, offering: "bureau-mensuel", start: "2026-12-01T08:30", end: "2026-12-31T17:00",
      units: ["BUREAU-5"], status: .requested, cents: 9000),
    Row(
      file: b, offering: "decoupe-laser", start: "2026-11-25T18:00", end: "2026-11-25T19:30",
      booker: holder("laser", "professionnel"), units: ["LASER"], cents: 3750 + 788),
    // Ends while the fablab is closed, the next morning.
    Row(
      file: b, offering: "impression-3d", start: "2026-11-25T19:00", end: "2026-11-26T09:00",
      booker: holder("impression-3d"), units: ["PRUSA-1"], cents: 400),
    Row(
      file: b, offering: "salle-a", start: "2026-11-26T18:00", end: "2026-11-26T20:00",
      booker: asbl, units: ["SALLE-A"], cents: 1200 + 1000),
    Row(
      file: b, offering: "salle-b", start: "2026-11-26T18:00", end: "2026-11-26T20:00",
      booker: Booker(organisation: OrganisationID(5), category: "entreprise"),
      units: ["SALLE-B"], cents: 6000 + 1260 + 2500 + 525),
    Row(
      file: b, offering: "salle-ab", start: "2026-11-28T09:00", end: "2026-11-28T19:00",
      booker: Booker(organisation: OrganisationID(3), category: "service-communal"),
      units: ["SALLE-A", "SALLE-B"], cents: 0),
    Row(
      file: b, offering: "epn-poste", start: "2026-11-25T09:00", end: "2026-11-25T10:15",
      units: ["EPN-1"], cents: nil),
    Row(
      file: b, offering: "ifapme-cours", start: "2027-03-10T18:00", end: "2027-03-10T21:00",
      booker: Booker(organisation: OrganisationID(4), category: "ecole"), units: ["FORMATION"],
      cents: 0),
    Row(
      file: b, offering: "vol-drone", start: "2026-11-28T10:00", end: "2026-11-28T12:00",
      booker: holder("drone-a1a3", "professionnel"), units: ["DRONE-1", "PLAINE"],
      cents: 9000 + 1890),
    Row(
      file: b, offering: "vol-drone", start: "2026-11-28T10:00", end: "2026-11-28T12:00",
      booker: holder("drone-a1a3", "jeune", age: "16-17"), units: ["DRONE-1", "PLAINE"],
      cents: 1000),
    Row(
      file: b, offering: "coaching", start: "2026-11-26T10:00", end: "2026-11-26T11:00",
      booker: hub, units: ["COACH"], cents: 0),
    Row(
      file: b, offering: "bureau-hub", start: "2027-01-04T08:30", end: "2027-02-03T17:00",
      booker: hub, units: ["HUB-1"], status: .requested, cents: 22_000 + 4620),
  ]

  static func venue(_ file: String) throws -> Venue {
    let url = PackageRoot.url.appending(path: "Samples/venues/\(file).json")
    return try JSONDecoder().decode(Venue.self, from: Data(contentsOf: url))
  }

  static let nowUTC = RFC3339.instant("2026-11-24T08:00:00+01:00")!

  static func decide(_ row: Row, as booker: Booker? = nil) throws -> BookingDecision {
    let venue = try Self.venue(row.file)
    let candidate = try BookingDesk.interpret(
      BookingRequest(
        offering: OfferingID(rawValue: row.offering), start: RequestedTime(row.start)!,
        end: .at(RequestedTime(row.end)!), person: .name("Test")), at: venue)
    return try BookingDesk.decide(
      candidate, BookingSnapshot(venue: venue, booker: booker ?? row.booker), nowUTC: nowUTC)
  }

  @Test(arguments: rows) func `a row books, on these units, at this price`(row: Row) throws {
    let decision = try Self.decide(row)
    #expect(decision.units.map(\.rawValue) == row.units)
    #expect(decision.status == row.status)
    let venue = try Self.venue(row.file)
    let offering = try #require(venue.offering(decision.offering))
    let date = venue.zone.local(atUTC: decision.interval.startUTC).date
    let price = offering.tariff(on: date)?.price(
      of: decision.interval, offering, category: row.booker.category, at: venue)
    #expect(price?.totalCents == row.cents)
  }

  @Test(arguments: [a, b]) func `the rows are all there are`(file: String) throws {
    let venue = try Self.venue(file)
    let booked = Set(Self.rows.filter { $0.file == file }.map(\.offering))
    #expect(booked == Set(venue.offerings.map(\.id.rawValue)))
    #expect(venue.carriedSettings.allSatisfy { $0.hasSuffix("releaseAfterMinutes") })
    let again = try JSONDecoder().decode(Venue.self, from: try JSONEncoder().encode(venue))
    #expect(again == venue)
  }

  @Test(arguments: [
    ("whole-gaming-room", Booker(category: "citoyen"), RefusalRule.organisationsOnly),
    ("gaming-station", Booker(category: "entreprise"), .noPrice),
    ("podcast-studio", Booker(age: AgeBand(text: "12-15")), .minimumAgeAlone),
    ("decoupe-laser", .unknown, .qualificationMissing),
    ("decoupe-laser", holder("laser", age: "12-15"), .minimumAge),
    ("vol-drone", holder("drone-a1a3", age: "14-15"), .minimumAgeAlone),
    ("coaching", asbl, .whoMayBook), ("coaching", Booker(category: "citoyen"), .organisationsOnly),
    ("ifapme-cours", hub, .whoMayBook),
  ])
  func `the wrong person is told why`(
    offering: String, booker: Booker, rule: RefusalRule
  ) throws {
    let row = try #require(Self.rows.first { $0.offering == offering })
    #expect {
      _ = try Self.decide(row, as: booker)
    } throws: { error in
      (error as? BookingDesk.RefusedRequest)?.refusal.rule == rule
    }
  }

  @Test func `the technician's own hours hold for the studio with technician`() throws {
    let venue = try Self.venue(Self.a)
    func rule(_ start: String) -> RefusalRule? {
      do throws(BookingDesk.RefusedRequest) {
        let candidate = try BookingDesk.interpret(
          BookingRequest(
            offering: OfferingID(rawValue: "podcast-studio-tech"), start: RequestedTime(start)!,
            person: .name("Test")), at: venue)
        _ = try BookingDesk.decide(
          candidate, BookingSnapshot(venue: venue), nowUTC: Self.nowUTC)
        return nil
      } catch {
        return error.refusal.rule
      }
    }
    // Thursday: the studio is open until 22:00, the technician there until 21:00.
    #expect(rule("2026-12-03T19:00") == nil)
    #expect(rule("2026-12-03T19:30") == .openingHours)
    // Monday: the studio is open, the technician is not there.
    #expect(rule("2026-11-30T10:00") == .closedDay)
  }
}
