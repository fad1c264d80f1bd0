import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// What a command works with: the open data folder, its venue and settings, the clock, the language.
struct Workplace {
  let folder: DataFolder
  let store: StudioDatabase
  /// The venue as it was when the command began.
  let venue: Venue
  let settings: StudioConfiguration
  let clock: StudioClock
  let archive: RecordingArchive
  /// The language this command speaks.
  let language: Language

  /// Opens the data folder of this run.
  init(_ options: DataOptions, _ output: OutputOptions) async throws {
    folder = DataFolder(options.folder)
    clock = try .ofThisRun()
    store = try StudioDatabase(opening: folder)
    // Only now is it known to be a data folder: a mistyped --data may have a tmp/ that is not ours.
    folder.removeOrphans()
    venue = try await store.venue()
    settings = try await StudioConfiguration(readingFrom: folder)
    archive = RecordingArchive(folder)
    language = output.language(venue: venue.language)
  }

  /// UTC seconds now.
  var now: Int { clock.nowUTC }

  /// The venue's date now.
  var today: CivilDate { venue.zone.local(atUTC: now).date }

  /// The public URLs of this installation.
  var addresses: PublicAddresses { PublicAddresses(baseURL: settings.baseURL) }

  /// What the public pages say about a venue.
  private static func publicVenue(_ venue: Venue) -> PublicVenue {
    PublicVenue(
      names: Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, venue.name.text(in: $0)) }),
      zone: venue.zone.timeZone)
  }

  /// The builder of this installation's public folder.
  var builder: PublicBuilder {
    PublicBuilder(
      folder: folder, store: store, addresses: addresses,
      venue: { [store] in Self.publicVenue(try await store.venue()) },
      now: { [clock] in clock.nowUTC })
  }

  /// The desk that puts shows and episodes before the public.
  var publishingDesk: PublishingDesk {
    PublishingDesk(store: store, builder: builder, addresses: addresses)
  }

  /// Staff, who are named in the history when they say who they are.
  ///
  /// - Parameter person: their number.
  /// - Returns: the actor; who was merged into another is the other.
  /// - Throws: `unknown_person` for a number nobody has.
  func staff(_ person: PersonID?) async throws -> Actor {
    guard let person else { return .staff(nil) }
    return .staff(try await store.person(.id(person)).person.id)
  }

  /// Opens the data folder and works there; a refusal is reported in the venue's language unless
  /// another was asked for.
  static func run(
    _ data: DataOptions, _ output: OutputOptions, _ body: (Workplace) async throws -> Void
  ) async throws {
    try await reporting(output) {
      let place = try await Workplace(data, output)
      try await reporting(output, venue: place.venue.language) { try await body(place) }
    }
  }
}

extension StudioClock {
  /// The machine's clock, or the instant that `STUDIO_NOW` holds it at.
  ///
  /// - Returns: the clock of this run; a held clock is announced on stderr.
  /// - Throws: ``UsageRefusal`` when `STUDIO_NOW` is not an RFC 3339 instant.
  static func ofThisRun() throws -> StudioClock {
    guard let text = ProcessInfo.processInfo.environment["STUDIO_NOW"], !text.isEmpty else {
      return .system
    }
    guard let instant = RFC3339.instant(text) else {
      throw UsageRefusal.badClock(text)
    }
    Terminal.warn("STUDIO_NOW: \(RFC3339.utc(instant))")
    return .fixed(instant)
  }
}
