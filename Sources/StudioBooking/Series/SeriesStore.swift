/// Keeps recurring reservations; each method is one whole transaction (DESIGN §3).
///
/// Every method throws ``Refusal`` when a rule says no. `nowUTC` is the present in UTC seconds since
/// 1970.
public protocol SeriesStore: Sendable {
  /// Says what would come of a request, date by date; writes nothing.
  func preview(_ request: SeriesRequest, at nowUTC: Int) async throws -> SeriesPlan

  /// Books all dates or none, or with `skip` all that can be.
  func reserve(
    _ request: SeriesRequest, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> Series

  /// Finds a series; to others than staff and owner it does not exist.
  func series(_ id: SeriesID, for viewer: Actor) async throws -> Series

  /// The series a reservation belongs to, and the date it has there; nil when it stands alone.
  func series(
    of reservation: ReservationID, for viewer: Actor
  ) async throws -> (series: SeriesID, date: LocalDateTime)?

  /// Lists the series a viewer may see that still have a date to come, or all.
  func seriesList(for viewer: Actor, past: Bool, at nowUTC: Int) async throws -> [Series]

  /// Cancels occurrences of a series from a date on.
  ///
  /// Of edits, `expectedVersion` is the series' `sequence` that was seen; nil when nobody said.
  func cancelSeries(
    _ id: SeriesID, from date: LocalDateTime?, by actor: Actor, reason: String?,
    expectedVersion: Int?, key: String?, at nowUTC: Int
  ) async throws -> SeriesOutcome

  /// Moves the occurrences of a series from a date on; splits the series when some stay behind.
  func moveSeries(
    _ id: SeriesID, from date: LocalDateTime?, by shift: SeriesPattern.Shift, skipping: Bool,
    overrides: Set<RefusalCode>, by actor: Actor, expectedVersion: Int?, key: String?,
    at nowUTC: Int
  ) async throws -> SeriesOutcome

  /// Lists skipped dates that could be booked now, of one series or of all.
  func seriesOffers(
    of id: SeriesID?, for viewer: Actor, at nowUTC: Int
  ) async throws -> [SeriesOffer]

  /// Books a skipped date; it is announced as the others of its series are.
  func takeOffer(
    _ id: SeriesID, date: LocalDateTime, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> Reservation

  /// Takes the last edit of a series back.
  func undoSeries(
    _ id: SeriesID, by actor: Actor, expectedVersion: Int?, key: String?, at nowUTC: Int
  ) async throws -> SeriesOutcome
}
