/// One part of what an offering takes: every unit of a set, or any so many of a set.
public enum UnitNeed: Hashable, Sendable {
  /// All of these units together.
  case all([UnitID])
  /// Any `count` of these units, the first ones preferred.
  case any(count: Int, of: [UnitID])

  /// The units that can play a part.
  public var candidates: [UnitID] {
    switch self {
    case .all(let units): units
    case .any(_, let units): units
    }
  }

  /// How many of the candidates are taken.
  public var count: Int {
    switch self {
    case .all(let units): units.count
    case .any(let count, _): count
    }
  }
}

extension UnitNeed: Codable {
  private enum CodingKeys: String, CodingKey { case all, any, of }

  /// Reads `{"all": ["studio"]}` or `{"any": 1, "of": ["PC-1", "PC-2"]}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let units = try container.decodeIfPresent([UnitID].self, forKey: .all) {
      self = .all(units)
      return
    }
    let count = try container.decode(Int.self, forKey: .any)
    let units = try container.decode([UnitID].self, forKey: .of)
    guard (1...max(1, units.count)).contains(count), !units.isEmpty else {
      throw DecodingError.dataCorruptedError(
        forKey: .any, in: container,
        debugDescription: "Asks for \(count) of \(units.count) units.")
    }
    self = .any(count: count, of: units)
  }

  /// Writes the same form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .all(let units):
      try container.encode(units, forKey: .all)
    case .any(let count, let units):
      try container.encode(count, forKey: .any)
      try container.encode(units, forKey: .of)
    }
  }
}
