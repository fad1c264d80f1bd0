/// Whose hours a quota adds up.
public enum QuotaSubject: String, Sendable, Codable, CaseIterable {
  /// Each person, for what they book in their own name.
  case person
  /// Each organisation, whoever books for it.
  case organisation
  /// All of a category together.
  case category
  /// Everybody together.
  case everyone
}

/// So many hours in a calendar period.
public struct Quota: Hashable, Sendable {
  /// The period.
  public let per: QuotaPeriod
  /// The most minutes in it.
  public let minutes: Int
  /// Whose hours are added up.
  public let of: QuotaSubject
  /// The categories it is for; empty means all.
  public let categories: [String]
  /// Other offerings whose hours count too.
  public let across: [OfferingID]
  /// Whether hours of walk-ins count.
  public let walkInsCount: Bool

  /// Describes a quota.
  public init(
    per: QuotaPeriod, minutes: Int, of: QuotaSubject = .person, categories: [String] = [],
    across: [OfferingID] = [], walkInsCount: Bool = true
  ) {
    self.per = per
    self.minutes = minutes
    self.of = of
    self.categories = categories
    self.across = across
    self.walkInsCount = walkInsCount
  }

  /// Whether the quota limits a booker at all.
  public func applies(to booker: Booker) -> Bool {
    guard categories.isEmpty || booker.category.map(categories.contains) ?? false else {
      return false
    }
    guard walkInsCount || !booker.isWalkIn else { return false }
    return switch of {
    case .person: booker.organisation == nil
    case .organisation: booker.organisation != nil
    case .category, .everyone: true
    }
  }

  /// Whether an entry of the ledger counts towards the quota of a booker.
  ///
  /// - Parameters:
  ///   - use: the entry.
  ///   - booker: whose quota.
  ///   - offering: what they want to book.
  /// - Returns: true when it counts.
  public func counts(_ use: HourUse, for booker: Booker, booking offering: OfferingID) -> Bool {
    guard use.offering == offering || across.contains(use.offering),
      walkInsCount || !use.isWalkIn
    else { return false }
    return switch of {
    case .person: use.organisation == nil && use.person == booker.account
    case .organisation: use.organisation == booker.organisation
    case .category: use.category == booker.category
    case .everyone: true
    }
  }

  /// The minutes of a booker that a period holds already; whole minutes, rounded up.
  public func usedMinutes(
    by booker: Booker, of offering: OfferingID, within period: UTCInterval
  ) -> Int {
    let seconds = booker.hours.lazy
      .filter { counts($0, for: booker, booking: offering) }
      .reduce(0) { $0 + $1.seconds(within: period) }
    return (seconds + 59) / 60
  }
}

extension Quota: Codable {
  private enum CodingKeys: String, CodingKey {
    case per, hours, minutes, of, categories, across, walkInsCount
  }

  /// Reads `{"per": "week", "hours": 4, "of": "person"}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let hours = try container.decodeIfPresent(Int.self, forKey: .hours)
    let minutes =
      try hours.map { $0 * 60 } ?? container.decode(Int.self, forKey: .minutes)
    guard minutes >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .hours, in: container, debugDescription: "A quota is not negative.")
    }
    self.init(
      per: try container.decode(QuotaPeriod.self, forKey: .per), minutes: minutes,
      of: try container.decodeIfPresent(QuotaSubject.self, forKey: .of) ?? .person,
      categories: try container.decodeIfPresent([String].self, forKey: .categories) ?? [],
      across: try container.decodeIfPresent([OfferingID].self, forKey: .across) ?? [],
      walkInsCount: try container.decodeIfPresent(Bool.self, forKey: .walkInsCount) ?? true)
  }

  /// Writes the same form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(per, forKey: .per)
    if minutes % 60 == 0 {
      try container.encode(minutes / 60, forKey: .hours)
    } else {
      try container.encode(minutes, forKey: .minutes)
    }
    try container.encode(of, forKey: .of)
    if !categories.isEmpty { try container.encode(categories, forKey: .categories) }
    if !across.isEmpty { try container.encode(across, forKey: .across) }
    if !walkInsCount { try container.encode(walkInsCount, forKey: .walkInsCount) }
  }
}
