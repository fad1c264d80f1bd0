/// Bookings start on the offering's grid and last a multiple of its step.
struct GranularityRule: BookingRule {
  let code = RefusalCode.granularity

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    let starts = offering.policy.starts
    let start = context.zone.zoned(candidate.interval.startUTC)
    guard starts.periods.isEmpty else {
      return refusalOfPeriod(candidate, start, in: context)
    }
    if !candidate.startIsGiven, !starts.allows(start.local) {
      return Refusal(
        .startStep, subject: offering.id.rawValue, subjectName: offering.name,
        limit: .minutes(starts.everyMinutes), actual: .moment(start))
    }
    // Real seconds, so that a night with a clock change is not off the step.
    let seconds = candidate.interval.durationSeconds
    guard seconds % (starts.everyMinutes * 60) != 0 else { return nil }
    return Refusal(
      .durationStep, subject: offering.id.rawValue, subjectName: offering.name,
      limit: .minutes(starts.everyMinutes),
      actual: seconds % 60 == 0 ? .minutes(seconds / 60) : .seconds(seconds))
  }

  /// Where only whole periods are booked, the interval is one of them.
  private func refusalOfPeriod(
    _ candidate: BookingCandidate, _ start: ZonedInstant, in context: RuleContext
  ) -> Refusal? {
    let offering = candidate.offering
    let starts = offering.policy.starts
    guard !starts.isPeriod(candidate.interval, in: context.zone) else { return nil }
    let ofDay = starts.periods.filter { $0.days.contains(start.local.date.weekday) }
    let end = context.zone.zoned(candidate.interval.endUTC)
    return Refusal(
      .fixedPeriod, subject: offering.id.rawValue, subjectName: offering.name,
      limit: .text(
        (ofDay.isEmpty ? starts.periods : ofDay).map(\.clockText).joined(separator: ", ")),
      actual: .text("\(start.local.clockText)-\(end.local.clockText)"))
  }
}
