/// A booking that every rule allows: what the store writes.
public struct BookingDecision: Hashable, Sendable {
  /// What is booked.
  public let offering: OfferingID
  /// When.
  public let interval: UTCInterval
  /// The claims to make, in unit order: that order in every transaction keeps two of them from
  /// waiting for each other on a database that locks rows.
  public let claims: [Claim]
  /// The units in the order people read them.
  public let units: [UnitID]
  /// The state to start in.
  public var status: ReservationStatus
  /// The rules that would have refused, had staff not set them aside.
  public let overridden: [RefusalCode]
}
