/// What the public can come to: the reservations marked public, and nothing else about them.
public struct Agenda: Hashable, Sendable {
  /// One event.
  public struct Event: Hashable, Sendable {
    /// The reservation, whose number tells nothing about anybody.
    public let id: ReservationID
    /// What was written for the public.
    public let publicity: Publicity
    /// The start.
    public let start: ZonedInstant
    /// The end.
    public let end: ZonedInstant
    /// The spaces it takes place in.
    public let places: [LocalizedText]
    /// Whether it was public and will not take place.
    public let isCancelled: Bool
    /// When it was marked public, UTC seconds since 1970.
    public let publishedUTC: Int
    /// Rises with every change, for iCalendar's SEQUENCE.
    public let sequence: Int

    /// Describes an event.
    public init(
      id: ReservationID, publicity: Publicity, start: ZonedInstant, end: ZonedInstant,
      places: [LocalizedText], isCancelled: Bool, publishedUTC: Int, sequence: Int
    ) {
      self.id = id
      self.publicity = publicity
      self.start = start
      self.end = end
      self.places = places
      self.isCancelled = isCancelled
      self.publishedUTC = publishedUTC
      self.sequence = sequence
    }
  }

  /// The venue.
  public let venue: LocalizedText
  /// The venue's zone.
  public let zone: VenueZone
  /// The events that are not over, by time.
  public let events: [Event]

  /// How many days ahead the agenda reaches.
  public static let reachDays = 400

  /// Lists events.
  public init(venue: LocalizedText, zone: VenueZone, events: [Event]) {
    self.venue = venue
    self.zone = zone
    self.events = events
  }
}

extension Agenda: Encodable {
  private enum CodingKeys: String, CodingKey { case venue, zone, events }

  /// Writes the contract of `agenda` (docs/schema/agenda.json), the venue's name in French.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(venue, forKey: .venue)
    try container.encode(zone.identifier, forKey: .zone)
    try container.encode(events, forKey: .events)
  }
}

extension Agenda.Event: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, title, summary, url, organiser, audience, seats, start, end, places, cancelled
  }

  /// Writes what the public may read.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(publicity.title, forKey: .title)
    try container.encodeIfPresent(publicity.summary, forKey: .summary)
    try container.encodeIfPresent(publicity.url, forKey: .url)
    try container.encodeIfPresent(publicity.organiser, forKey: .organiser)
    try container.encodeIfPresent(publicity.audience, forKey: .audience)
    try container.encodeIfPresent(publicity.seats, forKey: .seats)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(places, forKey: .places)
    try container.encode(isCancelled, forKey: .cancelled)
  }
}
