/// One unit's part of a reservation in a calendar: the JSON contract of `calendar` (DESIGN §7).
public struct CalendarEntry: Hashable, Sendable {
  /// The reservation.
  public let id: ReservationID
  /// The unit.
  public let unit: UnitID
  /// The start.
  public let start: ZonedInstant
  /// The end, without buffer.
  public let end: ZonedInstant
  /// Where the reservation stands.
  public let status: ReservationStatus
  /// What it is about, else for whom; nil for everybody but staff and owner.
  public let title: String?

  /// Describes an entry.
  public init(
    id: ReservationID, unit: UnitID, start: ZonedInstant, end: ZonedInstant,
    status: ReservationStatus, title: String?
  ) {
    self.id = id
    self.unit = unit
    self.start = start
    self.end = end
    self.status = status
    self.title = title
  }
}

extension CalendarEntry: Encodable {
  private enum CodingKeys: String, CodingKey { case id, unit, start, end, status, title }

  /// Writes the contract's JSON; no `title` key where the reader may not see one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(unit, forKey: .unit)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(status, forKey: .status)
    try container.encodeIfPresent(title, forKey: .title)
  }
}
