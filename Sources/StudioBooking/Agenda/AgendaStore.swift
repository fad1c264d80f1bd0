/// Keeps what is announced to the public; each method is one whole transaction (DESIGN §3).
///
/// Every method throws ``Refusal`` when a rule says no, else the store's own error.
public protocol AgendaStore: Sendable {
  /// Announces reservations, or changes what is written about them.
  ///
  /// A refusal has the code `unknown_reservation`, also for somebody else's.
  func announce(
    _ ids: [ReservationID], as publicity: Publicity, by actor: Actor, at nowUTC: Int
  ) async throws

  /// Takes announcements back, as if they had never been made.
  func withdraw(_ ids: [ReservationID], by actor: Actor, at nowUTC: Int) async throws

  /// The announced events that are not over.
  func agenda(at nowUTC: Int) async throws -> Agenda

  /// Rises with every change of what is announced; 0 when nothing ever was.
  func agendaVersion() async throws -> Int
}
