/// A booking is neither too short nor too long, in real time.
struct DurationRule: BookingRule {
  let code = RefusalCode.duration

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    // A fixed period is as long as it is, an hour more or less on clock-change days.
    guard offering.policy.starts.periods.isEmpty else { return nil }
    let seconds = candidate.interval.durationSeconds
    let allowed = offering.policy.durationMinutes
    let rule: RefusalRule
    let limit: Int
    if seconds < allowed.lowerBound * 60 {
      (rule, limit) = (.minimumDuration, allowed.lowerBound)
    } else if seconds > allowed.upperBound * 60 {
      (rule, limit) = (.maximumDuration, allowed.upperBound)
    } else {
      return nil
    }
    return Refusal(
      rule, subject: offering.id.rawValue, subjectName: offering.name, limit: .minutes(limit),
      actual: seconds % 60 == 0 ? .minutes(seconds / 60) : .seconds(seconds))
  }
}
