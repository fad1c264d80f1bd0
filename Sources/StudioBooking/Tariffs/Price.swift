/// What a booking costs, as it was when it was made.
public struct Price: Hashable, Sendable, Codable {
  /// One charge.
  public struct Line: Hashable, Sendable, Codable {
    /// What it is for.
    public let name: LocalizedText
    /// What it is counted in.
    public let per: ChargeUnit
    /// How much of that, in thousandths.
    public let quantityThousandths: Int
    /// Cents a unit.
    public let unitCents: Int
    /// Cents of the line, with or without VAT as the price says.
    public let cents: Int
    /// How it is taxed.
    public let vat: VATCode
  }

  /// The category that paid, nil when everybody pays the same.
  public let category: String?
  /// ISO 4217 code.
  public let currency: String
  /// The charges.
  public let lines: [Line]
  /// Whether VAT is inside the lines' cents, or comes on top.
  public let includesVAT: Bool
  /// What is kept until everything is back.
  public let depositCents: Int
  /// Cents to pay, VAT included, deposit not.
  public let totalCents: Int

  init(
    category: String?, currency: String, lines: [Line], includesVAT: Bool, depositCents: Int
  ) {
    self.category = category
    self.currency = currency
    self.lines = lines
    self.includesVAT = includesVAT
    self.depositCents = depositCents
    totalCents = VATShare.shares(of: lines.map { ($0, includesVAT) })
      .reduce(0) { $0 + $1.grossCents }
  }
}

extension Price {
  /// The same for nothing at all.
  package var nothing: Price {
    Price(
      category: category, currency: currency, lines: [], includesVAT: includesVAT, depositCents: 0)
  }
}

extension Tariff {
  /// Prices a booking.
  ///
  /// - Parameters:
  ///   - interval: the time booked.
  ///   - offering: what is booked.
  ///   - category: who pays; nil pays as the venue's first category for persons.
  ///   - venue: where.
  /// - Returns: the price; nil when the tariff has none for the category.
  public func price(
    of interval: UTCInterval, _ offering: Offering, category: String?, at venue: Venue
  ) -> Price? {
    let payer = category ?? venue.usualCategory
    let includesVAT = !(payer.flatMap(venue.category)?.pricesWithoutVAT ?? false)
    var lines: [Price.Line] = []
    for charge in charges {
      guard let unitCents = charge.cents[payer] else { return nil }
      let amount = charge.per.amount(of: interval, in: venue.zone)
      let (cents, thousandths): (Int, Int)
      if charge.per == .hour {
        let billed = HourCap.billedSeconds(amount, caps: charge.caps ?? [])
        (cents, thousandths) = (
          divided(unitCents * billed, by: 3600), divided(billed * 1000, by: 3600)
        )
      } else {
        (cents, thousandths) = (unitCents * amount, amount * 1000)
      }
      lines.append(
        Price.Line(
          name: charge.name ?? offering.name, per: charge.per, quantityThousandths: thousandths,
          unitCents: unitCents, cents: cents, vat: charge.vat[payer] ?? .exempt))
    }
    return Price(
      category: payer, currency: venue.currency, lines: lines, includesVAT: includesVAT,
      depositCents: depositCents)
  }
}

/// Divides amounts that are not negative to the nearest whole cent, half a cent upwards.
func divided(_ value: Int, by divisor: Int) -> Int { (2 * value + divisor) / (2 * divisor) }
