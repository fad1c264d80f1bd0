/// Everything that says when something happens: a first time, a rule, added and excluded times.
public struct RecurrenceSet: Hashable, Sendable {
  /// Which of two equal clock readings is meant on the night the clock goes back.
  public enum Fold: String, Sendable, Codable { case first, second }

  /// One time of the set.
  public struct Time: Hashable, Sendable {
    /// What the clock on the wall shows.
    public let local: LocalDateTime
    /// The instant, UTC seconds since 1970.
    public let utc: Int

    /// Pairs a reading with its instant.
    public init(local: LocalDateTime, utc: Int) {
      self.local = local
      self.utc = utc
    }
  }

  /// The times of a set, and those that the clock jumps over.
  public struct Times: Hashable, Sendable {
    /// In order, each once.
    public let times: [Time]
    /// Readings that do not exist: neither booked nor counted.
    public let dropped: [LocalDateTime]
    /// Readings that the set excludes.
    public let excluded: [LocalDateTime]
  }

  /// The first time; it always belongs to the set and counts (RFC 5545 §3.8.5.3).
  public let start: LocalDateTime
  /// The rule; nil for a single time with additions.
  public let rule: RecurrenceRule?
  /// RDATE.
  public let added: [LocalDateTime]
  /// EXDATE; excluded times still count (RFC 5545 §3.3.10, COUNT).
  public let excluded: Set<LocalDateTime>
  /// Which of two equal readings.
  public let fold: Fold

  /// The most times a set may have: two years of every day and some.
  public static let longest = 1000

  /// Describes a set.
  public init(
    start: LocalDateTime, rule: RecurrenceRule?, added: [LocalDateTime] = [],
    excluded: Set<LocalDateTime> = [], fold: Fold = .first
  ) {
    self.start = start
    self.rule = rule
    self.added = added
    self.excluded = excluded
    self.fold = fold
  }

  /// Works out every time of the set.
  ///
  /// - Parameters:
  ///   - zone: the zone of the clock.
  ///   - before: an instant at which to stop, for sets without end.
  /// - Returns: the times in order.
  /// - Throws: a refusal with code `bad_recurrence`: no end, more than ``longest`` times, or none.
  public func times(in zone: VenueZone, before: Int? = nil) throws(Refusal) -> Times {
    try times(before: before) { Self.instant($0, fold, in: zone) }
  }

  /// The same with any way to turn a reading into an instant; nil for one that does not exist.
  func times(
    before: Int?, instant: @escaping (LocalDateTime) -> Int?
  ) throws(Refusal) -> Times {
    if let rule, rule.isEndless, before == nil {
      throw Refusal(.recurrenceEndless, subject: rule.description)
    }
    if case .count(let count)? = rule?.end, count > Self.longest {
      throw Refusal(
        .recurrenceTooLong, subject: rule?.description ?? "", limit: .count(Self.longest),
        actual: .count(count))
    }
    var walk = Walk(set: self, instant: instant, before: before)
    try walk.along()
    for local in added where !excluded.contains(local) { walk.add(local) }
    return Times(
      times: Set(walk.times).sorted { $0.utc < $1.utc }, dropped: Set(walk.dropped).sorted(),
      excluded: walk.excluded.sorted())
  }

  /// The instant of a reading under this set's choice; nil when the clock jumps over it.
  ///
  /// The one function that turns a repeated clock reading into an instant (DESIGN §4.4).
  public static func instant(_ local: LocalDateTime, _ fold: Fold, in zone: VenueZone) -> Int? {
    switch zone.resolve(local) {
    case .unique(let utc): utc
    case .missing: nil
    case .ambiguous(let first, let second): fold == .first ? first : second
    }
  }
}

/// Goes along a rule and sorts what it finds.
private struct Walk {
  let set: RecurrenceSet
  let instant: (LocalDateTime) -> Int?
  let before: Int?
  var times: [RecurrenceSet.Time] = []
  var dropped: [LocalDateTime] = []
  var excluded: [LocalDateTime] = []
  private var counted = 0

  init(set: RecurrenceSet, instant: @escaping (LocalDateTime) -> Int?, before: Int?) {
    self.set = set
    self.instant = instant
    self.before = before
  }

  mutating func along() throws(Refusal) {
    guard take(set.start), let rule = set.rule else { return }
    for date in RecurrenceDates(rule, from: set.start.date) {
      let local = LocalDateTime(date: date, secondOfDay: set.start.secondOfDay)
      if local == set.start { continue }
      guard take(local) else { return }
      if times.count + excluded.count > RecurrenceSet.longest {
        throw Refusal(
          .recurrenceTooLong, subject: rule.description, limit: .count(RecurrenceSet.longest),
          actual: .text("> \(RecurrenceSet.longest)"))
      }
    }
  }

  mutating func add(_ local: LocalDateTime) {
    if let utc = instant(local) {
      times.append(RecurrenceSet.Time(local: local, utc: utc))
    } else {
      dropped.append(local)
    }
  }

  /// Takes one reading of the rule; false when the rule has ended before it.
  private mutating func take(_ local: LocalDateTime) -> Bool {
    switch set.rule?.end ?? .never {
    case .count(let count) where counted >= count: return false
    case .untilDate(let date) where local.date > date: return false
    case .untilLocal(let last) where local > last: return false
    default: break
    }
    guard let utc = instant(local) else {
      if let before, local.secondsSinceEpoch > before + 2 * 86_400 { return false }
      dropped.append(local)
      return true
    }
    if case .untilUTC(let last)? = set.rule?.end, utc > last { return false }
    if let before, utc >= before { return false }
    counted += 1
    if set.excluded.contains(local) {
      excluded.append(local)
    } else {
      times.append(RecurrenceSet.Time(local: local, utc: utc))
    }
    return true
  }
}
