/// A named set of days imported as data, such as the school holidays.
public struct DayCalendar: Hashable, Sendable {
  /// One run of days.
  public struct Run: Hashable, Sendable, Codable {
    /// The first day.
    public let from: CivilDate
    /// The last day, included.
    public let to: CivilDate
    /// What the days are called, if anything.
    public let name: String?

    /// Makes a run of days.
    public init(from: CivilDate, to: CivilDate, name: String? = nil) {
      self.from = from
      self.to = to
      self.name = name
    }
  }

  /// The name that hours refer to.
  public let name: String
  /// The runs of days.
  public let days: [Run]
  /// Where the days come from.
  public let source: String?
  /// Settings that this version carries without reading.
  public let carried: [String: JSONValue]

  /// Makes a calendar.
  public init(name: String, days: [Run], source: String? = nil, carried: [String: JSONValue] = [:])
  {
    self.name = name
    self.days = days
    self.source = source
    self.carried = carried
  }

  /// Whether a date is one of the days.
  public func contains(_ date: CivilDate) -> Bool {
    days.contains { $0.from <= date && date <= $0.to }
  }
}

extension DayCalendar: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable { case name, days, source }

  /// Reads a calendar of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    days = try container.decode([Run].self, forKey: .days)
    source = try container.decodeIfPresent(String.self, forKey: .source)
    carried = try CarriedKeys.decode(besides: CodingKeys.self, from: decoder)
  }

  /// Writes a calendar of a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(days, forKey: .days)
    try container.encodeIfPresent(source, forKey: .source)
    try CarriedKeys.encode(carried, to: encoder)
  }
}
