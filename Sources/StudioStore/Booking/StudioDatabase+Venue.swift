import GRDB
import Localization
public import StudioBooking

extension StudioDatabase {
  /// The language the venue speaks; French while there is none.
  func language() async throws -> Language {
    try await read { db in try VenueRows.loadIfAny(db)?.language ?? .french }
  }

  /// Puts a venue in place of the one there is, or rehearses that.
  ///
  /// Existing reservations stay; units and offerings the new venue no longer names can no longer
  /// be booked. Whole rooms gain the units that joined them.
  ///
  /// - Parameters:
  ///   - venue: the new venue.
  ///   - isDryRun: write, compare, and roll back.
  ///   - isConfirmed: whether to do it although reservations lose something by it.
  ///   - nowUTC: the present: reservations that are over are left alone.
  /// - Returns: what differs from the venue there was, and what that means for reservations.
  /// - Throws: the store's error.
  @discardableResult
  public func apply(
    _ venue: Venue, isDryRun: Bool = false, isConfirmed: Bool = true,
    at nowUTC: Int = StudioClock.system.nowUTC
  ) async throws -> VenueOutcome {
    try await rehearsable { db in
      let old = try VenueRows.loadIfAny(db)
      var effects: [ResourceEffect] = []
      if old == nil {
        try VenueRows.replace(with: venue, db)
      } else {
        effects = try BookingTransaction(db, by: .staff(nil), at: nowUTC)
          .replaceVenue(with: venue)
      }
      return VenueOutcome(
        changes: VenueChanges(from: old, to: venue), effects: effects,
        isDryRun: isDryRun, isConfirmed: isConfirmed)
    }
  }
}
