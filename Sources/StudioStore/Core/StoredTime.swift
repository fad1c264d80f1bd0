import Foundation
import GRDB
import StudioBooking

/// Instants as people read them in messages: the venue's clock.
enum VenueTime {
  /// `2026-12-01 15:00`, by the clock on the venue's wall.
  static func text(_ utcSeconds: Int, _ db: Database) throws -> String {
    let local = try VenueRows.load(db).zone.local(atUTC: utcSeconds)
    return local.description.replacing("T", with: " ")
  }
}
