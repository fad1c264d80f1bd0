/// Keeps closures and openings; every method is one whole transaction, as in ``ReservationStore``.
public protocol ClosureStore: Sendable {
  /// Says whom a closure would hit and where each could go; changes nothing.
  func planClosure(_ request: ClosureRequest, at nowUTC: Int) async throws -> Closure

  /// Closes or opens: from now on the hours hold; each reservation hit waits for a decision.
  func confirmClosure(
    _ request: ClosureRequest, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> ClosureID

  /// A closure with those it hits and where each could go now.
  func closure(_ id: ClosureID, at nowUTC: Int) async throws -> Closure

  /// The closures and openings that are not over, by time, with what they hit.
  func closures(at nowUTC: Int) async throws -> [Closure]

  /// Takes a closure back; what was decided meanwhile stays decided.
  ///
  /// An opening whose end would leave reservations before a locked door is taken back only when that
  /// is confirmed: until then the answer has no number and lists them.
  func liftClosure(
    _ id: ClosureID, isConfirmed: Bool, by actor: Actor, key: String?, at nowUTC: Int
  ) async throws -> Closure

  /// Decides about a reservation that closures hit; `move` says where to for ``ClosureDecision/move``.
  func decide(
    _ decision: ClosureDecision, _ id: ReservationID, move: ReservationMove?, by actor: Actor,
    key: String?, at nowUTC: Int
  ) async throws -> Reservation
}
