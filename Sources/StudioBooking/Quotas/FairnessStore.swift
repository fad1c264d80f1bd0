/// Keeps the ledger of hours and the prices; each method is one whole transaction.
///
/// Every method throws ``Refusal`` when a rule says no, else the store's own error.
public protocol FairnessStore: Sendable {
  /// What somebody's quotas hold in the periods of a date, with the entries behind it.
  func quotas(
    of subject: SubjectReference, on date: CivilDate, at nowUTC: Int
  ) async throws -> QuotaReport

  /// Gives hours back that stayed used although nobody came, and lets the price off.
  func forgive(
    _ reservation: ReservationID, by actor: Actor, reason: String, at nowUTC: Int
  ) async throws -> Reservation

  /// Notes that a price is paid, let off, due after all, or paid back.
  func settle(
    _ reservation: ReservationID, as change: PaymentChange, by actor: Actor, reason: String?,
    at nowUTC: Int
  ) async throws -> Reservation

  /// What somebody owes for the reservations that begin in a month.
  func statement(of subject: SubjectReference, month: CivilDate) async throws -> Statement

  /// Every reservation with a price that begins in a month.
  func accounting(month: CivilDate) async throws -> [StatementEntry]
}
