/// What staff should know at a glance about today.
public struct TodayFacts: Hashable, Sendable {
  /// A reservation in a list of today.
  public struct Item: Hashable, Sendable {
    /// The reservation.
    public let id: ReservationID
    /// Its units.
    public let units: [UnitID]
    /// For whom, or what it is about.
    public let name: String
    /// The start.
    public let start: ZonedInstant
    /// The end.
    public let end: ZonedInstant

    /// Describes an item.
    public init(
      id: ReservationID, units: [UnitID], name: String, start: ZonedInstant, end: ZonedInstant
    ) {
      self.id = id
      self.units = units
      self.name = name
      self.start = start
      self.end = end
    }
  }

  /// A thing that cannot be used now, and until when.
  public struct OutOfOrder: Hashable, Sendable {
    /// The unit, space, or `venue`.
    public let name: String
    /// Why, when it was said.
    public let reason: String?
    /// Until when.
    public let until: ZonedInstant

    /// Describes what cannot be used.
    public init(name: String, reason: String?, until: ZonedInstant) {
      self.name = name
      self.reason = reason
      self.until = until
    }
  }

  /// Something named, with the time that matters about it.
  public struct Mark: Hashable, Sendable {
    /// Its number or id.
    public let id: String
    /// What it is called.
    public let name: String
    /// When.
    public let at: ZonedInstant

    /// Describes a mark.
    public init(id: String, name: String, at: ZonedInstant) {
      self.id = id
      self.name = name
      self.at = at
    }
  }

  /// The venue's date.
  public let date: CivilDate
  /// Requests that wait for approval, the next first.
  public let toApprove: [Item]
  /// Confirmed reservations that start later today.
  public let arriving: [Item]
  /// Confirmed reservations that have started without their person.
  public let late: [Item]
  /// People who are here.
  public let present: [Item]
  /// What cannot be used now.
  public let outOfOrder: [OutOfOrder]
  /// Open recording sessions without a file.
  public let sessionsWithoutFile: [Mark]
  /// Episodes that will be published by themselves.
  public let scheduledEpisodes: [Mark]
  /// Units that nobody uses and that are open now.
  public let freeNow: [UnitID]

  /// Gathers the facts.
  public init(
    date: CivilDate, toApprove: [Item], arriving: [Item], late: [Item], present: [Item],
    outOfOrder: [OutOfOrder], sessionsWithoutFile: [Mark], scheduledEpisodes: [Mark],
    freeNow: [UnitID]
  ) {
    self.date = date
    self.toApprove = toApprove
    self.arriving = arriving
    self.late = late
    self.present = present
    self.outOfOrder = outOfOrder
    self.sessionsWithoutFile = sessionsWithoutFile
    self.scheduledEpisodes = scheduledEpisodes
    self.freeNow = freeNow
  }
}

extension TodayFacts: Encodable {}

extension TodayFacts.Item: Encodable {
  private enum CodingKeys: String, CodingKey { case id, units, name, start, end }

  /// Writes times in RFC 3339.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(units, forKey: .units)
    try container.encode(name, forKey: .name)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
  }
}

extension TodayFacts.OutOfOrder: Encodable {
  private enum CodingKeys: String, CodingKey { case name, reason, until }

  /// Writes times in RFC 3339.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(reason, forKey: .reason)
    try container.encode(until.rfc3339, forKey: .until)
  }
}

extension TodayFacts.Mark: Encodable {
  private enum CodingKeys: String, CodingKey { case id, name, at }

  /// Writes times in RFC 3339.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(at.rfc3339, forKey: .at)
  }
}
