/// What every rule says about a wanted booking, also those that have nothing against it.
public struct BookingExplanation: Hashable, Sendable {
  /// What one rule says.
  public struct Step: Hashable, Sendable {
    /// The rule's code.
    public let code: RefusalCode
    /// What the rule allows; nil where it has no limit.
    public let limit: Measure?
    /// What was asked.
    public let actual: Measure?
    /// Why it refuses; nil when it has nothing against the booking.
    public let refusal: Refusal?
  }

  /// What was wanted.
  public let offering: OfferingID
  /// The same in words.
  public let name: LocalizedText
  /// The start.
  public let start: ZonedInstant
  /// The end.
  public let end: ZonedInstant
  /// Every rule, in the order in which they are applied.
  public let steps: [Step]
  /// The units it would get; empty when it is refused.
  public let units: [UnitID]
  /// The state it would start in; nil when it is refused.
  public let status: ReservationStatus?
  /// The nearest bookings that every rule allows; empty when this one is allowed.
  public let alternatives: [Alternative]

  /// Whether no rule refuses.
  public var isBookable: Bool { status != nil }

  /// The same explanation with bookings to choose from instead.
  public func offering(_ alternatives: [Alternative]) -> Self {
    Self(
      offering: offering, name: name, start: start, end: end, steps: steps, units: units,
      status: status, alternatives: alternatives)
  }
}

extension BookingDesk {
  /// Asks every rule about a booking, instead of stopping at the first that refuses.
  ///
  /// - Parameters:
  ///   - candidate: what ``interpret(_:at:)`` understood.
  ///   - snapshot: claims and exceptions that touch the candidate's claimed interval.
  ///   - nowUTC: the present, UTC seconds since 1970.
  /// - Returns: what each rule says; without alternatives.
  public static func explain(
    _ candidate: BookingCandidate, _ snapshot: BookingSnapshot, nowUTC: Int
  ) -> BookingExplanation {
    let judge = CandidateJudge(
      snapshot: snapshot, offering: candidate.offering, window: candidate.claimedInterval,
      nowUTC: nowUTC, overrides: [])
    let zone = snapshot.venue.zone
    var steps = judge.opinions(on: candidate) + [judge.allocation(for: candidate)]
    var decision: BookingDecision?
    switch judge.verdict(on: candidate) {
    case .success(let allowed): decision = allowed
    case .failure(let refusal):
      // Rules may each allow what they forbid together, such as the only open unit being kept.
      if steps.allSatisfy({ $0.refusal == nil }) {
        steps[steps.count - 1] = BookingExplanation.Step(
          code: refusal.rule.code, limit: refusal.limit, actual: refusal.actual, refusal: refusal)
      }
    }
    return BookingExplanation(
      offering: candidate.offering.id, name: candidate.offering.name,
      start: zone.zoned(candidate.interval.startUTC), end: zone.zoned(candidate.interval.endUTC),
      steps: steps, units: decision?.units ?? [], status: decision?.status, alternatives: [])
  }
}
