/// A kind of person or organisation that prices and rules tell apart.
public struct PersonCategory: Hashable, Sendable, Identifiable {
  /// The stable name, such as `asbl`.
  public let id: String
  /// What people read.
  public let name: LocalizedText
  /// Whether organisations are meant, not persons.
  public let isOrganisation: Bool
  /// Whether its prices are without VAT, which is then added.
  public let pricesWithoutVAT: Bool
  /// The category that counts for those of this one who live outside the commune.
  public let outside: String?

  /// Describes a category.
  public init(
    id: String, name: LocalizedText, isOrganisation: Bool = false, pricesWithoutVAT: Bool = false,
    outside: String? = nil
  ) {
    self.id = id
    self.name = name
    self.isOrganisation = isOrganisation
    self.pricesWithoutVAT = pricesWithoutVAT
    self.outside = outside
  }
}

extension PersonCategory: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, name, organisation, pricesWithoutVAT, outside
  }

  /// Reads a category of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id),
      name: try container.decode(LocalizedText.self, forKey: .name),
      isOrganisation: try container.decodeIfPresent(Bool.self, forKey: .organisation) ?? false,
      pricesWithoutVAT: try container.decodeIfPresent(Bool.self, forKey: .pricesWithoutVAT)
        ?? false,
      outside: try container.decodeIfPresent(String.self, forKey: .outside))
  }

  /// Writes a category of a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    if isOrganisation { try container.encode(isOrganisation, forKey: .organisation) }
    if pricesWithoutVAT { try container.encode(pricesWithoutVAT, forKey: .pricesWithoutVAT) }
    try container.encodeIfPresent(outside, forKey: .outside)
  }
}

extension Venue {
  /// Finds a category.
  public func category(_ id: String) -> PersonCategory? { categories.first { $0.id == id } }

  /// The category that prices and rules go by: that of the organisation if there is one, else that
  /// of the person; where they live decides between a category and its `outside` one.
  ///
  /// - Parameters:
  ///   - stated: what the record says; nil when nobody has said, which is no reason to pay less than
  ///     neighbours do.
  ///   - postcode: where they live; an unknown one changes nothing.
  /// - Returns: the category, nil when unknown.
  public func effectiveCategory(_ stated: String?, postcode: String?) -> String? {
    guard let postcode, !residentPostcodes.isEmpty, !residentPostcodes.contains(postcode),
      let outside = (stated ?? usualCategory).flatMap(category)?.outside
    else { return stated }
    return outside
  }

  /// The category that prices go by when nobody has said one: the first for persons.
  public var usualCategory: String? { categories.first { !$0.isOrganisation }?.id }
}
