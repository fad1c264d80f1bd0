/// Some offerings require a qualification that is still valid on the day.
struct QualificationRule: BookingRule {
  let code = RefusalCode.notAllowed

  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal? {
    let offering = candidate.offering
    // The day of the start: whoever begins a print that runs through the night is there then.
    let start = context.zone.zoned(candidate.interval.startUTC)
    for name in offering.policy.bookers.requires {
      let held = context.booker.qualifications.filter { $0.kind == name }
      guard !held.contains(where: { $0.isValid(on: start.local.date) }) else { continue }
      let last = held.compactMap(\.until).max()
      return Refusal(
        last == nil ? .qualificationMissing : .qualificationExpired,
        subject: offering.id.rawValue, subjectName: offering.name,
        limit: .name(
          context.venue.qualifications.first { $0.id == name }?.name ?? LocalizedText(name)),
        actual: last.map(Measure.date) ?? .moment(start))
    }
    return nil
  }
}
