/// One rule about a booking; it knows nothing of the others.
protocol BookingRule: Sendable {
  /// The code of its refusals, which also names the rule where it has nothing to say.
  var code: RefusalCode { get }

  /// Why the rule refuses, or nil when it has nothing against it.
  func refusal(of candidate: BookingCandidate, in context: RuleContext) -> Refusal?
}

/// What rules look at besides the candidate.
struct RuleContext: Sendable {
  let venue: Venue
  let hours: EffectiveHours
  var booker: Booker
  let nowUTC: Int

  var zone: VenueZone { venue.zone }
  /// The units that are not given to this booker ahead.
  func keptUnits(of offering: Offering) -> Set<UnitID> {
    booker.isWalkIn ? [] : Set(offering.policy.bookers.keptForWalkIns)
  }
  /// The venue's date now.
  var today: CivilDate { zone.local(atUTC: nowUTC).date }
}

enum BookingRules {
  /// The order of DESIGN §4.5; units are allocated last.
  static let inOrder: [any BookingRule] = [
    GranularityRule(), DurationRule(), LeadTimeRule(), HorizonRule(), OpeningHoursRule(),
    WhoMayBookRule(), KeptForWalkInsRule(), QualificationRule(), AgeRule(), QuotaRule(),
    BookingsAheadRule(),
  ]

  /// Those that are the same for whoever books.
  static let ofTheHouse: [any BookingRule] = [
    GranularityRule(), DurationRule(), LeadTimeRule(), HorizonRule(), OpeningHoursRule(),
    KeptForWalkInsRule(),
  ]
}
