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
    try await offeringAlternatives(
      for: request.person, behalf: request.behalf, nowUTC: nowUTC
    ) {
      try await self.write(key, request.fingerprint, by: actor, at: nowUTC) { desk in
        try desk.reserve(request)
      }
    }
  }

  /// Books several offerings for one time, all or none; the answers stand in the order asked.
  public func reserveTogether(
    _ requests: [BookingRequest], by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> [Reservation] {
    guard let first = requests.first else { return [] }
    let fingerprint = RequestFingerprint.text(requests.map(\.fingerprint))
    return try await offeringAlternatives(
      for: first.person, behalf: first.behalf, together: requests.map(\.offering), nowUTC: nowUTC
    ) {
      try await self.write(key, fingerprint, by: actor, at: nowUTC) { desk in
        try desk.reserveTogether(requests)
      }
    }
  }

  /// Cancels, confirms, checks in, approves, rejects or marks a no-show.
  public func change(
    _ change: StatusChange, _ id: ReservationID, by actor: Actor, reason: String? = nil,
    expectedVersion: Int? = nil, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    let request = "\(change.rawValue)|\(id)|\(expectedVersion ?? 0)|\(reason ?? "")"
    return try await write(key, request, by: actor, at: nowUTC) { desk in
      try desk.change(change, id, reason: reason, expectedVersion: expectedVersion)
    }
  }

  /// Gives a reservation another time, length or unit, or says why not with alternatives.
  public func move(
    _ id: ReservationID, _ move: ReservationMove, by actor: Actor, expectedVersion: Int? = nil,
    key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    let request = "\(id)|\(expectedVersion ?? 0)|\(move.fingerprint)"
    return try await offeringAlternatives(for: nil, ignoring: id, nowUTC: nowUTC) {
      try await self.write(key, request, by: actor, at: nowUTC) { desk in
        try desk.move(id, move, expectedVersion: expectedVersion)
      }
    }
  }

  /// Lets somebody in who came without a booking.
  public func walkIn(
    _ walkIn: WalkIn, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    try await offeringAlternatives(
      for: walkIn.person, behalf: walkIn.behalf, isWalkIn: true, nowUTC: nowUTC
    ) {
      try await self.write(key, walkIn.fingerprint, by: actor, at: nowUTC) { desk in
        try desk.walkIn(walkIn)
      }
    }
  }

  /// Keeps units from everybody.
  public func block(
    _ block: UnitBlock, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    try await offeringAlternatives(for: nil, nowUTC: nowUTC) {
      try await self.write(key, block.fingerprint, by: actor, at: nowUTC) { desk in
        try desk.block(block)
      }
    }
  }

  /// Finds a reservation; to others than staff and owner it does not exist.
  public func reservation(
    _ id: ReservationID, for viewer: Actor
  ) async throws -> Reservation {
    try await read { db in try ReservationRows.find(id, visibleTo: viewer, db).reservation }
  }

  /// What happened to a reservation, oldest first; for staff and the owner.
  public func history(
    of id: ReservationID, for viewer: Actor
  ) async throws -> [HistoryEntry] {
    try await read { db in
      _ = try ReservationRows.find(id, visibleTo: viewer, db)
      return try HistoryRows.entries(of: id, db)
    }
  }

  /// Lists the bookable times of an offering.
  public func availability(
    _ query: AvailabilityQuery, at nowUTC: Int
  ) async throws -> Availability {
    try await read { db in
      try BookingDesk.availability(
        query, try SnapshotRows.load(for: query, nowUTC: nowUTC, db), nowUTC: nowUTC)
    }
  }

  /// Lists what occupies the units of a space (all spaces when nil) in an interval, by time.
  public func calendar(
    of space: SpaceID?, in interval: UTCInterval, for viewer: Actor, at nowUTC: Int
  ) async throws -> [CalendarEntry] {
    try await read { db in
      try CalendarRows.load(
        try VenueRows.load(db), space: space, interval: interval, viewer: viewer,
        nowUTC: nowUTC, db)
    }
  }
}
