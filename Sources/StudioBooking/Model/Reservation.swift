/// A reservation as everybody with a right to it sees it: the JSON contract of `book`, `cancel` and
/// `move` (DESIGN §7).
public struct Reservation: Hashable, Sendable, Identifiable {
  /// The number.
  public let id: ReservationID
  /// Where it stands.
  public var status: ReservationStatus
  /// What was booked.
  public let offering: OfferingID
  /// The units, in the order of the offering.
  public var units: [UnitID]
  /// The start.
  public var start: ZonedInstant
  /// The end, without buffer.
  public var end: ZonedInstant
  /// Rises by one with every change.
  public var version: Int
  /// How it came about.
  public let kind: ReservationKind
  /// Until when a held one is kept; nil for every other.
  public var heldUntil: ZonedInstant?
  /// The first reservation of those that were booked together; nil for one on its own.
  public let group: ReservationID?
  /// How many people come; nil when nobody said.
  public let people: Int?
  /// What it costs and whether that is paid; nil when it has no tariff.
  public var price: Payment?

  /// The number of an invitation (RFC 5545 §3.8.7.4): from 0, rising with every change.
  public var sequence: Int { version - 1 }

  /// When, without buffer.
  public var interval: UTCInterval { UTCInterval(startUTC: start.utc, endUTC: end.utc) }

  /// Describes a reservation.
  public init(
    id: ReservationID, status: ReservationStatus, offering: OfferingID, units: [UnitID],
    start: ZonedInstant, end: ZonedInstant, version: Int, kind: ReservationKind = .booking,
    heldUntil: ZonedInstant? = nil, group: ReservationID? = nil, people: Int? = nil,
    price: Payment? = nil
  ) {
    self.id = id
    self.status = status
    self.offering = offering
    self.units = units
    self.start = start
    self.end = end
    self.version = version
    self.kind = kind
    self.heldUntil = heldUntil
    self.group = group
    self.people = people
    self.price = price
  }
}

extension Reservation: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, status, offering, units, start, end, startUTC, endUTC, version, sequence
    case kind, heldUntil, group, people, price
  }

  /// Reads the contract's JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value>(_ key: CodingKeys, _ value: (String) -> Value?) throws -> Value {
      let text = try container.decode(String.self, forKey: key)
      guard let value = value(text) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "'\(text)' cannot be read.")
      }
      return value
    }
    func instant(_ key: CodingKeys) throws -> ZonedInstant {
      try read(key) { ZonedInstant(rfc3339: $0) }
    }
    func number(_ key: CodingKeys) throws -> ReservationID {
      try read(key) { ReservationID(text: $0) }
    }
    self.init(
      id: try number(.id), status: try container.decode(ReservationStatus.self, forKey: .status),
      offering: try container.decode(OfferingID.self, forKey: .offering),
      units: try container.decode([UnitID].self, forKey: .units), start: try instant(.start),
      end: try instant(.end), version: try container.decode(Int.self, forKey: .version),
      kind: try container.decodeIfPresent(ReservationKind.self, forKey: .kind) ?? .booking,
      heldUntil: container.contains(.heldUntil) ? try instant(.heldUntil) : nil,
      group: container.contains(.group) ? try number(.group) : nil,
      people: try container.decodeIfPresent(Int.self, forKey: .people),
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
    try container.encode(sequence, forKey: .sequence)
    try container.encode(kind, forKey: .kind)
    try container.encodeIfPresent(heldUntil?.rfc3339, forKey: .heldUntil)
    try container.encodeIfPresent(group?.description, forKey: .group)
    try container.encodeIfPresent(people, forKey: .people)
    try container.encodeIfPresent(price, forKey: .price)
  }
}
