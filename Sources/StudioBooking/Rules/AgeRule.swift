/// Everybody who comes is old enough for the offering, the hour, and for coming alone.
struct AgeRule: BookingRule {
  let code = RefusalCode.notAllowed

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let booker = context.booker
    if let person = booker.person, let age = booker.age, age.isUnder(AgeRules.accountAge),
      booker.guardian == nil, !booker.isWalkIn
    {
      return AgeRules.accountRefusal(of: person, age)
    }
    let ages = candidate.offering.policy.bookers.ages
    // Nobody said an age: the desk sees who comes.
    guard let youngest = booker.youngest else { return nil }
    if let minimum = ages.minimum, !youngest.hasReached(minimum) {
      return refusal(.minimumAge, candidate, .years(minimum, during: nil), youngest)
    }
    for window in ages.windows where !youngest.hasReached(window.minimumAge) {
      guard let hours = overlap(of: window, with: candidate, in: context) else { continue }
      return refusal(.ageWindow, candidate, .years(window.minimumAge, during: hours), youngest)
    }
    if let alone = ages.minimumAlone, !youngest.hasReached(alone),
      !booker.isAccompanied, !isAuthorised(candidate, context)
    {
      return refusal(.minimumAgeAlone, candidate, .years(alone, during: nil), youngest)
    }
    return nil
  }

  private func refusal(
    _ rule: RefusalRule, _ candidate: BookingCandidate, _ limit: Measure, _ youngest: AgeBand
  ) -> Refusal {
    Refusal(
      rule, subject: candidate.offering.id.rawValue, subjectName: candidate.offering.name,
      limit: limit, actual: .text(youngest.description))
  }

  /// An authorisation covers the day on which the visit begins.
  private func isAuthorised(_ candidate: BookingCandidate, _ context: RuleContext) -> Bool {
    guard let until = context.booker.authorisedUntil else { return false }
    return context.zone.local(atUTC: candidate.interval.startUTC).date <= until
  }

  /// The clock hours of a window that the booking reaches into, if any.
  private func overlap(
    of window: AgeRules.Window, with candidate: BookingCandidate, in context: RuleContext
  ) -> String? {
    let zone = context.zone
    let first = zone.local(atUTC: candidate.interval.startUTC).date.adding(days: -1)
    let last = zone.local(atUTC: candidate.interval.endUTC).date
    let calendars = context.venue.dayCalendars
    for day in first.dayNumber...last.dayNumber {
      let date = CivilDate(dayNumber: day)
      for span in window.hours.spans(on: date, calendars: calendars) {
        guard let interval = span.interval(on: date, in: zone),
          interval.overlaps(candidate.interval)
        else { continue }
        return span.description
      }
    }
    return nil
  }
}
