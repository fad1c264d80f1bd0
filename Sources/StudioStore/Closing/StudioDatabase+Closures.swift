import GRDB
public import StudioBooking

extension StudioDatabase: ClosureStore {
  /// Says whom a closure would hit and where each could go; changes nothing.
  public func planClosure(
    _ request: ClosureRequest, at nowUTC: Int
  ) async throws -> Closure {
    let (venue, exception, hits) = try await read { db in
      let desk = try BookingTransaction(db, by: .staff(nil), at: nowUTC)
      let exception = try request.exception(at: desk.venue)
      let hits = try desk.hits(of: exception).map { (stored: $0, decision: ClosureDecision?.none) }
      return (desk.venue, exception, hits)
    }
    return Closure(
      id: nil, exception: exception, zone: venue.zone, reason: request.reason,
      hits: try await proposals(for: hits, besides: exception, nowUTC: nowUTC))
  }

  /// Closes or opens: from now on the hours hold; each reservation hit waits for a decision.
  public func confirmClosure(
    _ request: ClosureRequest, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> ClosureID {
    let number = try await write(key, request.fingerprint, by: actor, at: nowUTC) { desk in
      try desk.close(request).number
    }
    return ClosureID(number)
  }

  /// A closure with those it hits and where each could go now.
  public func closure(_ id: ClosureID, at nowUTC: Int) async throws -> Closure {
    let stored = try await read { db in try ClosureRows.find(id, db) }
    return try await closure(stored, nowUTC: nowUTC)
  }

  /// The closures and openings that are not over, by time, with what they hit.
  public func closures(at nowUTC: Int) async throws -> [Closure] {
    let current = try await read { db in try ClosureRows.current(nowUTC: nowUTC, db) }
    var closures: [Closure] = []
    for stored in current { closures.append(try await closure(stored, nowUTC: nowUTC)) }
    return closures
  }

  /// Takes a closure back; what was decided meanwhile stays decided.
  ///
  /// An opening whose end would leave reservations before a locked door is taken back only when that
  /// is confirmed: until then the answer has no number and lists them.
  public func liftClosure(
    _ id: ClosureID, isConfirmed: Bool = false, by actor: Actor, key: String? = nil,
    at nowUTC: Int
  ) async throws -> Closure {
    let (lifted, isDone): (LiftedClosure, Bool)
    do {
      lifted = try await write(key, "lift|\(id)", by: actor, at: nowUTC) { desk in
        try desk.lift(id, isConfirmed: isConfirmed)
      }
      isDone = true
    } catch let unconfirmed as LiftedClosure.Unconfirmed {
      (lifted, isDone) = (unconfirmed.lifted, false)
    }
    return try await closure(
      lifted.stored, cases: lifted.cases, isDone: isDone, nowUTC: nowUTC)
  }

  /// Decides about a reservation that closures hit.
  public func decide(
    _ decision: ClosureDecision, _ id: ReservationID, move: ReservationMove? = nil,
    by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    let request = RequestFingerprint.text([
      "decide", decision.rawValue, id.description, move?.fingerprint ?? "",
    ])
    return try await offeringAlternatives(for: nil, ignoring: id, nowUTC: nowUTC) {
      try await self.write(key, request, by: actor, at: nowUTC) { desk in
        try desk.decide(decision, id, move: move)
      }
    }
  }

  /// A closure with its cases, those in the database when none are given.
  private func closure(
    _ stored: ClosureRows.Stored, cases: [(id: ReservationID, decision: ClosureDecision?)]? = nil,
    isDone: Bool = true, nowUTC: Int
  ) async throws -> Closure {
    let closing = stored.exception.closing
    let (venue, hits) = try await read { db in
      let venue = try VenueRows.load(db)
      let over = try DueRows.overdue(nowUTC: nowUTC, db)
      let hits = try (cases ?? ClosureRows.cases(of: stored.id, db)).map { id, decision in
        (stored: try ReservationRows.find(id, db), decision: decision)
      }.filter { hit in
        // One that was moved away, or ended in another way, needs no decision any more.
        let reservation = hit.stored.reservation
        return hit.decision != nil
          || !over.contains(reservation.id.number)
            && ClosureHit.isHit(reservation, by: closing, at: venue)
      }
      return (venue, hits)
    }
    return Closure(
      id: isDone ? stored.id : nil, exception: stored.exception, zone: venue.zone,
      reason: stored.reason, hits: try await proposals(for: hits, besides: closing, nowUTC: nowUTC))
  }

  /// Adds names and up to three other times to the reservations hit.
  ///
  /// Each is looked at in a read of its own: a day with forty bookings must not hold up a commit.
  ///
  /// - Parameters:
  ///   - hits: the reservations and what was decided.
  ///   - planned: a closure that may not be in the database yet, or no longer.
  ///   - nowUTC: the present.
  /// - Returns: the hits.
  /// - Throws: SQLite's error.
  private func proposals(
    for hits: [(stored: ReservationRows.Stored, decision: ClosureDecision?)],
    besides planned: HoursException?, nowUTC: Int
  ) async throws -> [ClosureHit] {
    var found: [ClosureHit] = []
    for (stored, decision) in hits {
      found.append(
        try await read { db in
          let person = try stored.owner.map { try PersonRows.record($0, db) }
          return ClosureHit(
            reservation: stored.reservation, person: person?.displayName,
            alternatives: decision == nil
              ? try ClosureProposals.alternatives(
                for: stored.reservation, of: person, besides: planned, nowUTC: nowUTC, db)
              : [], decision: decision)
        })
    }
    return found
  }
}
