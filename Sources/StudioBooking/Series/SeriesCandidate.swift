/// A recurring request with its dates understood.
public struct SeriesCandidate: Hashable, Sendable {
  /// One date.
  public struct Occurrence: Hashable, Sendable {
    /// What the clock shows at its start; names it for life (RECURRENCE-ID).
    public let local: LocalDateTime
    /// When it is; nil when the clock jumps over its start or end.
    public let interval: UTCInterval?
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

  /// The time from the first start to the last end, buffer included; nil when nothing exists.
  public var window: UTCInterval? {
    let claimed = occurrences.compactMap(\.interval)
    guard let first = claimed.first, let last = claimed.last else { return nil }
    return UTCInterval(startUTC: first.startUTC, endUTC: last.endUTC)
      .extended(bySeconds: offering.policy.bufferMinutes * 60)
  }
}
