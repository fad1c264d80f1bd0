/// What a person books; it resolves to units.
public struct Offering: Hashable, Sendable, Identifiable {
  /// The stable name.
  public let id: OfferingID
  /// What people read.
  public let name: LocalizedText
  /// The units it takes, part by part.
  public let needs: [UnitNeed]
  /// Hours of the offering itself, within those of its spaces; nil means no limit of its own.
  public let hours: Hours?
  /// The rules for booking it.
  public let policy: BookingPolicy
  /// Whether arriving opens a recording session.
  public let opensSession: Bool
  /// How many people may come; nil leaves it to the capacities of the units.
  public let capacity: Int?
  /// What it costs, by dates of validity; empty means nothing.
  public let tariffs: [Tariff]
  /// Settings that this version carries without reading.
  public let carried: [String: JSONValue]

  /// Makes an offering.
  public init(
    id: OfferingID, name: LocalizedText, needs: [UnitNeed], hours: Hours? = nil,
    policy: BookingPolicy, opensSession: Bool = false, capacity: Int? = nil,
    tariffs: [Tariff] = [],
    carried: [String: JSONValue] = [:]
  ) {
    self.id = id
    self.name = name
    self.needs = needs
    self.hours = hours
    self.policy = policy
    self.opensSession = opensSession
    self.capacity = capacity
    self.tariffs = tariffs
    self.carried = carried
  }

  /// Every unit that can play a part, in order of preference, each once.
  public var candidates: [UnitID] {
    var seen: Set<UnitID> = []
    return needs.flatMap(\.candidates).filter { seen.insert($0).inserted }
  }
}

extension Offering: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, name, needs, hours, policy, opensSession, capacity, tariffs
  }

  /// Reads an offering of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(OfferingID.self, forKey: .id)
    name = try container.decode(LocalizedText.self, forKey: .name)
    needs = try container.decode([UnitNeed].self, forKey: .needs)
    hours = try container.decodeIfPresent(Hours.self, forKey: .hours)
    policy = try container.decode(BookingPolicy.self, forKey: .policy)
    opensSession = try container.decodeIfPresent(Bool.self, forKey: .opensSession) ?? false
    capacity = try container.decodeIfPresent(Int.self, forKey: .capacity)
    tariffs = try container.decodeIfPresent([Tariff].self, forKey: .tariffs) ?? []
    carried = try CarriedKeys.decode(besides: CodingKeys.self, from: decoder)
  }

  /// Writes an offering of a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(needs, forKey: .needs)
    try container.encodeIfPresent(hours, forKey: .hours)
    try container.encode(policy, forKey: .policy)
    if opensSession { try container.encode(opensSession, forKey: .opensSession) }
    try container.encodeIfPresent(capacity, forKey: .capacity)
    if !tariffs.isEmpty { try container.encode(tariffs, forKey: .tariffs) }
    try CarriedKeys.encode(carried, to: encoder)
  }
}
