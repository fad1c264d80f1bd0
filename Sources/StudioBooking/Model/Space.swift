/// A room or area with its own hours: the podcast studio, the gaming room.
public struct Space: Hashable, Sendable, Identifiable {
  /// The stable name.
  public let id: SpaceID
  /// What people read.
  public let name: LocalizedText
  /// Opening hours; nil means always open.
  public let hours: Hours?
  /// The things inside, in the order staff want to see them.
  public let units: [BookableUnit]
  /// Settings that this version carries without reading.
  public let carried: [String: JSONValue]

  /// Makes a space.
  public init(
    id: SpaceID, name: LocalizedText, hours: Hours? = nil, units: [BookableUnit],
    carried: [String: JSONValue] = [:]
  ) {
    self.id = id
    self.name = name
    self.hours = hours
    self.units = units
    self.carried = carried
  }

  /// The same space with other units.
  public func withUnits(_ units: [BookableUnit]) -> Self {
    Self(id: id, name: name, hours: hours, units: units, carried: carried)
  }
}

extension Space: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable { case id, name, hours, units }

  /// Reads a space of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(SpaceID.self, forKey: .id)
    name = try container.decode(LocalizedText.self, forKey: .name)
    hours = try container.decodeIfPresent(Hours.self, forKey: .hours)
    units = try container.decode([BookableUnit].self, forKey: .units)
    carried = try CarriedKeys.decode(besides: CodingKeys.self, from: decoder)
  }

  /// Writes a space of a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(hours, forKey: .hours)
    try container.encode(units, forKey: .units)
    try CarriedKeys.encode(carried, to: encoder)
  }
}
