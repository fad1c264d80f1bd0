import Foundation
import GRDB
import StudioBooking
import StudioTestSupport

@testable import StudioStore

/// The shipped venue with other rules for one offering.
enum FairnessVenue {
  /// The podcast studio open day and night, with rules and a notice of 24 hours.
  static func studio(
    _ rules: BookerRules, tariffs: [Tariff] = [], duration: ClosedRange<Int> = 30...600,
    releaseAfterMinutes: Int? = nil
  ) throws -> Venue {
    let shipped = try SampleVenue.tiersLieu()
    let policy = BookingPolicy(
      durationMinutes: duration, freeCancelHours: 24, bookers: rules,
      releaseAfterMinutes: releaseAfterMinutes)
    return shipped.with(
      spaces: shipped.spaces.map { Space(id: $0.id, name: $0.name, units: $0.units) },
      offerings: shipped.offerings.map { offering in
        offering.id.rawValue == "podcast-studio"
          ? Offering(
            id: offering.id, name: offering.name, needs: offering.needs, policy: policy,
            tariffs: tariffs) : offering
      })
  }
}

extension BookingFixture {
  /// Every table's number of rows, by name.
  func count(_ sql: String) async throws -> Int {
    try await database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(sql)") ?? -1 }
  }

  /// The minutes a person has left of the first quota of an offering.
  func left(_ person: String, _ offering: String = "podcast-studio", on date: String) async throws
    -> Int?
  {
    let report = try await database.quotas(
      of: SubjectReference(text: person)!, on: CivilDate(date)!, at: store.nowUTC)
    return report.balances.first { $0.offering.rawValue == offering }?.leftMinutes
  }
}
