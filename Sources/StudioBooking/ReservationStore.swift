/// Keeps reservations.
///
/// Each method is one whole transaction (DESIGN §3), so that another database
/// can stand behind it.
///
/// Every method throws ``Refusal`` when a rule says no, else the store's own error. A `key` makes
/// a write repeatable: the same key with the same request gives the same answer again, with
/// another request code `key_reused`. `nowUTC` is the present in UTC seconds since 1970, given so
/// that tests and `STUDIO_NOW` can hold it still.
public protocol ReservationStore: Sendable {
  /// The venue as it is configured now.
  func venue() async throws -> Venue

  /// Books, or says why not with the nearest alternatives.
  func reserve(
    _ request: BookingRequest, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> Reservation

  /// Books several offerings for one time, all or none; the answers stand in the order asked.
  func reserveTogether(
    _ requests: [BookingRequest], by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> [Reservation]

  /// Gives a reservation another time, length or unit, or says why not with alternatives.
  func move(
    _ id: ReservationID, _ move: ReservationMove, by actor: Actor, expectedVersion: Int?,
    key: String?, at nowUTC: Int
  ) async throws -> Reservation

  /// Lets somebody in who came without a booking.
  func walkIn(
    _ walkIn: WalkIn, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> Reservation

  /// Keeps units from everybody.
  func block(
    _ block: UnitBlock, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> Reservation

  /// What happened to a reservation, oldest first; for staff and the owner.
  func history(of id: ReservationID, for viewer: Actor) async throws -> [HistoryEntry]

  /// Cancels, confirms, checks in, approves, rejects or marks a no-show.
  func change(
    _ change: StatusChange, _ id: ReservationID, by actor: Actor, reason: String?,
    expectedVersion: Int?, key: String?, at nowUTC: Int
  ) async throws -> Reservation

  /// Finds a reservation; to others than staff and owner it does not exist.
  func reservation(_ id: ReservationID, for viewer: Actor) async throws -> Reservation

  /// Lists the bookable times of an offering.
  func availability(_ query: AvailabilityQuery, at nowUTC: Int) async throws -> Availability

  /// Lists what occupies the units of a space (all spaces when nil) in an interval, by time.
  func calendar(
    of space: SpaceID?, in interval: UTCInterval, for viewer: Actor, at nowUTC: Int
  ) async throws -> [CalendarEntry]
}
