import GRDB
public import StudioBooking

extension StudioDatabase: ReservationStore {
  /// The venue as it is configured now.
  public func venue() async throws -> Venue {
    try await read { db in try VenueRows.load(db) }
  }

  /// Books, or says why not with the nearest alternatives.
  public func reserve(
    _ request: BookingRequest, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    do {
      return try await write { db in
        try Self.reserve(request, by: actor, key: key, nowUTC: nowUTC, db)
      }
    } catch let refused as BookingDesk.RefusedRequest {
      // After the rollback: nobody waits for the write lock while alternatives are looked for.
      throw try await withAlternatives(refused, for: request, nowUTC: nowUTC)
    }
  }

  /// Cancels, checks in, approves, rejects or marks a no-show.
  public func change(
    _ change: StatusChange, _ id: ReservationID, by actor: Actor, reason: String? = nil,
    expectedVersion: Int? = nil, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    return try await write { db in
      let request = "\(change.rawValue)|\(id)|\(expectedVersion ?? 0)|\(reason ?? "")"
      return try IdempotencyRows.once(key, request: request, nowUTC: nowUTC, db) {
        let stored = try ReservationRows.find(id, db)
        try change.check(
          stored.reservation, ownedBy: stored.owner, by: actor, expectedVersion: expectedVersion)
        let changed = try ReservationRows.setStatus(change.result, of: stored.reservation, db)
        if change == .checkIn {
          try SessionOpening.open(for: changed, nowUTC: nowUTC, db)
        }
        try HistoryRows.append(
          change.rawValue, to: id, by: actor, details: reason.map { ["reason": $0] } ?? [:],
          nowUTC: nowUTC, db)
        try NonAttendance.settle(
          changed, changedBy: actor, at: try VenueRows.load(db), nowUTC: nowUTC, db)
        return try Self.priced(changed, db)
      }
    }
  }

  /// Finds a reservation; to others than staff and owner it does not exist.
  public func reservation(
    _ id: ReservationID, for viewer: Actor
  ) async throws -> Reservation {
    try await read { db in
      let stored = try ReservationRows.find(id, db)
      guard viewer.seesNames || viewer == .system || viewer == .person(stored.owner) else {
        throw Refusal(.unknownReservation, subject: id.description)
      }
      return try Self.priced(stored.reservation, db)
    }
  }

  /// Lists the bookable times of an offering.
  public func availability(
    _ query: AvailabilityQuery, at nowUTC: Int
  ) async throws -> Availability {
    return try await read { db in
      let venue = try VenueRows.load(db)
      var snapshot = BookingSnapshot(venue: venue)
      if let offering = venue.offering(query.offering) {
        snapshot = try SnapshotRows.load(
          venue, units: offering.candidates, window: query.window(for: offering, at: venue),
          booker: .unknown, db)
      }
      return try BookingDesk.availability(query, snapshot, nowUTC: nowUTC)
    }
  }

  /// Lists what occupies the units of a space (all spaces when nil) in an interval, by time.
  public func calendar(
    of space: SpaceID?, in interval: UTCInterval, for viewer: Actor
  ) async throws -> [CalendarEntry] {
    try await read { db in
      try CalendarRows.load(
        try VenueRows.load(db), space: space, interval: interval, viewer: viewer, db)
    }
  }
}

extension StudioDatabase {
  private static func reserve(
    _ request: BookingRequest, by actor: Actor, key: String?, nowUTC: Int, _ db: Database
  ) throws -> Reservation {
    guard request.overrides.isEmpty || actor.seesNames else {
      throw Refusal(.staffOnly, subject: request.offering.rawValue)
    }
    return try IdempotencyRows.once(key, request: request.fingerprint, nowUTC: nowUTC, db) {
      let venue = try VenueRows.load(db)
      let candidate = try BookingDesk.interpret(request, at: venue)
      let person = try PersonRows.findOrCreate(request.person, nowUTC: nowUTC, db)
      let booker = try BookerRows.load(
        person, for: request.behalf, booking: candidate.offering, within: candidate.interval,
        by: actor, at: venue, nowUTC: nowUTC, db)
      let snapshot = try SnapshotRows.load(
        venue, units: candidate.offering.candidates, window: candidate.claimedInterval,
        booker: booker, db)
      let decision = try BookingDesk.decide(
        candidate, snapshot, nowUTC: nowUTC, overriding: request.overrides)
      var reservation = try ReservationRows.insert(
        decision, person: person.id, title: request.title, zone: venue.zone, nowUTC: nowUTC, db)
      reservation.price = try TermsRows.insert(
        booker, postcode: person.details.postcode, for: reservation, at: venue, nowUTC: nowUTC, db)
      try HistoryRows.append(
        "reserve", to: reservation.id, by: actor, details: details(of: decision, request),
        nowUTC: nowUTC, db)
      return reservation
    }
  }

  private static func details(
    of decision: BookingDecision, _ request: BookingRequest
  ) -> [String: String] {
    var details = ["status": decision.status.rawValue]
    if !decision.overridden.isEmpty {
      details["overridden"] = decision.overridden.map(\.rawValue).joined(separator: ",")
      details["reason"] = request.overrideReason
    }
    return details
  }

  private func withAlternatives(
    _ refused: BookingDesk.RefusedRequest, for request: BookingRequest, nowUTC: Int
  ) async throws -> Refusal {
    guard let search = refused.search else { return refused.refusal }
    return try await read { db in
      let venue = try VenueRows.load(db)
      let window = search.window(at: venue, nowUTC: nowUTC)
      let booker = try BookerRows.load(
        try PersonRows.find(request.person, db), for: request.behalf, booking: search.offering,
        within: window, at: venue, nowUTC: nowUTC, db)
      let snapshot = try SnapshotRows.load(
        venue, units: search.offering.candidates,
        window: window, booker: booker, db)
      return refused.refusal.offering(
        BookingDesk.alternatives(search, snapshot, nowUTC: nowUTC))
    }
  }
}
