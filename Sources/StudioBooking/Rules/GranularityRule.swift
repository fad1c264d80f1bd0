/// Bookings start on the offering's grid and last a multiple of its step.
struct GranularityRule: BookingRule {
  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    let starts = offering.policy.starts
    let start = context.zone.zoned(candidate.interval.startUTC)
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
}
