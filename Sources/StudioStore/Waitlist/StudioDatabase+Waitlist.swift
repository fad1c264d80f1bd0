import GRDB
public import StudioBooking

extension StudioDatabase: WaitlistStore {
  /// Joins the list for a time that is full; a free one is refused with code `slot_free`.
  public func joinWaitlist(
    _ request: BookingRequest, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> WaitlistEntry {
    try await offeringAlternatives(
      for: request.person, behalf: request.behalf, nowUTC: nowUTC
    ) {
      try await self.write(key, "wait|\(request.fingerprint)", by: actor, at: nowUTC) { desk in
        try desk.join(request)
      }
    }
  }

  /// Leaves the list; an offer goes to the next one.
  public func leaveWaitlist(
    _ id: WaitlistID, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> WaitlistEntry {
    try await write(key, "leave|\(id)", by: actor, at: nowUTC) { desk in try desk.leave(id) }
  }

  /// Takes the offer: the hold becomes a booking, or a request where staff approve.
  public func acceptOffer(
    _ id: WaitlistID, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    try await write(key, "accept|\(id)", by: actor, at: nowUTC) { desk in try desk.accept(id) }
  }

  /// Lists the entries that wait or have an offer, in order; a person sees their own.
  public func waitlist(
    of offering: OfferingID? = nil, for viewer: Actor, at nowUTC: Int
  ) async throws -> [WaitlistEntry] {
    var person: PersonID?
    switch viewer {
    case .staff, .system: break
    case .person(let id): person = id
    case .anonymous: return []
    }
    return try await read { [person] db in
      try WaitlistRows.open(
        offering, person: person, zone: try VenueRows.load(db).zone, nowUTC: nowUTC, db)
    }
  }
}
