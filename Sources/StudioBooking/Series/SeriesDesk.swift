/// Decides about recurring reservations: pure functions over what the store has read.
///
/// The store calls ``interpret(_:at:)``, loads one ``BookingSnapshot`` for the candidate's window and
/// calls ``judge(_:_:nowUTC:overriding:)``: the number of queries does not depend on the number of
/// dates.
public enum SeriesDesk {
  /// Understands the names, dates and times of a request.
  ///
  /// - Parameters:
  ///   - request: what was asked.
  ///   - venue: where.
  /// - Returns: the offering and every date.
  /// - Throws: a refusal with one of the codes `unknown_offering`, `unknown_unit`, `bad_calendar`,
  ///   `bad_recurrence`, `bad_interval`.
  public static func interpret(
    _ request: SeriesRequest, at venue: Venue
  ) throws(Refusal) -> SeriesCandidate {
    let booking = request.booking
    guard let offering = venue.offering(booking.offering) else {
      throw Refusal(
        .unknownOffering, subject: booking.offering.rawValue,
        limit: .text(venue.offerings.map(\.id.rawValue).joined(separator: ", ")))
    }
    if let refusal = RequestedInterval.refusalOfUnits(
      booking.units, offering, at: venue)
    {
      throw refusal
    }
    let pattern = SeriesPattern(
      times: try SeriesDates.set(of: request, at: venue),
      length: try length(of: booking, offering, in: venue.zone))
    return try candidate(
      pattern, offering: offering, chosen: booking.units, people: booking.headcount, in: venue.zone)
  }

  /// Works the dates of a pattern out.
  ///
  /// - Parameters:
  ///   - pattern: when the occurrences are.
  ///   - offering: what to book.
  ///   - chosen: units chosen by the person.
  ///   - people: how many come; nil when nobody said.
  ///   - zone: the zone of the clock.
  /// - Returns: every date.
  /// - Throws: a refusal with code `bad_recurrence`: endless, too long, empty, overlapping itself.
  public static func candidate(
    _ pattern: SeriesPattern, offering: Offering, chosen: [UnitID], people: Int? = nil,
    in zone: VenueZone
  ) throws(Refusal) -> SeriesCandidate {
    let found = try pattern.times.times(in: zone)
    let existing = found.times.map { time in
      SeriesCandidate.Occurrence(
        local: time.local, interval: pattern.interval(of: time, in: zone))
    }
    guard !existing.isEmpty else {
      throw Refusal(.recurrenceEmpty, subject: pattern.times.rule?.description ?? "")
    }
    let gone = found.dropped.map { SeriesCandidate.Occurrence(local: $0, interval: nil) }
    let buffer = offering.policy.bufferMinutes * 60
    let taken = existing.compactMap(\.interval)
    for (one, next) in zip(taken, taken.dropFirst())
    where one.endUTC + buffer > next.startUTC {
      throw Refusal(
        .recurrenceOverlapsItself, subject: offering.id.rawValue, subjectName: offering.name,
        limit: .moment(zone.zoned(next.startUTC)), actual: .moment(zone.zoned(one.startUTC)))
    }
    return SeriesCandidate(
      offering: offering, pattern: pattern,
      occurrences: gone.isEmpty ? existing : (existing + gone).sorted { $0.local < $1.local },
      excluded: found.excluded, chosen: chosen, people: people)
  }

  /// Applies every rule to every date and chooses the units.
  ///
  /// Where the house chooses the unit, the one of the first date is taken on the others too as long
  /// as it is free: people find "their" station again.
  ///
  /// - Parameters:
  ///   - candidate: what ``interpret(_:at:)`` understood.
  ///   - snapshot: claims and exceptions that touch the candidate's window.
  ///   - nowUTC: the present, UTC seconds since 1970.
  ///   - overrides: rules that staff set aside; only those in ``RefusalCode/overridable`` count.
  /// - Returns: what can be booked and why the rest cannot.
  /// - Complexity: O(dates × units × log claims) after O(days × units) for the hours.
  public static func judge(
    _ candidate: SeriesCandidate, _ snapshot: BookingSnapshot, nowUTC: Int,
    overriding overrides: Set<RefusalCode> = []
  ) -> SeriesPlan {
    guard let window = candidate.window else {
      return SeriesPlan(candidate: candidate, outcomes: candidate.occurrences.map { _ in .missing })
    }
    var judge = CandidateJudge(
      snapshot: snapshot, offering: candidate.offering, window: window, nowUTC: nowUTC,
      overrides: overrides.intersection(RefusalCode.overridable))
    var usual: [UnitID] = []
    let outcomes = candidate.occurrences.map { occurrence -> SeriesPlan.Outcome in
      guard let interval = occurrence.interval else { return .missing }
      let liked = occurrence.preferred.isEmpty ? usual : occurrence.preferred
      let choices = candidate.chosen.isEmpty && !liked.isEmpty ? [liked, []] : [candidate.chosen]
      var refusal: Refusal?
      for chosen in choices {
        let one = BookingCandidate(
          offering: candidate.offering, interval: interval, chosen: chosen,
          people: candidate.people)
        switch judge.verdict(on: one) {
        case .success(let decision):
          if usual.isEmpty { usual = decision.units }
          judge.count(decision)
          return .free(decision)
        case .failure(let why): refusal = why
        }
      }
      return refusal.map { .refused($0) } ?? .missing
    }
    return SeriesPlan(candidate: candidate, outcomes: outcomes)
  }

  /// How long each occurrence lasts.
  private static func length(
    of booking: BookingRequest, _ offering: Offering, in zone: VenueZone
  ) throws(Refusal) -> SeriesPattern.Length {
    switch booking.end {
    case .usual:
      // A fixed half-day ends when it does, on every date.
      if let start = RecurrenceSet.instant(booking.start.local, .first, in: zone),
        let period = offering.policy.starts.period(fromUTC: start, in: zone)
      {
        let end = zone.local(atUTC: period.endUTC)
        return .clock(
          days: end.date.dayNumber - booking.start.local.date.dayNumber,
          secondOfDay: end.secondOfDay)
      }
      return .minutes(offering.policy.defaultDurationMinutes)
    case .afterMinutes(let count): return .minutes(count)
    case .at(let time):
      guard time.local > booking.start.local else {
        throw Refusal(
          .endNotAfterStart, subject: offering.id.rawValue, subjectName: offering.name,
          limit: .reading(booking.start.local), actual: .reading(time.local))
      }
      return .clock(
        days: time.local.date.dayNumber - booking.start.local.date.dayNumber,
        secondOfDay: time.local.secondOfDay)
    }
  }
}
