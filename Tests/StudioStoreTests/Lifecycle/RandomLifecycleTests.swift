import Foundation
import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// Random lives of reservations against the naive desk.
@Suite(.serialized) struct RandomLifecycleTests {
  /// Sequences a batch; each begins a fortnight later, in the same database.
  static let sequences = isTorture ? 25 : 10
  static let isTorture = ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1"

  @Test(arguments: 0..<(isTorture ? 400 : 6))
  func `every answer and every claim agrees with a naive desk, and histories replay`(
    batch: Int
  ) async throws {
    let fixture = try await BookingFixture(venue: ModelVenue.venue, now: "2026-10-12T08:00:00Z")
    var driver = LifecycleDriver(
      database: fixture.database, desk: NaiveDesk(now: fixture.store.nowUTC),
      random: SeededGenerator(seed: UInt64(batch) + 7000), label: "batch \(batch)",
      // Every other batch never lets a clock pass run: what is over must be over all the same.
      hasClock: batch % 2 == 0)
    for _ in 0..<Self.sequences {
      for _ in 0..<24 { try await driver.step() }
      try await driver.check()
      try await driver.startAnew()
    }
  }
}
