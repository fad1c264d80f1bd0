/// The stable name of a space inside its venue, such as `gaming`; part of URLs and commands.
public struct SpaceID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// The name.
  public var description: String { rawValue }
}

/// The stable name of a unit inside its venue, such as `PC-3`.
public struct UnitID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// The name.
  public var description: String { rawValue }
}

/// The stable name of an offering inside its venue, such as `gaming-station`.
public struct OfferingID: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
  /// The name.
  public let rawValue: String
  /// Wraps a name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// The name.
  public var description: String { rawValue }
}

/// The number of a reservation; people see and type `R-17`.
public struct ReservationID: Hashable, Sendable, CustomStringConvertible {
  /// The number, from 1.
  public let number: Int
  /// Wraps a number.
  public init(_ number: Int) { self.number = number }
  /// Reads `R-17`, `r-17` or `17`.
  public init?(text: some StringProtocol) {
    let digits = text.lowercased().hasPrefix("r-") ? text.dropFirst(2) : text[...]
    guard let number = Int(digits), number > 0 else { return nil }
    self.number = number
  }
  /// `R-17`.
  public var description: String { "R-\(number)" }
}

/// The number of a person; staff see and type `P-17`.
public struct PersonID: Hashable, Sendable, CustomStringConvertible {
  /// The number, from 1.
  public let number: Int
  /// Wraps a number.
  public init(_ number: Int) { self.number = number }
  /// Reads `P-17`, `p-17` or `17`.
  public init?(text: some StringProtocol) {
    let digits = text.lowercased().hasPrefix("p-") ? text.dropFirst(2) : text[...]
    guard let number = Int(digits), number > 0 else { return nil }
    self.number = number
  }
  /// `P-17`.
  public var description: String { "P-\(number)" }
}
