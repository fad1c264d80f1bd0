/// A recurring reservation: its pattern, and every date with what became of it.
public struct Series: Hashable, Sendable, Identifiable {
  /// What became of a date.
  public enum State: String, Sendable, Codable {
    /// It has a reservation.
    case booked
    /// It could not be booked; it is offered when it becomes free.
    case skipped
    /// The person excepted it.
    case excluded
    /// The clock jumps over it.
    case missing
  }

  /// One date of the series.
  public struct Occurrence: Hashable, Sendable {
    /// What the clock showed at its start when it was planned; names it for life.
    public let local: LocalDateTime
    /// What became of it.
    public let state: State
    /// Its reservation.
    public let reservation: Reservation?
    /// The code of the rule that refused it.
    public let reason: String?

    /// Describes a date.
    public init(local: LocalDateTime, state: State, reservation: Reservation?, reason: String?) {
      self.local = local
      self.state = state
      self.reservation = reservation
      self.reason = reason
    }

    /// Whether somebody moved this one away from the series' time.
    public var isMoved: Bool { reservation.map { $0.start.local != local } ?? false }
  }

  /// The number.
  public let id: SeriesID
  /// What is booked.
  public let offering: OfferingID
  /// For whom.
  public let person: PersonID
  /// What it is about; for staff and the owner.
  public let title: String?
  /// When.
  public let pattern: SeriesPattern
  /// Rises with every change of the series or one of its reservations.
  public let sequence: Int
  /// The series this one was split from.
  public let continues: SeriesID?
  /// Its dates in order.
  public let occurrences: [Occurrence]

  /// Describes a series.
  public init(
    id: SeriesID, offering: OfferingID, person: PersonID, title: String?, pattern: SeriesPattern,
    sequence: Int, continues: SeriesID?, occurrences: [Occurrence]
  ) {
    self.id = id
    self.offering = offering
    self.person = person
    self.title = title
    self.pattern = pattern
    self.sequence = sequence
    self.continues = continues
    self.occurrences = occurrences
  }
}

extension Series {
  /// Refuses an edit by somebody who saw the series before it changed.
  ///
  /// - Throws: a refusal with code `stale_version`.
  package func checkVersion(_ expected: Int?) throws(Refusal) {
    guard let expected, expected != sequence else { return }
    throw Refusal(
      .staleVersion, subject: id.description, limit: .count(sequence), actual: .count(expected))
  }
}

extension Series: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, offering, person, title, rule, start, length, sequence, continues, dates
  }

  /// Writes the contract's JSON (docs/schema/series.json).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id.description, forKey: .id)
    try container.encode(offering, forKey: .offering)
    try container.encode(person.description, forKey: .person)
    try container.encodeIfPresent(title, forKey: .title)
    try container.encode(pattern.times.rule?.description, forKey: .rule)
    try container.encode(pattern.times.start.description, forKey: .start)
    try container.encode(pattern.length.description, forKey: .length)
    try container.encode(sequence, forKey: .sequence)
    try container.encodeIfPresent(continues?.description, forKey: .continues)
    try container.encode(occurrences, forKey: .dates)
  }
}

extension Series.Occurrence: Encodable {
  private enum CodingKeys: String, CodingKey { case date, state, isMoved, reservation, reason }

  /// Writes one date.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(local.description, forKey: .date)
    try container.encode(state, forKey: .state)
    try container.encode(isMoved, forKey: .isMoved)
    try container.encodeIfPresent(reservation, forKey: .reservation)
    try container.encodeIfPresent(reason, forKey: .reason)
  }
}
