/// One entry of the ledger of hours, as quotas count it: a stretch of time taken, or given back.
public struct HourUse: Hashable, Sendable {
  /// Whose reservation it is about.
  public let person: PersonID
  /// The organisation it was made for.
  public let organisation: OrganisationID?
  /// The category when it was made.
  public let category: String?
  /// What was booked.
  public let offering: OfferingID
  /// The time.
  public let interval: UTCInterval
  /// Whether the time is given back instead of taken.
  public let isReturn: Bool
  /// Whether it was a walk-in.
  public let isWalkIn: Bool

  /// Describes an entry.
  public init(
    person: PersonID, organisation: OrganisationID? = nil, category: String? = nil,
    offering: OfferingID, interval: UTCInterval, isReturn: Bool = false, isWalkIn: Bool = false
  ) {
    self.person = person
    self.organisation = organisation
    self.category = category
    self.offering = offering
    self.interval = interval
    self.isReturn = isReturn
    self.isWalkIn = isWalkIn
  }

  /// The seconds inside a period, negative when given back.
  public func seconds(within period: UTCInterval) -> Int {
    let start = max(interval.startUTC, period.startUTC)
    let end = min(interval.endUTC, period.endUTC)
    guard start < end else { return 0 }
    return isReturn ? start - end : end - start
  }
}
