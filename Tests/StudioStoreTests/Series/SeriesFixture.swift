import Foundation
import StudioBooking
import StudioStore

/// A venue of one always-open room with two studios, so that only series rules matter.
enum SeriesFixture {
  static func venue() -> Venue {
    let units = ["A", "B"].map {
      BookableUnit(id: UnitID(rawValue: $0), name: LocalizedText("Studio \($0)"), kind: "room")
    }
    let policy = BookingPolicy(
      starts: StartRule(everyMinutes: 30), durationMinutes: 30...720, defaultDurationMinutes: 60)
    return Venue(
      name: LocalizedText("Maison"), zone: VenueZone(identifier: "Europe/Brussels")!,
      spaces: [
        Space(id: SpaceID(rawValue: "room"), name: LocalizedText("Salle"), units: units)
      ],
      offerings: [
        Offering(
          id: OfferingID(rawValue: "one"), name: LocalizedText("Studio A"),
          needs: [.all([UnitID(rawValue: "A")])], policy: policy),
        Offering(
          id: OfferingID(rawValue: "any"), name: LocalizedText("Un studio"),
          needs: [.any(count: 1, of: units.map(\.id))], policy: policy),
      ])
  }

  static func request(
    _ rule: String, _ start: String, minutes: Int = 60, offering: String = "one",
    for person: String = "lea@example.be", skip: Bool = false
  ) throws -> SeriesRequest {
    SeriesRequest(
      booking: StudioStoreTests.request(offering, start, minutes: minutes, for: person),
      repetition: Repetition(rule: try RecurrenceRule(text: rule)),
      onConflict: skip ? .skip : .refuse)
  }

  static func local(_ text: String) -> LocalDateTime { LocalDateTime(text)! }
}

extension Series {
  /// The starts of what is booked, on the clock.
  var booked: [String] {
    occurrences.compactMap(\.reservation).filter(\.status.ownsClaims)
      .map(\.start.local.description).sorted()
  }
}
