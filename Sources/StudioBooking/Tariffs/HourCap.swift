/// A longer booking by the hour that costs less: up to four hours bill as three.
public struct HourCap: Hashable, Sendable, Codable {
  /// Bookings up to this many hours.
  public let upToHours: Int
  /// Are billed at most this many.
  public let billedHours: Int

  /// Describes a cap.
  public init(upToHours: Int, billedHours: Int) {
    self.upToHours = upToHours
    self.billedHours = billedHours
  }

  /// The seconds billed for a number of real seconds: the lowest that one of the caps allows.
  ///
  /// What is longer than the longest cap is billed as so many whole ones and the rest.
  static func billedSeconds(_ seconds: Int, caps: [HourCap]) -> Int {
    guard let longest = caps.max(by: { $0.upToHours < $1.upToHours }), longest.upToHours > 0 else {
      return seconds
    }
    let whole = seconds / (longest.upToHours * 3600)
    let rest = seconds - whole * longest.upToHours * 3600
    let fitting = caps.filter { rest <= $0.upToHours * 3600 }.map { $0.billedHours * 3600 }
    return whole * longest.billedHours * 3600 + min(rest, fitting.min() ?? rest)
  }
}
