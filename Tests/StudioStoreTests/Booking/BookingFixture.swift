import Foundation
import StudioBooking
import StudioStore
import StudioTestSupport

/// A fresh data folder with the shipped venue, and a clock at Tuesday 2026-11-24 08:00.
struct BookingFixture {
  let temporary: TemporaryFolder
  let folder: DataFolder
  let database: StudioDatabase
  let store: BookingStore

  init(venue: Venue? = nil, now: String = "2026-11-24T08:00:00+01:00") async throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.file("data"))
    database = try StudioDatabase.create(folder)
    store = BookingStore(database, clock: .fixed(RFC3339.instant(now)!))
    try await store.apply(try venue ?? SampleVenue.tiersLieu())
  }

  /// The same data seen by another process, at another time.
  func reopened(now: String = "2026-11-24T08:00:00+01:00") throws -> BookingStore {
    BookingStore(
      try StudioDatabase(opening: folder), clock: .fixed(RFC3339.instant(now)!))
  }
}

/// A request in the words of the command line.
func request(
  _ offering: String, _ start: String, minutes: Int? = nil, for person: String = "Alice",
  units: [String] = [], title: String? = nil, overrides: Set<RefusalCode> = []
) -> BookingRequest {
  BookingRequest(
    offering: OfferingID(rawValue: offering), start: RequestedTime(start)!,
    end: minutes.map { .afterMinutes($0) } ?? .usual,
    units: units.map { UnitID(rawValue: $0) }, person: PersonReference(text: person)!,
    title: title, overrides: overrides, overrideReason: overrides.isEmpty ? nil : "test")
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
