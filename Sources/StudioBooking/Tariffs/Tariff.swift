/// What an offering costs between two dates.
public struct Tariff: Hashable, Sendable {
  /// One thing that is charged: the room, the technician, the cleaning.
  public struct Charge: Hashable, Sendable, Codable {
    /// What people read; nil when it is the offering itself.
    public let name: LocalizedText?
    /// What it is counted in.
    public let per: ChargeUnit
    /// Cents a unit.
    public let cents: ByCategory<Int>
    /// How it is taxed.
    public let vat: ByCategory<VATCode>
    /// What longer bookings by the hour are billed at most.
    public let caps: [HourCap]?

    /// Describes a charge.
    public init(
      name: LocalizedText? = nil, per: ChargeUnit, cents: ByCategory<Int>,
      vat: ByCategory<VATCode>, caps: [HourCap]? = nil
    ) {
      self.name = name
      self.per = per
      self.cents = cents
      self.vat = vat
      self.caps = caps
    }
  }

  /// The first day; nil means always before.
  public let from: CivilDate?
  /// The last day, included; nil means until further notice.
  public let until: CivilDate?
  /// What is charged.
  public let charges: [Charge]
  /// What is kept until everything is back, in cents; never part of the price.
  public let depositCents: Int

  /// Describes a tariff.
  public init(
    from: CivilDate? = nil, until: CivilDate? = nil, charges: [Charge], depositCents: Int = 0
  ) {
    self.from = from
    self.until = until
    self.charges = charges
    self.depositCents = depositCents
  }

  /// Whether it holds on a date.
  public func holds(on date: CivilDate) -> Bool {
    (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
  }

  /// The categories that have a price for everything; nil when all have.
  public var categories: Set<String>? {
    charges.compactMap(\.cents.categories).reduce(nil) { found, next in
      found.map { $0.intersection(next) } ?? next
    }
  }
}

extension Tariff: Codable {
  private enum CodingKeys: String, CodingKey { case from, until, charges, depositCents }

  /// Reads a tariff of a venue file.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      from: try container.decodeIfPresent(CivilDate.self, forKey: .from),
      until: try container.decodeIfPresent(CivilDate.self, forKey: .until),
      charges: try container.decode([Charge].self, forKey: .charges),
      depositCents: try container.decodeIfPresent(Int.self, forKey: .depositCents) ?? 0)
    let amounts = charges.flatMap { charge -> [Int] in
      switch charge.cents {
      case .same(let cents): [cents]
      case .each(let values): Array(values.values)
      }
    }
    guard depositCents >= 0, amounts.allSatisfy({ $0 >= 0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .charges, in: container, debugDescription: "Prices are not negative.")
    }
  }

  /// Writes a tariff of a venue file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(from, forKey: .from)
    try container.encodeIfPresent(until, forKey: .until)
    try container.encode(charges, forKey: .charges)
    if depositCents > 0 { try container.encode(depositCents, forKey: .depositCents) }
  }
}

extension Offering {
  /// The tariff of a date: the first that holds.
  public func tariff(on date: CivilDate) -> Tariff? { tariffs.first { $0.holds(on: date) } }
}
