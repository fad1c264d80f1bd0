/// Who came and who did not, by offering.
public struct NoShowReport: Hashable, Sendable {
  /// What became of one reservation that is over.
  public struct Outcome: Hashable, Sendable {
    /// What was booked.
    public let offering: OfferingID
    /// Whose it was.
    public let person: PersonID
    /// `noShow`, `checkedIn`, `completed`, or `confirmed` when nobody noted anything.
    public let status: ReservationStatus
    /// Its length.
    public let seconds: Int

    /// Describes an outcome.
    public init(offering: OfferingID, person: PersonID, status: ReservationStatus, seconds: Int) {
      self.offering = offering
      self.person = person
      self.status = status
      self.seconds = seconds
    }
  }

  /// One offering.
  public struct Row: Hashable, Sendable {
    /// The offering; nil for all together.
    public let offering: OfferingID?
    /// Reservations that people came to.
    public let came: Int
    /// Those that nobody came to.
    public let noShows: Int
    /// Those of which nobody noted either.
    public let unnoted: Int
    /// The time that nobody came to.
    public let lostSeconds: Int

    /// No-shows among those of which something was noted, 0…1; nil when nothing was.
    public var share: Double? {
      came + noShows > 0 ? Double(noShows) / Double(came + noShows) : nil
    }
  }

  /// A person who did not come several times; a number, never a name.
  public struct Repeated: Hashable, Sendable {
    /// The person.
    public let person: PersonID
    /// How often.
    public let noShows: Int
  }

  /// The dates.
  public let period: ReportPeriod
  /// One line an offering, the most no-shows first.
  public let rows: [Row]
  /// All offerings together.
  public let total: Row
  /// People with two no-shows or more, the most first.
  public let repeated: [Repeated]

  /// Counts outcomes.
  public init(_ period: ReportPeriod, _ outcomes: [Outcome]) {
    self.period = period
    rows = Dictionary(grouping: outcomes, by: \.offering)
      .map { Row(offering: $0.key, $0.value) }
      .sorted { ($1.noShows, $0.name) < ($0.noShows, $1.name) }
    total = Row(offering: nil, outcomes)
    repeated = Dictionary(grouping: outcomes.filter { $0.status == .noShow }, by: \.person)
      .filter { $0.value.count >= 2 }
      .map { Repeated(person: $0.key, noShows: $0.value.count) }
      .sorted { ($1.noShows, $0.person.number) < ($0.noShows, $1.person.number) }
  }
}

extension NoShowReport.Row {
  fileprivate init(offering: OfferingID?, _ outcomes: [NoShowReport.Outcome]) {
    let missed = outcomes.filter { $0.status == .noShow }
    self.offering = offering
    came = outcomes.count { $0.status == .checkedIn || $0.status == .completed }
    noShows = missed.count
    unnoted = outcomes.count { $0.status == .confirmed }
    lostSeconds = missed.reduce(0) { $0 + $1.seconds }
  }

  fileprivate var name: String { offering?.rawValue ?? "" }
}

extension NoShowReport: Encodable {
  private enum CodingKeys: String, CodingKey { case from, to, rows, total, repeated }

  /// Writes the contract of `report no-show` (docs/schema/no-show.json).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(period.first, forKey: .from)
    try container.encode(period.last, forKey: .to)
    try container.encode(rows, forKey: .rows)
    try container.encode(total, forKey: .total)
    try container.encode(repeated, forKey: .repeated)
  }

  /// The lines as CSV, without the people.
  public var csv: CSVTable {
    CSVTable(
      header: ["offering", "came", "no_shows", "unnoted", "no_show_percent", "lost_hours"],
      rows: rows.map { row in
        [
          row.offering?.rawValue ?? "", String(row.came), String(row.noShows),
          String(row.unnoted), row.share.map(DecimalText.percent) ?? "",
          DecimalText.hours(seconds: row.lostSeconds),
        ]
      })
  }
}

extension NoShowReport.Row: Encodable {
  private enum CodingKeys: String, CodingKey {
    case offering, came, noShows, unnoted, share, lostMinutes
  }

  /// Writes minutes, and the share between 0 and 1.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(offering, forKey: .offering)
    try container.encode(came, forKey: .came)
    try container.encode(noShows, forKey: .noShows)
    try container.encode(unnoted, forKey: .unnoted)
    try container.encode(share, forKey: .share)
    try container.encode(lostSeconds / 60, forKey: .lostMinutes)
  }
}

extension NoShowReport.Repeated: Encodable {
  private enum CodingKeys: String, CodingKey { case person, noShows }

  /// Writes the person's number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(person.description, forKey: .person)
    try container.encode(noShows, forKey: .noShows)
  }
}
