/// A booking is not made too far ahead, counted in the venue's dates.
struct HorizonRule: BookingRule {
  let code = RefusalCode.horizon

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    guard let days = offering.policy.horizonDays, !candidate.startIsGiven else { return nil }
    let closesUTC = Self.closesUTC(days: days, nowUTC: context.nowUTC, zone: context.zone)
    guard candidate.interval.startUTC >= closesUTC else { return nil }
    return Refusal(
      .horizon, subject: offering.id.rawValue, subjectName: offering.name,
      limit: .moment(context.zone.zoned(closesUTC)),
      actual: .moment(context.zone.zoned(candidate.interval.startUTC)))
  }

  /// The first instant that cannot be booked yet: the end of the last date within reach.
  static func closesUTC(days: Int, nowUTC: Int, zone: VenueZone) -> Int {
    zone.startOfDay(zone.local(atUTC: nowUTC).date.adding(days: days + 1))
  }
}
