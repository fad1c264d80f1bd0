/// A half-open stretch of time [start, end) in UTC seconds since 1970.
///
/// Two intervals that touch do not overlap: one booking may begin the second another ends.
public struct UTCInterval: Hashable, Sendable {
  /// The first second inside.
  public let startUTC: Int
  /// The first second after; always greater than the start.
  public let endUTC: Int

  /// Makes an interval.
  ///
  /// - Precondition: `startUTC < endUTC`. Check what people typed before making one.
  public init(startUTC: Int, endUTC: Int) {
    precondition(startUTC < endUTC, "an interval ends after it starts")
    self.startUTC = startUTC
    self.endUTC = endUTC
  }

  /// The real length; on clock-change nights it differs from what the wall clock suggests.
  public var durationSeconds: Int { endUTC - startUTC }

  /// Whether the two share at least one second.
  public func overlaps(_ other: Self) -> Bool {
    startUTC < other.endUTC && other.startUTC < endUTC
  }

  /// Whether the other lies inside.
  public func covers(_ other: Self) -> Bool {
    startUTC <= other.startUTC && other.endUTC <= endUTC
  }

  /// The same interval with its end moved.
  public func extended(bySeconds seconds: Int) -> Self {
    Self(startUTC: startUTC, endUTC: endUTC + seconds)
  }
}
