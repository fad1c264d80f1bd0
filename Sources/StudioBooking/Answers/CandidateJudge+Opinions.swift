extension CandidateJudge {
  /// What the rules say about a candidate, the allocation of units aside: one step a code, the
  /// refusing rule's where one of several refuses.
  func opinions(on candidate: BookingCandidate) -> [BookingExplanation.Step] {
    var steps: [BookingExplanation.Step] = []
    for rule in BookingRules.inOrder {
      let refusal = rule.refusal(of: candidate, in: context)
      let (limit, actual) = refusal.map { ($0.limit, $0.actual) } ?? measures(rule.code, candidate)
      let step = BookingExplanation.Step(
        code: rule.code, limit: limit, actual: actual, refusal: refusal)
      if let index = steps.firstIndex(where: { $0.code == rule.code }) {
        if steps[index].refusal == nil, refusal != nil { steps[index] = step }
      } else {
        steps.append(step)
      }
    }
    return steps
  }

  /// Whether units are free, whatever the other rules say.
  func allocation(for candidate: BookingCandidate) -> BookingExplanation.Step {
    let clash = { busy.clash(on: $0, with: candidate.claimedInterval) }
    let free = candidate.offering.candidates.filter { clash($0) == nil }
    // Closed and kept units are other rules' matter: here all count as open, so that a taken unit
    // is named also on a closed day.
    let outcome = UnitAllocator(
      offering: candidate.offering, chosen: candidate.chosen, at: context.venue
    ).allocate(isOpen: { _ in true }, clash: clash)
    var refused: Refusal?
    var given: Measure?
    switch outcome {
    case .granted(let units): given = .text(Self.names(units))
    case .taken(let unit, let taken): refused = refusal(of: candidate, taken: unit, by: taken)
    case .closed: break
    }
    return BookingExplanation.Step(
      code: .slotTaken, limit: .text(Self.names(free)), actual: refused?.actual ?? given,
      refusal: refused)
  }

  private static func names(_ units: [UnitID]) -> String {
    units.map(\.rawValue).joined(separator: ", ")
  }

  /// Limit and actual value of a rule that has nothing against a candidate.
  private func measures(
    _ code: RefusalCode, _ candidate: BookingCandidate
  ) -> (limit: Measure?, actual: Measure?) {
    let policy = candidate.offering.policy
    let start = Measure.moment(context.zone.zoned(candidate.interval.startUTC))
    switch code {
    case .granularity:
      return (.minutes(policy.starts.everyMinutes), start)
    case .duration:
      let (shortest, longest) = (
        policy.durationMinutes.lowerBound, policy.durationMinutes.upperBound
      )
      return (
        .text("\(HumanTime.duration(minutes: shortest)) – \(HumanTime.duration(minutes: longest))"),
        .minutes(candidate.interval.durationSeconds / 60)
      )
    case .leadTime:
      let earliest = LeadTimeRule.earliestStartUTC(
        policy.lead, nowUTC: context.nowUTC, venue: context.venue)
      return (.moment(context.zone.zoned((earliest + 59) / 60 * 60)), start)
    case .horizon:
      guard let days = policy.horizonDays else { return (nil, start) }
      let closes = HorizonRule.closesUTC(
        days: days, nowUTC: context.nowUTC, zone: context.zone)
      return (.moment(context.zone.zoned(closes)), start)
    case .closed:
      let open = candidate.offering.candidates.filter { isOpen($0, candidate) }
      return (.text(Self.names(open)), start)
    case .notAllowed:
      let categories = policy.bookers.categories
      guard !categories.isEmpty else { return (nil, nil) }
      return (
        .text(categories.joined(separator: ", ")), context.booker.category.map { .text($0) }
      )
    default:
      return (nil, nil)
    }
  }
}
