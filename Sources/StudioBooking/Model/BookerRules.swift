/// Who may book an offering.
public struct BookerRules: Hashable, Sendable {
  /// The categories of person or organisation; empty means everybody.
  public let categories: [String]
  /// Whether only organisations may.
  public let organisationsOnly: Bool
  /// Qualifications the person must have, by their stable names.
  public let requires: [String]
  /// Units that are not given ahead, only to whom stands at the desk.
  public let keptForWalkIns: [UnitID]
  /// How many bookings ahead a person or organisation may have; nil means without limit.
  public let mostAhead: Int?
  /// Hours in calendar periods.
  public let quotas: [Quota]
  /// What stays used when somebody does not come.
  public let debits: HourDebits
  /// Age rules.
  public let ages: AgeRules

  /// Describes the rules; what is left out is no limit.
  public init(
    categories: [String] = [], organisationsOnly: Bool = false, requires: [String] = [],
    keptForWalkIns: [UnitID] = [], mostAhead: Int? = nil, quotas: [Quota] = [],
    debits: HourDebits = HourDebits(), ages: AgeRules = AgeRules()
  ) {
    self.categories = categories
    self.organisationsOnly = organisationsOnly
    self.requires = requires
    self.keptForWalkIns = keptForWalkIns
    self.mostAhead = mostAhead
    self.quotas = quotas
    self.debits = debits
    self.ages = ages
  }
}

extension BookerRules: Codable {
  /// The keys of a policy that say who may book; they stand beside its other keys.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case categories, organisationsOnly, requires, keptForWalkIns, mostAhead, quota, debits
    case minimumAge, minimumAgeAlone, ageWindows
  }

  /// Reads them from the `policy` object of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      categories: try container.decodeIfPresent([String].self, forKey: .categories) ?? [],
      organisationsOnly: try container.decodeIfPresent(Bool.self, forKey: .organisationsOnly)
        ?? false,
      requires: try container.decodeIfPresent([String].self, forKey: .requires) ?? [],
      keptForWalkIns: try container.decodeIfPresent([UnitID].self, forKey: .keptForWalkIns) ?? [],
      mostAhead: try container.decodeIfPresent(Int.self, forKey: .mostAhead),
      quotas: try container.decodeIfPresent([Quota].self, forKey: .quota) ?? [],
      debits: try container.decodeIfPresent(HourDebits.self, forKey: .debits) ?? HourDebits(),
      ages: AgeRules(
        minimum: try container.decodeIfPresent(Int.self, forKey: .minimumAge),
        minimumAlone: try container.decodeIfPresent(Int.self, forKey: .minimumAgeAlone),
        windows: try container.decodeIfPresent([AgeRules.Window].self, forKey: .ageWindows) ?? []))
  }

  /// Writes them beside the other keys of the policy.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if !categories.isEmpty { try container.encode(categories, forKey: .categories) }
    if organisationsOnly { try container.encode(organisationsOnly, forKey: .organisationsOnly) }
    if !requires.isEmpty { try container.encode(requires, forKey: .requires) }
    if !keptForWalkIns.isEmpty { try container.encode(keptForWalkIns, forKey: .keptForWalkIns) }
    try container.encodeIfPresent(mostAhead, forKey: .mostAhead)
    if !quotas.isEmpty { try container.encode(quotas, forKey: .quota) }
    if debits != HourDebits() { try container.encode(debits, forKey: .debits) }
    try container.encodeIfPresent(ages.minimum, forKey: .minimumAge)
    try container.encodeIfPresent(ages.minimumAlone, forKey: .minimumAgeAlone)
    if !ages.windows.isEmpty { try container.encode(ages.windows, forKey: .ageWindows) }
  }
}
