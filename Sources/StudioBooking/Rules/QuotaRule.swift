/// Nobody takes more hours of a calendar period than their share.
struct QuotaRule: BookingRule {
  let code = RefusalCode.quota

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    let booker = context.booker
    let wanted = HourUse(
      person: booker.account, organisation: booker.organisation,
      category: booker.category, offering: offering.id, interval: candidate.interval)
    for quota in context.venue.quotas(of: offering) where quota.applies(to: booker) {
      for span in quota.per.spans(touching: candidate.interval, in: context.zone) {
        let used = quota.usedMinutes(by: booker, of: offering.id, within: span.interval)
        let more = (wanted.seconds(within: span.interval) + 59) / 60
        guard used + more > quota.minutes else { continue }
        return Refusal(
          .quotaHours, subject: offering.id.rawValue, subjectName: offering.name,
          limit: .allowance(quota), actual: .used(minutes: used + more, in: span.dates))
      }
    }
    return nil
  }
}

/// Nobody has more bookings ahead than allowed.
struct BookingsAheadRule: BookingRule {
  let code = RefusalCode.quota

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    guard let most = offering.policy.bookers.mostAhead, !context.booker.isWalkIn else {
      return nil
    }
    let ahead = context.booker.ahead[offering.id] ?? 0
    guard ahead >= most else { return nil }
    return Refusal(
      .bookingsAhead, subject: offering.id.rawValue, subjectName: offering.name,
      limit: .count(most), actual: .count(ahead + 1))
  }
}

extension Venue {
  /// The quotas that limit an offering: its own, and those of the venue that name it.
  public func quotas(of offering: Offering) -> [Quota] {
    offering.policy.bookers.quotas + quotas.filter { $0.across.contains(offering.id) }
  }
}
