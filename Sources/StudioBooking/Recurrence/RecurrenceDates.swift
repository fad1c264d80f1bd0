/// The dates of a rule from a first date on, one after the other.
///
/// Integer dates only: no calendar object and no zone. How the rule ends is not looked at; who walks
/// along stops. A rule that finds nothing for long enough ends by itself (``isExhausted``), so that
/// 30 February costs milliseconds.
public struct RecurrenceDates: Sequence, IteratorProtocol {
  /// The dates looked at before a walk is given up: 273 years of every day.
  public static let candidateBudget = 100_000

  /// Whether the walk was given up rather than ended.
  public private(set) var isExhausted = false

  private let filter: DayFilter
  private let rule: RecurrenceRule
  private let start: CivilDate
  private var periodNumber = 0
  private var budget: Int
  private var pending: ArraySlice<CivilDate> = []

  /// Walks a rule.
  ///
  /// - Parameters:
  ///   - rule: the rule.
  ///   - start: the first date that may come; what the rule leaves open is taken from it.
  ///   - budget: how many dates may be looked at.
  public init(
    _ rule: RecurrenceRule, from start: CivilDate, budget: Int = Self.candidateBudget
  ) {
    self.rule = rule
    self.start = start
    self.budget = budget
    filter = DayFilter(rule, from: start)
  }

  /// The next date, or nil at the end of the walk.
  public mutating func next() -> CivilDate? {
    while pending.isEmpty {
      guard budget > 0, let period = period(periodNumber) else {
        isExhausted = true
        return nil
      }
      periodNumber += 1
      pending = days(of: period).drop { $0 < start }
    }
    return pending.removeFirst()
  }

  /// The dates of the n-th period in question; nil past the year 9999, where text forms end.
  private func period(_ number: Int) -> ClosedRange<Int>? {
    let (year, month, _) = start.parts
    let step = number * rule.interval
    switch rule.frequency {
    case .daily:
      let day = start.dayNumber + step
      return day <= Self.lastDay ? day...day : nil
    case .weekly:
      let behind = (start.weekday.rawValue - rule.weekStart.rawValue + 7) % 7
      let first = start.dayNumber - behind + 7 * step
      return first <= Self.lastDay ? first...(first + 6) : nil
    case .monthly:
      let index = year * 12 + month - 1 + step
      guard let first = CivilDate(year: index / 12, month: index % 12 + 1, day: 1),
        first.dayNumber <= Self.lastDay
      else { return nil }
      let length = CivilDate.days(inMonth: index % 12 + 1, of: index / 12)
      return first.dayNumber...(first.dayNumber + length - 1)
    case .yearly:
      guard let first = CivilDate(year: year + step, month: 1, day: 1),
        first.dayNumber <= Self.lastDay
      else { return nil }
      return first.dayNumber...(first.dayNumber + (CivilDate.isLeap(year + step) ? 365 : 364))
    }
  }

  /// The dates of a period that the rule names, in order, BYSETPOS applied.
  private mutating func days(of period: ClosedRange<Int>) -> ArraySlice<CivilDate> {
    // A month the rule never names costs one look, not 31.
    if rule.frequency == .monthly, !filter.allowsMonth(of: CivilDate(dayNumber: period.lowerBound))
    {
      budget -= 1
      return []
    }
    budget -= period.count
    let matching = period.map(CivilDate.init(dayNumber:)).filter(filter.matches)
    guard !rule.setPositions.isEmpty else { return matching[...] }
    let chosen = rule.setPositions.compactMap { position -> CivilDate? in
      let index = position > 0 ? position - 1 : matching.count + position
      return matching.indices.contains(index) ? matching[index] : nil
    }
    return Set(chosen).sorted()[...]
  }

  /// 9999-12-31.
  private static let lastDay = CivilDate(year: 9999, month: 12, day: 31)?.dayNumber ?? 0
}
