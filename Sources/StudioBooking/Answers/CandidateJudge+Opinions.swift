extension CandidateJudge {
  /// What each rule says about a candidate, the allocation of units aside.
  func opinions(on candidate: BookingCandidate) -> [BookingExplanation.Step] {
    BookingRules.inOrder.map { rule in
      let refusal = rule.refusal(of: candidate, in: context)
      let (limit, actual) = refusal.map { ($0.limit, $0.actual) } ?? measures(rule.code, candidate)
      return BookingExplanation.Step(
        code: rule.code, limit: limit, actual: actual, refusal: refusal)
    }
  }

  /// Whether units are free, whatever the other rules say.
  func allocation(
    for candidate: BookingCandidate
  ) -> (step: BookingExplanation.Step, units: [UnitID]) {
    let free = candidate.offering.candidates.filter {
      busy.clash(on: $0, with: candidate.claimedInterval) == nil
    }
    let allocator = UnitAllocator(offering: candidate.offering, chosen: candidate.chosen)
    // Closed units are another rule's matter: here all count as open, so that a taken unit is
    // named also on a closed day.
    let outcome = allocator.allocate(
      isOpen: { _ in true }, clash: { busy.clash(on: $0, with: candidate.claimedInterval) })
    let names = Measure.text(free.map(\.rawValue).joined(separator: ", "))
    switch outcome {
    case .granted(let units):
      return (
        BookingExplanation.Step(
          code: .slotTaken, limit: names, actual: .text(Self.names(units)), refusal: nil),
        units
      )
    case .taken(let unit, let taken):
      let refusal = refusal(of: candidate, taken: unit, by: taken)
      return (
        BookingExplanation.Step(
          code: .slotTaken, limit: names, actual: refusal.actual, refusal: refusal), []
      )
    }
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
      guard !policy.categories.isEmpty else { return (nil, nil) }
      return (.text(policy.categories.joined(separator: ", ")), context.category.map { .text($0) })
    default:
      return (nil, nil)
    }
  }
}
