/// A booking that every rule would have allowed a moment ago.
public struct Alternative: Hashable, Sendable {
  /// The start.
  public let start: ZonedInstant
  /// The end.
  public let end: ZonedInstant
  /// The units it would get.
  public let units: [UnitID]

  /// Names a time and units.
  public init(start: ZonedInstant, end: ZonedInstant, units: [UnitID]) {
    self.start = start
    self.end = end
    self.units = units
  }
}

extension Alternative: Encodable {
  private enum CodingKeys: String, CodingKey { case start, end, units }

  /// Writes times in RFC 3339.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(units, forKey: .units)
  }
}
