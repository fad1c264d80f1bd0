/// What somebody's quotas hold, and the entries of the ledger that make it up: the JSON contract of
/// `studio quota`.
public struct QuotaReport: Hashable, Sendable {
  /// One quota in one period.
  public struct Balance: Hashable, Sendable {
    /// What is limited.
    public let offering: OfferingID
    /// The quota.
    public let quota: Quota
    /// The dates of the period.
    public let dates: ClosedRange<CivilDate>
    /// Minutes used.
    public let usedMinutes: Int
    /// Minutes left; negative where staff set the quota aside.
    public var leftMinutes: Int { quota.minutes - usedMinutes }
  }

  /// One entry of the ledger.
  public struct Entry: Hashable, Sendable {
    /// The reservation it is about.
    public let reservation: ReservationID
    /// What was booked.
    public let offering: OfferingID
    /// The time taken or given back.
    public let start: ZonedInstant
    /// Until when.
    public let end: ZonedInstant
    /// Why: booked, released, lateCancel, noShow, forgiven.
    public let cause: HourCause
    /// When it was entered.
    public let at: ZonedInstant
    /// Minutes, negative when given back.
    public var minutes: Int {
      (end.utc - start.utc) / 60 * (cause.isReturn ? -1 : 1)
    }

    /// Describes an entry.
    public init(
      reservation: ReservationID, offering: OfferingID, start: ZonedInstant, end: ZonedInstant,
      cause: HourCause, at: ZonedInstant
    ) {
      self.reservation = reservation
      self.offering = offering
      self.start = start
      self.end = end
      self.cause = cause
      self.at = at
    }
  }

  /// Whose.
  public let subject: String
  /// The quotas of the periods in question.
  public let balances: [Balance]
  /// The entries, oldest time first.
  public let entries: [Entry]

  /// Gathers a report.
  public init(subject: String, balances: [Balance], entries: [Entry]) {
    self.subject = subject
    self.balances = balances
    self.entries = entries
  }

  /// Works out what a booker has used of an offering's quotas.
  ///
  /// - Parameters:
  ///   - booker: with the ledger entries that count.
  ///   - offering: whose quotas.
  ///   - date: a date of the periods in question.
  ///   - venue: where.
  /// - Returns: one balance a quota that applies.
  public static func balances(
    of booker: Booker, booking offering: Offering, on date: CivilDate, at venue: Venue
  ) -> [Balance] {
    let day = venue.zone.interval(from: date, days: 1)
    return venue.quotas(of: offering).filter { $0.applies(to: booker) }.flatMap { quota in
      quota.per.spans(touching: day, in: venue.zone).map { span in
        Balance(
          offering: offering.id, quota: quota, dates: span.dates,
          usedMinutes: quota.usedMinutes(by: booker, of: offering.id, within: span.interval))
      }
    }
  }
}

/// Why an entry stands in the ledger of hours.
public enum HourCause: String, Sendable, Codable, CaseIterable {
  case booked, released, lateCancel, noShow, forgiven

  /// Whether it gives hours back.
  public var isReturn: Bool { self == .released || self == .forgiven }
}

extension QuotaReport: Encodable {
  private enum CodingKeys: String, CodingKey { case subject, balances, entries }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(subject, forKey: .subject)
    try container.encode(balances, forKey: .balances)
    try container.encode(entries, forKey: .entries)
  }
}

extension QuotaReport.Balance: Encodable {
  private enum CodingKeys: String, CodingKey {
    case offering, per, of, from, to, limitMinutes, usedMinutes, leftMinutes
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(offering, forKey: .offering)
    try container.encode(quota.per, forKey: .per)
    try container.encode(quota.of, forKey: .of)
    try container.encode(dates.lowerBound, forKey: .from)
    try container.encode(dates.upperBound, forKey: .to)
    try container.encode(quota.minutes, forKey: .limitMinutes)
    try container.encode(usedMinutes, forKey: .usedMinutes)
    try container.encode(leftMinutes, forKey: .leftMinutes)
  }
}

extension QuotaReport.Entry: Encodable {
  private enum CodingKeys: String, CodingKey {
    case reservation, offering, start, end, cause, minutes, at
  }

  /// Writes the contract's JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reservation.description, forKey: .reservation)
    try container.encode(offering, forKey: .offering)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(cause, forKey: .cause)
    try container.encode(minutes, forKey: .minutes)
    try container.encode(at.rfc3339, forKey: .at)
  }
}
