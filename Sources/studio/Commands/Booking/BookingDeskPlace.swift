import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// What a booking command works with: the open store, the venue, the clock and the language.
///
/// Lighter than ``Workplace``: booking needs no settings and no public files.
struct BookingDeskPlace {
  let store: StudioDatabase
  let venue: Venue
  let clock: StudioClock
  let language: Language

  /// UTC seconds now.
  var now: Int { clock.nowUTC }

  /// The venue's date now.
  var today: CivilDate { venue.zone.local(atUTC: now).date }

  /// Opens the data folder and runs a command there, in the venue's language unless another was
  /// asked for; a refusal is reported in that language.
  static func run(
    _ data: DataOptions, _ output: OutputOptions,
    _ body: (BookingDeskPlace) async throws -> Void
  ) async throws {
    try await reporting(output) {
      let clock = try StudioClock.ofThisRun()
      let store = try StudioDatabase(opening: DataFolder(data.folder))
      let venue = try await store.venue()
      let place = BookingDeskPlace(
        store: store, venue: venue, clock: clock,
        language: output.language(venue: venue.language))
      try await reporting(output, venue: venue.language) { try await body(place) }
    }
  }
}

/// The sentences of the booking commands.
let deskMessages = MessageCatalogue([
  .french: PackageResources.desk_fr_json, .dutch: PackageResources.desk_nl_json,
  .german: PackageResources.desk_de_json, .english: PackageResources.desk_en_json,
])
