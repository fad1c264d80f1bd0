public import Localization

/// Whether a price is paid.
public enum PaymentState: String, Sendable, Codable, CaseIterable {
  /// Still to pay.
  case due
  /// Paid.
  case paid
  /// Nothing to pay any more: cancelled in time, or let off.
  case waived

  /// The state in words for people.
  public func name(in language: Language) -> String {
    bookingMessages.text("payment.\(rawValue)", in: language)
  }
}

/// What staff note about a price.
public enum PaymentChange: String, Sendable, CaseIterable {
  /// The whole of it is paid.
  case paid
  /// Nothing is asked any more; what has been paid stays noted until it is paid back.
  case waived
  /// It is to be paid after all.
  case due
  /// What was paid and is not asked any more has been paid back.
  case refunded
}

/// The price of a reservation, frozen when it was booked, and what became of it.
public struct Payment: Hashable, Sendable {
  /// The price.
  public let price: Price
  /// Whether it is paid.
  public let state: PaymentState
  /// What has been paid: a reservation that was moved can cost more, or less, than that by now.
  public let paidCents: Int
  /// The reference on the transfer.
  public let communication: StructuredCommunication

  /// Describes a payment.
  public init(
    price: Price, state: PaymentState, paidCents: Int? = nil,
    communication: StructuredCommunication
  ) {
    self.paidCents = paidCents ?? (state == .paid ? price.totalCents : 0)
    self.price = price
    self.state = state
    self.communication = communication
  }

  /// What is still to pay; negative when money is to be paid back.
  public var openCents: Int { (state == .waived ? 0 : price.totalCents) - paidCents }

  /// Whether a line of text about money helps: something costs something or is paid, or a deposit is
  /// asked.
  public var isWorthSaying: Bool {
    price.totalCents > 0 || price.depositCents > 0 || paidCents > 0
  }
}

extension Payment: Codable {
  private enum CodingKeys: String, CodingKey {
    case category, currency, lines, vat, includesVAT, totalCents, depositCents, state, paidCents
    case openCents, communication
  }

  /// Reads the contract's JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    price = try Price(from: decoder)
    state = try container.decode(PaymentState.self, forKey: .state)
    // An answer that an earlier version remembered for a key does not say it.
    paidCents =
      try container.decodeIfPresent(Int.self, forKey: .paidCents)
      ?? (state == .paid ? price.totalCents : 0)
    communication = try container.decode(StructuredCommunication.self, forKey: .communication)
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    try price.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(
      VATShare.shares(of: price.lines.map { ($0, price.includesVAT) }), forKey: .vat)
    try container.encode(state, forKey: .state)
    try container.encode(paidCents, forKey: .paidCents)
    try container.encode(openCents, forKey: .openCents)
    try container.encode(communication, forKey: .communication)
  }
}
