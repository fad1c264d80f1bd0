/// The smallest bookable thing: a station, a studio, a technician, a kit.
public struct BookableUnit: Hashable, Sendable, Identifiable {
  /// The stable name.
  public let id: UnitID
  /// What people read.
  public let name: LocalizedText
  /// Free text: `pc`, `console`, `technician`, `kit`, …; never a fixed list.
  public let kind: String
  /// The unit's own hours; nil means those of its space.
  public let hours: Hours?
  /// How many people it holds; nil for what holds nobody, such as a kit or a technician.
  public let capacity: Int?
  /// The part of the space it stands in, such as `consoles`.
  public let zone: String?
  /// Whatever else the venue says about it: layouts, players, software.
  public let attributes: [String: JSONValue]

  /// Makes a unit.
  public init(
    id: UnitID, name: LocalizedText, kind: String, hours: Hours? = nil, capacity: Int? = nil,
    zone: String? = nil, attributes: [String: JSONValue] = [:]
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.hours = hours
    self.capacity = capacity
    self.zone = zone
    self.attributes = attributes
  }
}

extension BookableUnit: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, name, kind, hours, capacity, zone
  }

  /// Reads a unit of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(UnitID.self, forKey: .id)
    name =
      try container.decodeIfPresent(LocalizedText.self, forKey: .name)
      ?? LocalizedText(id.rawValue)
    kind = try container.decode(String.self, forKey: .kind)
    hours = try container.decodeIfPresent(Hours.self, forKey: .hours)
    capacity = try container.decodeIfPresent(Int.self, forKey: .capacity)
    zone = try container.decodeIfPresent(String.self, forKey: .zone)
    attributes = try CarriedKeys.decode(besides: CodingKeys.self, from: decoder)
  }

  /// Writes a unit of a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(kind, forKey: .kind)
    try container.encodeIfPresent(hours, forKey: .hours)
    try container.encodeIfPresent(capacity, forKey: .capacity)
    try container.encodeIfPresent(zone, forKey: .zone)
    try CarriedKeys.encode(attributes, to: encoder)
  }
}
