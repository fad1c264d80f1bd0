/// The free times of an offering: the JSON contract of `availability` (DESIGN §7).
public struct Availability: Hashable, Sendable, Encodable {
  /// One bookable time.
  public struct Slot: Hashable, Sendable {
    /// The start.
    public let start: ZonedInstant
    /// The end.
    public let end: ZonedInstant
    /// Every unit that is free for all of it.
    public let freeUnits: [UnitID]
    /// The units that would be given; nil unless several were asked for together.
    public let together: [UnitID]?

    init(
      start: ZonedInstant, end: ZonedInstant, freeUnits: [UnitID], together: [UnitID]? = nil
    ) {
      self.start = start
      self.end = end
      self.freeUnits = freeUnits
      self.together = together
    }
  }

  /// The offering.
  public let offering: OfferingID
  /// The venue's zone.
  public let zone: String
  /// The bookable times, in order.
  public let slots: [Slot]

  /// Lists bookable times.
  public init(offering: OfferingID, zone: String, slots: [Slot]) {
    self.offering = offering
    self.zone = zone
    self.slots = slots
  }
}

extension Availability.Slot: Encodable {
  private enum CodingKeys: String, CodingKey { case start, end, freeUnits, together }

  /// Writes times in RFC 3339.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(freeUnits, forKey: .freeUnits)
    try container.encodeIfPresent(together, forKey: .together)
  }
}

/// A question about free times.
public struct AvailabilityQuery: Hashable, Sendable {
  /// What to book.
  public let offering: OfferingID
  /// The first date.
  public let firstDate: CivilDate
  /// How many dates, 1…62.
  public let days: Int
  /// The wanted length; nil means the offering's default.
  public let durationMinutes: Int?
  /// How many units of the offering's choice must be free together; nil means what one booking
  /// takes.
  public let together: Int?
  /// Who asks; nil when nobody in particular does: rules about who books are then left out.
  public let asker: Asker?

  /// The most days one question may span: two months, so that an answer stays small.
  public static let longestDays = 62

  /// Asks about some days; a number of days outside 1…62 becomes the nearest of these.
  public init(
    offering: OfferingID, firstDate: CivilDate, days: Int = 1, durationMinutes: Int? = nil,
    together: Int? = nil, asker: Asker? = nil
  ) {
    self.asker = asker
    self.offering = offering
    self.firstDate = firstDate
    self.days = min(max(days, 1), Self.longestDays)
    self.durationMinutes = durationMinutes
    self.together = together
  }

  /// The instants that matter to the answer: load claims and exceptions that touch them.
  public func window(for offering: Offering, at venue: Venue) -> UTCInterval {
    let policy = offering.policy
    let minutes =
      policy.starts.periods.isEmpty
      ? durationMinutes ?? policy.defaultDurationMinutes : policy.durationMinutes.upperBound + 60
    return venue.zone.interval(from: firstDate, days: days)
      .extended(bySeconds: (minutes + offering.policy.bufferMinutes) * 60)
  }
}

extension BookingDesk {
  /// Lists the times at which an offering can be booked, every rule respected; those about who books
  /// only when somebody in particular asks.
  ///
  /// - Parameters:
  ///   - query: the question.
  ///   - snapshot: claims and exceptions that touch the query's window.
  ///   - nowUTC: the present, UTC seconds since 1970.
  ///   - limit: how many times are wanted; the search ends with the last.
  /// - Returns: the bookable times in order.
  /// - Throws: a refusal with code `unknown_offering`, `granularity`, `duration` or, when more
  ///   units are wanted together than there are, `unknown_unit`; when there is no time at all because
  ///   of who asks, `not_allowed` or `quota`.
  public static func availability(
    _ query: AvailabilityQuery, _ snapshot: BookingSnapshot, nowUTC: Int, limit: Int = .max
  ) throws(Refusal) -> Availability {
    let venue = snapshot.venue
    guard let found = venue.offering(query.offering) else {
      throw Refusal(
        .unknownOffering, subject: query.offering.rawValue,
        limit: .text(venue.offerings.map(\.id.rawValue).joined(separator: ", ")))
    }
    var offering = found
    if let together = query.together { offering = try found.together(together) }
    let judge = CandidateJudge(
      snapshot: snapshot, offering: offering, window: query.window(for: offering, at: venue),
      nowUTC: nowUTC, overrides: [],
      rules: query.asker == nil ? BookingRules.ofTheHouse : BookingRules.inOrder)
    var personal: Refusal?
    var slots: [Availability.Slot] = []
    for offset in 0..<query.days {
      let date = query.firstDate.adding(days: offset)
      let intervals = offering.policy.starts.intervals(
        on: date, minutes: query.durationMinutes, usual: offering.policy.defaultDurationMinutes,
        in: venue.zone)
      for interval in intervals where slots.count < limit {
        let candidate = BookingCandidate(offering: offering, interval: interval, chosen: [])
        switch judge.verdict(on: candidate) {
        case .success(let decision):
          slots.append(
            Availability.Slot(
              start: venue.zone.zoned(interval.startUTC), end: venue.zone.zoned(interval.endUTC),
              freeUnits: judge.freeUnits(for: candidate),
              together: query.together == nil ? nil : decision.units))
        case .failure(let refusal):
          // A length the offering never allows is the question's fault, not a full day.
          if [.granularity, .duration].contains(refusal.rule.code) { throw refusal }
          if query.asker != nil, [.notAllowed, .quota].contains(refusal.rule.code) {
            personal = personal ?? refusal
          }
        }
      }
    }
    if slots.isEmpty, let personal { throw personal }
    return Availability(offering: offering.id, zone: venue.zone.identifier, slots: slots)
  }
}
