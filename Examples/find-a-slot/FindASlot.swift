import StudioBooking

/// Lists the free times of the podcast studio on a day, without any database.
@main struct FindASlot {
  static func main() throws {
    let venue = try SampleVenue.tiersLieu()
    guard let day = CivilDate("2026-12-01"), let now = RFC3339.instant("2026-11-30T09:00:00Z")
    else { return }
    let query = AvailabilityQuery(
      offering: OfferingID(rawValue: "podcast-studio"), firstDate: day, days: 1,
      durationMinutes: 120)
    let free = try BookingDesk.availability(query, BookingSnapshot(venue: venue), nowUTC: now)
    for slot in free.slots { print(slot.start.rfc3339) }
  }
}
