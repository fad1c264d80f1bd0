/// Answers questions about reservations; each method is one whole read (DESIGN §3).
///
/// Every method throws ``Refusal`` for a name that does not exist, else the store's own error.
public protocol AnswerStore: Sendable {
  /// What occupies the units of a space (all when nil) on some dates, with openings.
  func board(
    of space: SpaceID?, from date: CivilDate, days: Int, for viewer: Actor, at nowUTC: Int
  ) async throws -> CalendarBoard

  /// What every rule says about a wanted booking, with the nearest that work.
  func explain(_ request: BookingRequest, at nowUTC: Int) async throws -> BookingExplanation

  /// The first times at which an offering, or several of its units together, are free.
  func firstFree(_ query: FirstFreeQuery, at nowUTC: Int) async throws -> Availability

  /// What staff should know now.
  func today(at nowUTC: Int) async throws -> TodayFacts
}
