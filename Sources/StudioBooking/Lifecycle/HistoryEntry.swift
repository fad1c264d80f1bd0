/// One thing that happened to a reservation: who, when, what, and what became of it.
///
/// Entries hold numbers and times, never names: erasing a person leaves them as they are.
public struct HistoryEntry: Hashable, Sendable {
  /// The reservation.
  public let reservation: ReservationID
  /// The version the change led to.
  public let version: Int
  /// When, in UTC seconds since 1970.
  public let atUTC: Int
  /// A role and at most a number: `staff:P-1`.
  public let actor: String
  /// What was done, such as `reserve` or `move`.
  public let change: String
  /// The values that changed, by ``ReservationField``, and the reason where one was given.
  public let details: [String: String]

  /// Describes an entry.
  public init(
    reservation: ReservationID, version: Int, atUTC: Int, actor: String, change: String,
    details: [String: String]
  ) {
    self.reservation = reservation
    self.version = version
    self.atUTC = atUTC
    self.actor = actor
    self.change = change
    self.details = details
  }
}

extension HistoryEntry: Encodable {
  private enum CodingKeys: String, CodingKey { case id, version, at, actor, change, details }

  /// Writes the instant in RFC 3339.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reservation.description, forKey: .id)
    try container.encode(version, forKey: .version)
    try container.encode(RFC3339.utc(atUTC), forKey: .at)
    try container.encode(actor, forKey: .actor)
    try container.encode(change, forKey: .change)
    try container.encode(details, forKey: .details)
  }
}

/// A value of a reservation that its history writes down.
public enum ReservationField: String, Sendable, CaseIterable {
  case kind, status, offering, units, start, end, heldUntil, group, people

  /// The value of a reservation, as the history writes it; nil where it has none.
  func text(of reservation: Reservation) -> String? {
    switch self {
    case .kind: reservation.kind.rawValue
    case .status: reservation.status.rawValue
    case .offering: reservation.offering.rawValue
    case .units: reservation.units.map(\.rawValue).joined(separator: ",")
    case .start: reservation.start.rfc3339
    case .end: reservation.end.rfc3339
    case .heldUntil: reservation.heldUntil?.rfc3339
    case .group: reservation.group?.description
    case .people: reservation.people.map(String.init)
    }
  }

  /// What differs between two states of a reservation; a value that went away becomes empty.
  public static func changes(from old: Reservation?, to new: Reservation) -> [String: String] {
    var changes: [String: String] = [:]
    for field in allCases {
      let (before, after) = (old.flatMap(field.text), field.text(of: new))
      if before != after { changes[field.rawValue] = after ?? "" }
    }
    return changes
  }
}
