/// A wish to have a reservation at another time, for another length, or on other units.
public struct ReservationMove: Hashable, Sendable {
  /// How the new length was said.
  public enum Length: Hashable, Sendable {
    /// Not at all: the real length stays.
    case same
    /// By a real length in minutes.
    case minutes(Int)
    /// By so many more real minutes; negative ones make it shorter.
    case longer(byMinutes: Int)
    /// By a new end.
    case until(RequestedTime)
  }

  /// The new start; nil keeps the one it has.
  public let start: RequestedTime?
  /// The new length.
  public let length: Length
  /// Units chosen by the person; empty keeps those it has where that is possible.
  public let units: [UnitID]
  /// Rules that staff set aside.
  public let overrides: Set<RefusalCode>
  /// Why, or what for; kept in the history.
  public let reason: String?

  /// Describes a move.
  public init(
    start: RequestedTime? = nil, length: Length = .same, units: [UnitID] = [],
    overrides: Set<RefusalCode> = [], reason: String? = nil
  ) {
    self.start = start
    self.length = length
    self.units = units
    self.overrides = overrides
    self.reason = reason
  }

  /// Asks for more time at the end, on the same units.
  public static func extend(byMinutes minutes: Int, reason: String? = nil) -> Self {
    Self(length: .longer(byMinutes: minutes), reason: reason)
  }

  /// One text that is equal exactly when two moves are equal, to recognise a repeated key.
  public var fingerprint: String {
    let ending =
      switch length {
      case .same: "same"
      case .minutes(let count): "\(count)m"
      case .longer(let count): "+\(count)m"
      case .until(let time): time.description
      }
    return RequestFingerprint.text([
      "move", start?.description ?? "", ending, units.map(\.rawValue).joined(separator: ","),
      overrides.map(\.rawValue).sorted().joined(separator: ","), reason ?? "",
    ])
  }
}
