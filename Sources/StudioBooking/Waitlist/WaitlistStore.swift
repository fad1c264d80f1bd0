/// Keeps who waits for a full time; every method is one whole transaction, as in
/// ``ReservationStore``.
public protocol WaitlistStore: Sendable {
  /// Joins the list for a time that is full; a free one is refused with code `slot_free`.
  func joinWaitlist(
    _ request: BookingRequest, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> WaitlistEntry

  /// Leaves the list; an offer goes to the next one.
  func leaveWaitlist(
    _ id: WaitlistID, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> WaitlistEntry

  /// Takes the offer: the hold becomes a booking, or a request where staff approve.
  func acceptOffer(
    _ id: WaitlistID, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> Reservation

  /// Lists the entries that wait or have an offer, in order; a person sees their own.
  func waitlist(
    of offering: OfferingID?, for viewer: Actor, at nowUTC: Int
  ) async throws -> [WaitlistEntry]
}
