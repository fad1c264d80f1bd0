import GRDB
import StudioBooking

extension StudioDatabase {
  /// Runs one write about reservations, once for a key.
  ///
  /// - Parameters:
  ///   - key: the client's key; nil runs it without memory.
  ///   - request: a text equal for equal requests.
  ///   - actor: who asks.
  ///   - nowUTC: the present.
  ///   - body: the whole transaction.
  /// - Returns: what `body` answers, or what it answered before.
  /// - Throws: what `body` throws.
  func write<Answer: Codable & Sendable>(
    _ key: String?, _ request: String, by actor: Actor, at nowUTC: Int,
    _ body: @escaping @Sendable (BookingTransaction) throws -> Answer
  ) async throws -> Answer {
    try await write { db in
      try IdempotencyRows.once(key, request: request, nowUTC: nowUTC, db) {
        try body(try BookingTransaction(db, by: actor, at: nowUTC))
      }
    }
  }

  /// Runs a write, and adds to its refusal the nearest bookings that work.
  ///
  /// They are looked for after the rollback: nobody waits for the write lock meanwhile.
  ///
  /// - Parameters:
  ///   - person: who books, for the rules about persons.
  ///   - behalf: for whom else.
  ///   - isWalkIn: whether they stand at the desk.
  ///   - together: every offering of a booking of several.
  ///   - own: a reservation that is being moved and so is in nobody's way; it says who books.
  ///   - nowUTC: the present.
  ///   - body: the write.
  /// - Returns: what `body` returns.
  /// - Throws: the refusal with alternatives, or any other error of `body` as it is.
  func offeringAlternatives<Answer>(
    for person: PersonReference?, behalf: BookingBehalf = .themselves, isWalkIn: Bool = false,
    together: [OfferingID] = [], ignoring own: ReservationID? = nil, nowUTC: Int,
    _ body: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await body()
    } catch let refused as BookingDesk.RefusedRequest {
      guard let search = refused.search, search.offering.id != .block else {
        throw refused.refusal
      }
      throw refused.refusal.offering(
        try await nearest(
          search, for: person, behalf: behalf, isWalkIn: isWalkIn, together: together,
          ignoring: own, nowUTC: nowUTC))
    }
  }

  /// The nearest bookings that every rule allows a person.
  ///
  /// - Parameters:
  ///   - search: near what.
  ///   - person: who books, for the rules about persons.
  ///   - behalf: for whom else.
  ///   - isWalkIn: whether they stand at the desk.
  ///   - together: every offering of a booking of several.
  ///   - own: a reservation that is being moved and so is in nobody's way; it says who books.
  ///   - nowUTC: the present.
  /// - Returns: at most three, nearest first.
  /// - Throws: a refusal about the person or the organisation, or SQLite's error.
  func nearest(
    _ search: AlternativeSearch, for person: PersonReference?,
    behalf: BookingBehalf = .themselves, isWalkIn: Bool = false, together: [OfferingID] = [],
    ignoring own: ReservationID? = nil, nowUTC: Int
  ) async throws -> [Alternative] {
    let (others, snapshot) = try await read { db in
      let venue = try VenueRows.load(db)
      let others = together.filter { $0 != search.offering.id }.compactMap(venue.offering)
      let window = search.window(at: venue, nowUTC: nowUTC)
      let moved = try own.map { try ReservationRows.find($0, db) }
      let reference = moved.map { $0.owner.map(PersonReference.id) } ?? person
      let booker = try BookerRows.load(
        try reference.flatMap { try PersonRows.find($0, db) },
        for: try own.map { try TermsRows.behalf(of: $0, db) } ?? behalf,
        booking: search.offering, within: window,
        isWalkIn: moved.map { $0.reservation.kind == .walkIn } ?? isWalkIn, ignoring: own,
        at: venue, nowUTC: nowUTC, db)
      let snapshot = try SnapshotRows.load(
        venue, units: search.offering.candidates + others.flatMap(\.candidates),
        window: window, booker: booker, nowUTC: nowUTC, ignoring: own, db)
      return (others, snapshot)
    }
    // Nobody waits for the thinking: the read is over, and refusals are worked out side by side.
    return BookingDesk.alternatives(search, with: others, snapshot, nowUTC: nowUTC)
  }
}
