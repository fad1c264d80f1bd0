/// Somebody who came without a booking and wants a unit now.
public struct WalkIn: Hashable, Sendable {
  /// Where they sit down.
  public let unit: UnitID
  /// Who; a name is enough.
  public let person: PersonReference
  /// For how long; nil takes the offering's default.
  public let minutes: Int?
  /// How many people; nil when nobody said.
  public let people: Int?
  /// How old they are; nil leaves what the file says.
  public let age: AgeBand?
  /// Who comes along, by age band.
  public let behalf: BookingBehalf
  /// Rules that staff set aside.
  public let overrides: Set<RefusalCode>
  /// Why; kept in the history.
  public let reason: String?

  /// Describes a walk-in.
  public init(
    unit: UnitID, person: PersonReference, minutes: Int? = nil, people: Int? = nil,
    age: AgeBand? = nil, behalf: BookingBehalf = .themselves, overrides: Set<RefusalCode> = [],
    reason: String? = nil
  ) {
    self.unit = unit
    self.person = person
    self.minutes = minutes
    self.people = people
    self.age = age
    self.behalf = behalf
    self.overrides = overrides
    self.reason = reason
  }

  /// The first offering that lends the unit by itself.
  ///
  /// - Parameter venue: where.
  /// - Returns: the offering.
  /// - Throws: a refusal with code `unknown_unit` or `unknown_offering`.
  public func offering(at venue: Venue) throws(Refusal) -> Offering {
    try UnitBlock.check([unit], at: venue)
    let lending = venue.offerings.filter { $0.candidates.contains(unit) }
    guard let alone = lending.first(where: { $0.needs.map(\.count) == [1] }) else {
      throw Refusal(
        .notLentAlone, subject: unit.rawValue, subjectName: venue.unit(unit)?.name,
        limit: .text(lending.map(\.id.rawValue).joined(separator: ", ")))
    }
    return alone
  }

  /// The time from this minute on.
  ///
  /// - Parameters:
  ///   - offering: what ``offering(at:)`` found.
  ///   - nowUTC: the present, UTC seconds since 1970.
  /// - Returns: the candidate, on the unit.
  public func candidate(for offering: Offering, nowUTC: Int) -> BookingCandidate {
    let start = nowUTC - nowUTC % 60
    let length = max(minutes ?? offering.policy.defaultDurationMinutes, 1) * 60
    return BookingCandidate(
      offering: offering, interval: UTCInterval(startUTC: start, endUTC: start + length),
      chosen: [unit], startIsGiven: true, people: people)
  }

  /// One text that is equal exactly when two walk-ins are equal.
  public var fingerprint: String {
    RequestFingerprint.text([
      "walkIn", unit.rawValue, person.description, minutes.map(String.init) ?? "",
      age?.description ?? "",
      people.map(String.init) ?? "", behalf.fingerprint,
      overrides.map(\.rawValue).sorted().joined(separator: ","),
      reason ?? "",
    ])
  }
}
