/// A dated exception to opening hours: a closure or an exceptional opening.
public struct HoursException: Hashable, Sendable {
  /// Whether it closes or opens.
  public enum Kind: String, Sendable, Codable { case closure, opening }
  /// What it concerns.
  public enum Scope: Hashable, Sendable {
    case venue
    case space(SpaceID)
    case unit(UnitID)
  }

  /// Whether it closes or opens.
  public let kind: Kind
  /// What it concerns.
  public let scope: Scope
  /// When.
  public let interval: UTCInterval

  /// Makes an exception.
  public init(kind: Kind, scope: Scope, interval: UTCInterval) {
    self.kind = kind
    self.scope = scope
    self.interval = interval
  }

  /// A closure of the same for the same time.
  package var closing: Self { Self(kind: .closure, scope: scope, interval: interval) }
}
