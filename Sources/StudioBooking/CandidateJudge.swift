/// Judges candidates of one offering within one window; what they share is worked out once.
struct CandidateJudge {
  private(set) var context: RuleContext
  let busy: BusyTimes
  private let overrides: Set<RefusalCode>
  private let rules: [any BookingRule]

  init(
    snapshot: BookingSnapshot, offering: Offering, window: UTCInterval, nowUTC: Int,
    overrides: Set<RefusalCode>, rules: [any BookingRule] = BookingRules.inOrder
  ) {
    context = RuleContext(
      venue: snapshot.venue,
      hours: EffectiveHours(
        of: offering, at: snapshot.venue, exceptions: snapshot.exceptions, window: window),
      booker: snapshot.booker, nowUTC: nowUTC)
    busy = BusyTimes(snapshot.claims)
    self.overrides = overrides
    self.rules = rules
  }

  /// Counts a decision among what the booker has: the later dates of a series are judged after it,
  /// so that a quota is not the same for each of them.
  mutating func count(_ decision: BookingDecision) {
    context.booker.hours.append(
      HourUse(
        person: context.booker.account, organisation: context.booker.organisation,
        category: context.booker.category, offering: decision.offering,
        interval: decision.interval))
    context.booker.ahead[decision.offering, default: 0] += 1
  }

  /// The booking to write, or the first rule's refusal.
  func verdict(on candidate: BookingCandidate) -> Result<BookingDecision, Refusal> {
    var overridden: [RefusalCode] = []
    for rule in rules {
      guard let refusal = rule.refusal(of: candidate, in: context) else { continue }
      guard overrides.contains(refusal.rule.code) else { return .failure(refusal) }
      overridden.append(refusal.rule.code)
    }
    let offering = candidate.offering
    let claimed = candidate.claimedInterval
    func allocate(_ chosen: [UnitID]) -> UnitAllocator.Outcome {
      self.allocate(candidate, on: chosen, overriding: overridden)
    }
    var outcome = allocate(candidate.chosen)
    if case .granted(let units) = outcome,
      let refusal = Seats.refusal(of: candidate, on: units, at: context.venue)
    {
      if let roomier = roomier(candidate, allocate) {
        outcome = roomier
      } else if overrides.contains(.capacity) {
        overridden.append(.capacity)
      } else {
        return .failure(refusal)
      }
    }
    switch outcome {
    case .taken(let unit, let taken):
      return .failure(refusal(of: candidate, taken: unit, by: taken))
    case .closed(let unit):
      return .failure(
        Refusal(
          .closedDay, subject: unit.rawValue, subjectName: context.venue.unit(unit)?.name,
          actual: .moment(context.zone.zoned(candidate.interval.startUTC))))
    case .granted(let units):
      let claims = units.sorted { $0.rawValue < $1.rawValue }
        .map { Claim(unit: $0, interval: claimed) }
      return .success(
        BookingDecision(
          offering: offering.id, interval: candidate.interval, claims: claims, units: units,
          status: offering.policy.approval ? .requested : .confirmed, overridden: overridden))
    }
  }

  /// Whether units are open and free for a candidate.
  ///
  /// The quick half of a verdict, without reasons; false means that ``verdict(on:)`` refuses.
  func hasRoom(for candidate: BookingCandidate) -> Bool {
    if case .granted = allocate(candidate, on: candidate.chosen, overriding: []) {
      true
    } else {
      false
    }
  }

  private func allocate(
    _ candidate: BookingCandidate, on chosen: [UnitID], overriding overridden: [RefusalCode]
  ) -> UnitAllocator.Outcome {
    UnitAllocator(
      offering: candidate.offering, chosen: chosen, at: context.venue,
      kept: overridden.contains(.notAllowed) ? [] : context.keptUnits(of: candidate.offering)
    ).allocate(
      isOpen: { overridden.contains(.closed) || isOpen($0, candidate) },
      clash: { busy.clash(on: $0, with: candidate.claimedInterval) })
  }

  /// What comes of asking for a unit with more seats than the preferred one: the first that is
  /// free, else who sits there; nil when no unit has enough.
  private func roomier(
    _ candidate: BookingCandidate, _ allocate: ([UnitID]) -> UnitAllocator.Outcome
  ) -> UnitAllocator.Outcome? {
    guard candidate.chosen.isEmpty else { return nil }
    var taken: UnitAllocator.Outcome?
    for unit in candidate.offering.candidates
    where isOpen(unit, candidate) && Seats.fit(candidate, on: unit, at: context.venue) {
      let outcome = allocate([unit])
      guard case .granted(let units) = outcome else {
        taken = taken ?? outcome
        continue
      }
      if Seats.refusal(of: candidate, on: units, at: context.venue) == nil { return outcome }
    }
    return taken
  }

  /// The offering's units that are open and free for a candidate.
  func freeUnits(for candidate: BookingCandidate) -> [UnitID] {
    let kept = context.keptUnits(of: candidate.offering)
    return candidate.offering.candidates.filter {
      !kept.contains($0) && isOpen($0, candidate)
        && busy.clash(on: $0, with: candidate.claimedInterval) == nil
    }
  }

  func isOpen(_ unit: UnitID, _ candidate: BookingCandidate) -> Bool {
    context.hours.isOpen(
      unit, for: candidate.interval, during: candidate.offering.policy.openDuring)
  }

  func refusal(
    of candidate: BookingCandidate, taken unit: UnitID, by taken: UTCInterval
  ) -> Refusal {
    let zone = context.zone
    return Refusal(
      .slotTaken, subject: candidate.offering.id.rawValue, subjectName: candidate.offering.name,
      actual: .moment(zone.zoned(candidate.interval.startUTC)),
      conflict: Conflict(
        unit: unit, start: zone.zoned(taken.startUTC), end: zone.zoned(taken.endUTC)))
  }
}
