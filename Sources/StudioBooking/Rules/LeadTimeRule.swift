/// A booking is made early enough before its start, and never for the past.
struct LeadTimeRule: BookingRule {
  let code = RefusalCode.leadTime

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    guard !candidate.startIsGiven else { return nil }
    let offering = candidate.offering
    let start = candidate.interval.startUTC
    let earliest = Self.earliestStartUTC(
      offering.policy.lead, nowUTC: context.nowUTC, venue: context.venue)
    guard start < earliest else { return nil }
    return Refusal(
      start < context.nowUTC ? .past : .leadTime, subject: offering.id.rawValue,
      subjectName: offering.name,
      limit: .moment(context.zone.zoned(Self.wholeMinute(notBefore: earliest))),
      actual: .moment(context.zone.zoned(start)))
  }

  /// The next whole minute: starts are whole minutes, and nobody reads seconds.
  private static func wholeMinute(notBefore instant: Int) -> Int { (instant + 59) / 60 * 60 }

  /// The first instant that can be booked now.
  static func earliestStartUTC(_ lead: LeadTime, nowUTC: Int, venue: Venue) -> Int {
    let today = venue.zone.local(atUTC: nowUTC).date
    switch lead {
    case .hours(let count): return nowUTC + count * 3600
    case .days(let count):
      return max(nowUTC, venue.zone.startOfDay(today.adding(days: count)))
    case .workingDays(let count):
      let calendars = venue.dayCalendars
      func works(_ date: CivilDate) -> Bool {
        date.weekday <= .friday
          && !venue.closedOn.contains { calendars.contains(date, in: $0) }
      }
      var date = today
      var left = count
      // A year without a working day is a mistake in the venue file, not a reason to hang.
      for _ in 0..<(366 + 2 * count) where left > 0 {
        date = date.adding(days: 1)
        if works(date) { left -= 1 }
      }
      return max(nowUTC, venue.zone.startOfDay(date))
    }
  }
}
