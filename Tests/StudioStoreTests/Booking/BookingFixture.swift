import Foundation
import StudioBooking
import StudioStore
import StudioPublishing
import StudioTestSupport

/// A fresh data folder with the shipped venue, and a clock at Tuesday 2026-11-24 08:00.
struct BookingFixture {
  let temporary: TemporaryFolder
  let folder: DataFolder
  let database: StudioDatabase
  let store: Desk

  init(venue: Venue? = nil, now: String = "2026-11-24T08:00:00+01:00") async throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.file("data"))
    database = try StudioDatabase.create(folder)
    store = Desk(database: database, nowUTC: RFC3339.instant(now)!)
    try await database.apply(try venue ?? SampleVenue.tiersLieu())
    // O-1: whole rooms are for organisations.
    _ = try await database.addOrganisation(
      OrganisationDetails(name: "Asbl Test", category: "asbl"), at: store.nowUTC)
  }

  /// The same data seen by another process, at another time.
  func reopened(now: String = "2026-11-24T08:00:00+01:00") throws -> Desk {
    Desk(database: try StudioDatabase(opening: folder), nowUTC: RFC3339.instant(now)!)
  }
}

extension SampleVenue {
  /// The shipped venue, whose kits may be lent from any half hour for any time up to a week: for tests
  /// about what happens to long loans and not about fixed periods.
  static func lendingFreely() throws -> Venue {
    let venue = try tiersLieu()
    let offerings = venue.offerings.map { offering in
      guard offering.id.rawValue == "podcast-kit" else { return offering }
      let policy = offering.policy
      return offering.with(
        BookingPolicy(
          starts: StartRule(everyMinutes: 30), durationMinutes: 30...(7 * 1440),
          lead: policy.lead, horizonDays: policy.horizonDays, openDuring: policy.openDuring))
    }
    return venue.with(spaces: venue.spaces, offerings: offerings)
  }
}

/// A request in the words of the command line.
func request(
  _ offering: String, _ start: String, minutes: Int? = nil, for person: String = "Alice",
  units: [String] = [], title: String? = nil, overrides: Set<RefusalCode> = [],
  hold: Int? = nil, people: Int? = nil, behalf: BookingBehalf? = nil
) -> BookingRequest {
  let isWhole = offering == "whole-gaming-room"
  let organisation = OrganisationReference.id(OrganisationID(1))
  return BookingRequest(
    offering: OfferingID(rawValue: offering), start: RequestedTime(start)!,
    end: minutes.map { .afterMinutes($0) } ?? .usual,
    units: units.map { UnitID(rawValue: $0) }, person: PersonReference(text: person)!,
    title: title, overrides: overrides, overrideReason: overrides.isEmpty ? nil : "test",
    holdMinutes: hold, people: people,
    behalf: behalf ?? BookingBehalf(organisation: isWhole ? organisation : nil))
}

/// The refusal a body ends in; nil when it ends well.
func refusal(of body: () async throws -> Void) async throws -> Refusal? {
  do {
    try await body()
    return nil
  } catch let refusal as Refusal {
    return refusal
  }
}

/// A store at one instant.
struct Desk {
  let database: StudioDatabase
  let nowUTC: Int

  func venue() async throws -> Venue { try await database.venue() }

  func reserve(
    _ request: BookingRequest, by actor: Actor, key: String? = nil
  ) async throws -> Reservation {
    try await database.reserve(request, by: actor, key: key, at: nowUTC)
  }

  func change(
    _ change: StatusChange, _ id: ReservationID, by actor: Actor, reason: String? = nil,
    expectedVersion: Int? = nil, key: String? = nil
  ) async throws -> Reservation {
    try await database.change(
      change, id, by: actor, reason: reason, expectedVersion: expectedVersion, key: key,
      at: nowUTC)
  }

  func move(
    _ id: ReservationID, to start: String? = nil, minutes: Int? = nil, units: [String] = [],
    by actor: Actor = .staff(nil), expectedVersion: Int? = nil, overrides: Set<RefusalCode> = []
  ) async throws -> Reservation {
    try await database.move(
      id,
      ReservationMove(
        start: start.map { RequestedTime($0)! }, length: minutes.map { .minutes($0) } ?? .same,
        units: units.map { UnitID(rawValue: $0) }, overrides: overrides), by: actor,
      expectedVersion: expectedVersion, at: nowUTC)
  }

  /// The same database at another instant.
  func at(_ time: String) -> Desk { Desk(database: database, nowUTC: RFC3339.instant(time)!) }

  func reservation(_ id: ReservationID, for viewer: Actor) async throws -> Reservation {
    try await database.reservation(id, for: viewer)
  }

  func availability(_ query: AvailabilityQuery) async throws -> Availability {
    try await database.availability(query, at: nowUTC)
  }

  func calendar(
    of space: SpaceID?, in interval: UTCInterval, for viewer: Actor
  ) async throws -> [CalendarEntry] {
    try await database.calendar(of: space, in: interval, for: viewer, at: nowUTC)
  }
}
