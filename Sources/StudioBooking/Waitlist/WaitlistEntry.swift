/// The number of a place in the waitlist; people see and type `W-17`.
public struct WaitlistID: Hashable, Sendable, CustomStringConvertible {
  /// The number, from 1; lower ones came first.
  public let number: Int
  /// Wraps a number.
  public init(_ number: Int) { self.number = number }
  /// Reads `W-17`, `w-17` or `17`.
  public init?(text: some StringProtocol) {
    let digits = text.lowercased().hasPrefix("w-") ? text.dropFirst(2) : text[...]
    guard let number = Int(digits), number > 0 else { return nil }
    self.number = number
  }
  /// `W-17`.
  public var description: String { "W-\(number)" }
}

/// Where somebody in the waitlist stands.
public enum WaitlistStatus: String, Sendable, Codable, CaseIterable {
  /// Nothing is free yet.
  case waiting
  /// A hold is theirs alone, until it ends.
  case offered
  /// They took it.
  case accepted
  /// Their hold ended unused.
  case lapsed
  /// They went away, or declined.
  case left
  /// The time began without anything becoming free.
  case closed
}

/// Somebody waiting for a full time of an offering.
public struct WaitlistEntry: Hashable, Sendable, Identifiable {
  /// The number; it is the order.
  public let id: WaitlistID
  /// What they want.
  public let offering: OfferingID
  /// Who waits.
  public let person: PersonID
  /// The organisation they wait for; nil when it is for themselves.
  public let organisation: OrganisationID?
  /// The wanted start.
  public let start: ZonedInstant
  /// The wanted end.
  public let end: ZonedInstant
  /// Where they stand.
  public let status: WaitlistStatus
  /// How many wait before them for a time that overlaps; nil once they no longer wait.
  public let ahead: Int?
  /// The hold they were offered, or the booking it became.
  public let reservation: ReservationID?
  /// Until when the offer stands.
  public let offeredUntil: ZonedInstant?
  /// Why they were passed over the last time: the rule that said no.
  public let skipped: String?

  /// Describes an entry.
  public init(
    id: WaitlistID, offering: OfferingID, person: PersonID, organisation: OrganisationID? = nil,
    start: ZonedInstant, end: ZonedInstant, status: WaitlistStatus, ahead: Int? = nil,
    reservation: ReservationID? = nil, offeredUntil: ZonedInstant? = nil, skipped: String? = nil
  ) {
    self.id = id
    self.offering = offering
    self.person = person
    self.organisation = organisation
    self.start = start
    self.end = end
    self.status = status
    self.ahead = ahead
    self.reservation = reservation
    self.offeredUntil = offeredUntil
    self.skipped = skipped
  }
}

extension WaitlistEntry: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, offering, person, organisation, start, end, status, ahead, reservation, offeredUntil
    case skipped
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
    self.init(
      id: try read(.id) { WaitlistID(text: $0) },
      offering: try container.decode(OfferingID.self, forKey: .offering),
      person: try read(.person) { PersonID(text: $0) },
      organisation: container.contains(.organisation)
        ? try read(.organisation) { OrganisationID(text: $0) } : nil,
      start: try read(.start) { ZonedInstant(rfc3339: $0) },
      end: try read(.end) { ZonedInstant(rfc3339: $0) },
      status: try container.decode(WaitlistStatus.self, forKey: .status),
      ahead: try container.decodeIfPresent(Int.self, forKey: .ahead),
      reservation: container.contains(.reservation)
        ? try read(.reservation) { ReservationID(text: $0) } : nil,
      offeredUntil: container.contains(.offeredUntil)
        ? try read(.offeredUntil) { ZonedInstant(rfc3339: $0) } : nil,
      skipped: try container.decodeIfPresent(String.self, forKey: .skipped))
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(offering, forKey: .offering)
    try container.encode(person.description, forKey: .person)
    try container.encodeIfPresent(organisation?.description, forKey: .organisation)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(status, forKey: .status)
    try container.encodeIfPresent(ahead, forKey: .ahead)
    try container.encodeIfPresent(reservation?.description, forKey: .reservation)
    try container.encodeIfPresent(offeredUntil?.rfc3339, forKey: .offeredUntil)
    try container.encodeIfPresent(skipped, forKey: .skipped)
  }
}
