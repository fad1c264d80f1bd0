/// Who a statement is for.
public enum StatementPayer: Hashable, Sendable {
  case person(PersonID)
  case organisation(OrganisationID)
}

extension StatementPayer: CustomStringConvertible {
  /// `P-3` or `O-2`.
  public var description: String {
    switch self {
    case .person(let id): id.description
    case .organisation(let id): id.description
    }
  }
}

/// One reservation on a statement or in the accounts.
public struct StatementEntry: Hashable, Sendable {
  /// The reservation.
  public let reservation: ReservationID
  /// What was booked.
  public let offering: OfferingID
  /// Who pays.
  public let payer: StatementPayer
  /// The payer's name.
  public let payerName: String
  /// When it is.
  public let start: ZonedInstant
  /// Until when.
  public let end: ZonedInstant
  /// Where the reservation stands.
  public let status: ReservationStatus
  /// The price and what became of it.
  public let payment: Payment

  /// Describes an entry.
  public init(
    reservation: ReservationID, offering: OfferingID, payer: StatementPayer, payerName: String,
    start: ZonedInstant, end: ZonedInstant, status: ReservationStatus, payment: Payment
  ) {
    self.reservation = reservation
    self.offering = offering
    self.payer = payer
    self.payerName = payerName
    self.start = start
    self.end = end
    self.status = status
    self.payment = payment
  }
}

/// What a person or an organisation owes for the reservations that begin in a month: never an
/// invoice, which the town's accounting sends.
public struct Statement: Hashable, Sendable {
  /// Who it is for.
  public let payer: StatementPayer
  /// Their name.
  public let name: String
  /// The first date of the month.
  public let month: CivilDate
  /// The reservations, in order; those with nothing to pay or to pay back are not on it.
  public let entries: [StatementEntry]

  /// Gathers the entries of a payer and a month.
  public init(
    payer: StatementPayer, name: String, month: CivilDate, entries: [StatementEntry]
  ) {
    self.payer = payer
    self.name = name
    self.month = month
    self.entries = entries.filter { entry in
      entry.payment.paidCents > 0
        || entry.payment.state != .waived && entry.payment.price.totalCents > 0
    }
  }

  /// VAT by rate, computed once on the total of each.
  public var vat: [VATShare] { Self.vat(of: entries.filter { $0.payment.state != .waived }) }
  /// Everything, VAT included.
  public var totalCents: Int { vat.reduce(0) { $0 + $1.grossCents } }
  /// What is paid already.
  ///
  /// Reservations that are paid in full count as the statement adds them up, so that rounding leaves
  /// nothing to pay.
  public var paidCents: Int {
    let settled = entries.filter { $0.payment.state == .paid && $0.payment.openCents == 0 }
    let others = entries.filter { $0.payment.state != .paid || $0.payment.openCents != 0 }
    return Self.vat(of: settled).reduce(0) { $0 + $1.grossCents }
      + others.reduce(0) { $0 + $1.payment.paidCents }
  }
  /// What is still to pay; negative when money is to be paid back.
  public var dueCents: Int { totalCents - paidCents }
  /// The reference on the transfer.
  public var communication: StructuredCommunication {
    StructuredCommunication(for: payer, month: month)
  }

  private static func vat(of entries: [StatementEntry]) -> [VATShare] {
    VATShare.shares(
      of: entries.flatMap { entry in
        entry.payment.price.lines.map { ($0, entry.payment.price.includesVAT) }
      })
  }
}

extension StatementEntry: Encodable {
  private enum CodingKeys: String, CodingKey {
    case reservation, offering, payer, payerName, start, end, status, price
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reservation.description, forKey: .reservation)
    try container.encode(offering, forKey: .offering)
    try container.encode(payer.description, forKey: .payer)
    try container.encode(payerName, forKey: .payerName)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(status, forKey: .status)
    try container.encode(payment, forKey: .price)
  }
}

extension Statement: Encodable {
  private enum CodingKeys: String, CodingKey {
    case payer, name, month, entries, vat, totalCents, paidCents, dueCents, communication
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(payer.description, forKey: .payer)
    try container.encode(name, forKey: .name)
    try container.encode(String(month.description.prefix(7)), forKey: .month)
    try container.encode(entries, forKey: .entries)
    try container.encode(vat, forKey: .vat)
    try container.encode(totalCents, forKey: .totalCents)
    try container.encode(paidCents, forKey: .paidCents)
    try container.encode(dueCents, forKey: .dueCents)
    try container.encode(communication, forKey: .communication)
  }
}
