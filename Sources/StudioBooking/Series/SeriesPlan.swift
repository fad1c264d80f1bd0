/// What would come of a recurring request: the preview, and what the store writes.
public struct SeriesPlan: Hashable, Sendable {
  /// What came of one date.
  public enum Outcome: Hashable, Sendable {
    /// It can be booked, like this.
    case free(BookingDecision)
    /// A rule says no.
    case refused(Refusal)
    /// The clock jumps over it.
    case missing
  }

  /// One date and what came of it.
  public struct Date: Hashable, Sendable {
    /// What the clock shows at its start.
    public let local: LocalDateTime
    /// When it would be; nil when the clock jumps over it.
    public let interval: UTCInterval?
    /// What came of it.
    public let outcome: Outcome
  }

  /// What to book.
  public let offering: Offering
  /// The pattern to keep.
  public let pattern: SeriesPattern
  /// Every date in order.
  public let dates: [Date]
  /// The dates excepted by the person.
  public let excluded: [LocalDateTime]

  init(candidate: SeriesCandidate, outcomes: [Outcome]) {
    offering = candidate.offering
    pattern = candidate.pattern
    excluded = candidate.excluded
    dates = zip(candidate.occurrences, outcomes).map {
      Date(local: $0.local, interval: $0.interval, outcome: $1)
    }
  }

  /// What can be booked.
  public var decisions: [BookingDecision] {
    dates.compactMap { if case .free(let decision) = $0.outcome { decision } else { nil } }
  }

  /// The dates a rule refuses, with the refusal.
  public var refusals: [(date: Date, refusal: Refusal)] {
    dates.compactMap { date in
      if case .refused(let refusal) = date.outcome { (date, refusal) } else { nil }
    }
  }

  /// Why nothing is booked when all dates are wanted; nil when all can be.
  ///
  /// A single date's refusal is given as it is.
  public func conflict(skipping: Bool) -> Refusal? {
    let refused = refusals
    guard let first = refused.first else {
      return decisions.isEmpty ? Refusal(.recurrenceEmpty, subject: ruleText) : nil
    }
    guard !skipping || decisions.isEmpty else { return nil }
    if dates.count == 1 { return first.refusal }
    let named = refused.prefix(5).map(\.date.local.date.description)
    let shown = named.joined(separator: ", ") + (refused.count > 5 ? ", …" : "")
    return Refusal(
      .seriesConflict, subject: shown, subjectName: offering.name, limit: .count(dates.count),
      actual: .count(refused.count),
      conflict: refused.lazy.compactMap(\.refusal.conflict).first)
  }

  /// Months or years between the first and the last date in which the rule finds no date, such as
  /// `2027-02` for the 31st and `2029` for 29 February; the preview names them.
  public var periodsWithoutDate: [String] {
    guard let rule = pattern.times.rule, let first = dates.first?.local.date.parts,
      let last = dates.last?.local.date.parts
    else { return [] }
    let present = (dates.map(\.local) + excluded).map(\.date.parts)
    switch rule.frequency {
    case .daily, .weekly: return []
    case .monthly where rule.months.isEmpty:
      let found = Set(present.map { $0.year * 12 + $0.month - 1 })
      let all = stride(
        from: first.year * 12 + first.month - 1, to: last.year * 12 + last.month - 1,
        by: rule.interval)
      return all.filter { !found.contains($0) }
        .map { "\(padded($0 / 12, to: 4))-\(padded($0 % 12 + 1, to: 2))" }
    case .monthly: return []
    case .yearly:
      let found = Set(present.map(\.year))
      return stride(from: first.year, to: last.year, by: rule.interval)
        .filter { !found.contains($0) }.map { padded($0, to: 4) }
    }
  }

  private var ruleText: String { pattern.times.rule?.description ?? "" }
}
