import GRDB
public import StudioBooking

/// What a change of the venue did, or would do.
public struct VenueOutcome: Hashable, Sendable, Encodable {
  /// What differs, by name.
  public let changes: VenueChanges
  /// What it means for reservations that are not over.
  public let effects: [ResourceEffect]
  /// Whether it is done; false for a rehearsal.
  public let isDone: Bool

  /// Decides whether a change is done: it must be wanted, and confirmed when it takes something
  /// away from reservations.
  init(
    changes: VenueChanges, effects: [ResourceEffect], isDryRun: Bool = false, isConfirmed: Bool
  ) {
    self.changes = changes
    self.effects = effects
    isDone = !isDryRun && (isConfirmed || !effects.contains(where: \.kind.takesAway))
  }
}

extension StudioDatabase {
  /// Changes one room, unit or offering, or rehearses that.
  ///
  /// A change that takes something away from reservations is only rehearsed until it is
  /// confirmed.
  ///
  /// - Parameters:
  ///   - edit: the change.
  ///   - isConfirmed: whether to make it although reservations lose something by it.
  ///   - actor: who asks; staff only.
  ///   - nowUTC: the present.
  /// - Returns: what it did or would do.
  /// - Throws: a refusal, or SQLite's error.
  public func edit(
    _ edit: ResourceEdit, isConfirmed: Bool, by actor: Actor, at nowUTC: Int
  ) async throws -> VenueOutcome {
    try await changeVenue(isConfirmed: isConfirmed, by: actor, at: nowUTC) {
      try edit.applied(to: $0)
    }
  }

  /// Puts what a change makes of the venue in its place, or rehearses that.
  func changeVenue(
    isConfirmed: Bool, by actor: Actor, at nowUTC: Int,
    _ change: @escaping @Sendable (Venue) throws -> Venue
  ) async throws -> VenueOutcome {
    try await rehearsable { db in
      let desk = try BookingTransaction(db, by: actor, at: nowUTC)
      try desk.checkStaff(subject: "venue")
      let new = try change(desk.venue)
      return VenueOutcome(
        changes: VenueChanges(from: desk.venue, to: new),
        effects: try desk.replaceVenue(with: new), isConfirmed: isConfirmed)
    }
  }

  /// Runs a change, and takes it back when its outcome says that it is not to be done.
  func rehearsable(
    _ body: @escaping @Sendable (Database) throws -> VenueOutcome
  ) async throws -> VenueOutcome {
    do {
      return try await write { db in
        let outcome = try body(db)
        guard outcome.isDone else { throw Rehearsal(outcome: outcome) }
        return outcome
      }
    } catch let rehearsal as Rehearsal {
      return rehearsal.outcome
    }
  }
}

/// Ends a transaction that was only tried.
private struct Rehearsal: Error {
  let outcome: VenueOutcome
}
