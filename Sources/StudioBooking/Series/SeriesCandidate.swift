/// A recurring request with its dates understood.
public struct SeriesCandidate: Hashable, Sendable {
  /// One date.
  public struct Occurrence: Hashable, Sendable {
    /// What the clock shows at its start; names it for life (RECURRENCE-ID).
    public let local: LocalDateTime
    /// When it is; nil when the clock jumps over its start or end.
    public let interval: UTCInterval?
    /// The units to keep when they are free; empty leaves the choice to the house.
    public let preferred: [UnitID]

    /// Names a date.
    package init(local: LocalDateTime, interval: UTCInterval?, preferred: [UnitID] = []) {
      self.local = local
      self.interval = interval
      self.preferred = preferred
    }
  }

  /// What to book.
  public let offering: Offering
  /// The pattern to keep.
  public let pattern: SeriesPattern
  /// Every date, also those that do not exist, in order.
  public let occurrences: [Occurrence]
  /// The dates excepted by the person.
  public let excluded: [LocalDateTime]
  /// Units chosen by the person.
  public let chosen: [UnitID]
  /// How many people come; nil when nobody said.
  public let people: Int?

  /// Gathers dates.
  package init(
    offering: Offering, pattern: SeriesPattern, occurrences: [Occurrence],
    excluded: [LocalDateTime] = [], chosen: [UnitID] = [], people: Int? = nil
  ) {
    self.offering = offering
    self.pattern = pattern
    self.occurrences = occurrences
    self.excluded = excluded
    self.chosen = chosen
    self.people = people
  }

  /// The times that units are kept for, buffer included, in the order of the dates.
  public var claimedIntervals: [UTCInterval] {
    let buffer = offering.policy.bufferMinutes * 60
    return occurrences.compactMap { $0.interval?.extended(bySeconds: buffer) }
  }

  /// The time from the first start to the last end, buffer included; nil when nothing exists.
  public var window: UTCInterval? {
    let wanted = occurrences.compactMap(\.interval)
    guard let first = wanted.map(\.startUTC).min(), let last = wanted.map(\.endUTC).max() else {
      return nil
    }
    return UTCInterval(startUTC: first, endUTC: last)
      .extended(bySeconds: offering.policy.bufferMinutes * 60)
  }
}
