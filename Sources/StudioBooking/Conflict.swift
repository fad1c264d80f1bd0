/// The claim that is in the way; never says whose it is.
public struct Conflict: Hashable, Sendable {
  /// The unit that is taken.
  public let unit: UnitID
  /// From when.
  public let start: ZonedInstant
  /// Until when, the time to make it ready again included.
  public let end: ZonedInstant

  /// Names a taken unit and time.
  public init(unit: UnitID, start: ZonedInstant, end: ZonedInstant) {
    self.unit = unit
    self.start = start
    self.end = end
  }
}

extension Conflict: Encodable {
  private enum CodingKeys: String, CodingKey { case unit, start, end }

  /// Writes times in RFC 3339.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(unit, forKey: .unit)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
  }
}
