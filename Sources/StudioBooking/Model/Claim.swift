/// One unit taken for one stretch of time, the after-buffer included.
///
/// Two live claims on one unit never overlap; the database itself refuses it.
public struct Claim: Hashable, Sendable {
  /// The unit.
  public let unit: UnitID
  /// The time taken.
  public let interval: UTCInterval

  /// Takes a unit for a time.
  public init(unit: UnitID, interval: UTCInterval) {
    self.unit = unit
    self.interval = interval
  }
}
