/// A reservation as everybody with a right to it sees it: the JSON contract of `book`, `cancel` and
/// `move` (DESIGN §7).
public struct Reservation: Hashable, Sendable, Identifiable {
  /// The number.
  public let id: ReservationID
  /// Where it stands.
  public let status: ReservationStatus
  /// What was booked.
  public let offering: OfferingID
  /// The units, in the order of the offering.
  public let units: [UnitID]
  /// The start.
  public let start: ZonedInstant
  /// The end, without buffer.
  public let end: ZonedInstant
  /// Rises by one with every change.
  public let version: Int
  /// What it costs and whether that is paid; nil when it has no tariff.
  public var price: Payment?

  /// Describes a reservation.
  public init(
    id: ReservationID, status: ReservationStatus, offering: OfferingID, units: [UnitID],
    start: ZonedInstant, end: ZonedInstant, version: Int, price: Payment? = nil
  ) {
    self.id = id
    self.status = status
    self.offering = offering
    self.units = units
    self.start = start
    self.end = end
    self.version = version
    self.price = price
  }
}

extension Reservation: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, status, offering, units, start, end, startUTC, endUTC, version, price
  }

  /// Reads the contract's JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func instant(_ key: CodingKeys) throws -> ZonedInstant {
      let text = try container.decode(String.self, forKey: key)
      guard let time = RequestedTime(text), let offset = time.offsetSeconds else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "'\(text)' is not RFC 3339.")
      }
      return ZonedInstant(
        utc: time.local.secondsSinceEpoch - offset, offsetSeconds: offset)
    }
    let text = try container.decode(String.self, forKey: .id)
    guard let id = ReservationID(text: text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .id, in: container, debugDescription: "'\(text)' is not a reservation number.")
    }
    self.init(
      id: id, status: try container.decode(ReservationStatus.self, forKey: .status),
      offering: try container.decode(OfferingID.self, forKey: .offering),
      units: try container.decode([UnitID].self, forKey: .units), start: try instant(.start),
      end: try instant(.end), version: try container.decode(Int.self, forKey: .version),
      price: try container.decodeIfPresent(Payment.self, forKey: .price))
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(status, forKey: .status)
    try container.encode(offering, forKey: .offering)
    try container.encode(units, forKey: .units)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(RFC3339.utc(start.utc), forKey: .startUTC)
    try container.encode(RFC3339.utc(end.utc), forKey: .endUTC)
    try container.encode(version, forKey: .version)
    try container.encodeIfPresent(price, forKey: .price)
  }
}
