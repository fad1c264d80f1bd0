/// Enough of the offering's units are open for as much of the booking as the policy asks.
struct OpeningHoursRule: BookingRule {
  let code = RefusalCode.closed

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    let allocator = UnitAllocator(
      offering: offering, chosen: candidate.chosen, at: context.venue,
      kept: context.keptUnits(of: offering))
    let closed = allocator.closedUnit { unit in
      context.hours.isOpen(
        unit, for: candidate.interval, during: offering.policy.openDuring)
    }
    guard let closed else { return nil }
    let start = context.zone.zoned(candidate.interval.startUTC)
    let openings = openings(of: closed, on: start.local.date, in: context)
    let name = context.venue.unit(closed)?.name
    guard !openings.isEmpty else {
      return Refusal(
        .closedDay, subject: closed.rawValue, subjectName: name, actual: .moment(start))
    }
    return Refusal(
      .openingHours, subject: closed.rawValue, subjectName: name, limit: .text(openings),
      actual: .text(span(candidate.interval, in: context.zone)))
  }

  /// The openings that touch a date, on the clock: `09:00-18:00, 20:00-02:00`.
  private func openings(
    of unit: UnitID, on date: CivilDate, in context: RuleContext
  ) -> String {
    let day = context.zone.interval(from: date, days: 1)
    return context.hours.openTimes(of: unit).intervals.filter { $0.overlaps(day) }
      .map { span($0, in: context.zone) }.joined(separator: ", ")
  }

  private func span(_ interval: UTCInterval, in zone: VenueZone) -> String {
    let (start, end) = (zone.local(atUTC: interval.startUTC), zone.local(atUTC: interval.endUTC))
    let endsAtMidnight = end.secondOfDay == 0 && end.date == start.date.adding(days: 1)
    return "\(start.clockText)-\(endsAtMidnight ? "24:00" : end.clockText)"
  }
}
