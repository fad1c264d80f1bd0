public import StudioBooking

extension StudioDatabase {
  /// Puts a venue in place of the one there is, or rehearses that.
  ///
  /// Existing reservations stay; units and offerings the new venue no longer names can no longer
  /// be booked.
  ///
  /// - Parameters:
  ///   - venue: the new venue.
  ///   - isDryRun: write, compare, and roll back.
  /// - Returns: what differs from the venue there was.
  /// - Throws: the store's error.
  @discardableResult
  public func apply(_ venue: Venue, isDryRun: Bool = false) async throws -> VenueChanges {
    do {
      return try await write { db in
        let changes = VenueChanges(from: try VenueRows.loadIfAny(db), to: venue)
        try VenueRows.replace(with: venue, db)
        if isDryRun { throw Rehearsal(changes: changes) }
        return changes
      }
    } catch let rehearsal as Rehearsal {
      return rehearsal.changes
    }
  }
}

/// Ends a transaction that was only tried.
private struct Rehearsal: Error {
  let changes: VenueChanges
}
