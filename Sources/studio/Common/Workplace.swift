import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// What a command works with: the open data folder, its settings and the clock.
struct Workplace {
  let folder: DataFolder
  let store: StudioDatabase
  let settings: StudioConfiguration
  let clock: StudioClock
  let archive: RecordingArchive

  /// Opens the data folder of this run.
  init(_ options: DataOptions) async throws {
    folder = DataFolder(options.folder)
    clock = try .ofThisRun()
    store = try StudioDatabase(opening: folder)
    settings = try await StudioConfiguration(readingFrom: folder)
    archive = RecordingArchive(folder)
  }

  /// UTC seconds now.
  var now: Int { clock.nowUTC }

  /// The public URLs of this installation.
  var addresses: PublicAddresses { PublicAddresses(baseURL: settings.baseURL) }
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
