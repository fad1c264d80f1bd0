extension SeriesPattern {
  /// A change of the time of occurrences.
  public struct Shift: Hashable, Sendable {
    /// Dates later, or earlier when negative.
    public let days: Int
    /// The new second of the day; nil keeps it.
    public let secondOfDay: Int?
    /// The new length; nil keeps it.
    public let length: Length?

    /// Describes a change.
    public init(days: Int = 0, secondOfDay: Int? = nil, length: Length? = nil) {
      self.days = days
      self.secondOfDay = secondOfDay
      self.length = length
    }

    /// One text that is equal exactly when two changes are.
    public var fingerprint: String {
      let ending =
        switch length {
        case nil: ""
        case .minutes(let count): "\(count)m"
        case .clock(let days, let second): "\(days)d\(second)s"
        }
      return RequestFingerprint.text([
        "\(days)", secondOfDay.map(String.init) ?? "", ending,
      ])
    }

    /// Where an occurrence goes.
    public func applied(to local: LocalDateTime) -> LocalDateTime {
      LocalDateTime(
        date: local.date.adding(days: days), secondOfDay: secondOfDay ?? local.secondOfDay)
    }
  }

  /// The pattern without its occurrences from a time on.
  public func ended(before local: LocalDateTime) -> Self {
    var rule = times.rule
    rule?.end = .untilLocal(LocalDateTime(secondsSinceEpoch: local.secondsSinceEpoch - 1))
    return Self(
      times: RecurrenceSet(
        start: times.start, rule: rule, added: times.added.filter { $0 < local },
        excluded: times.excluded.filter { $0 < local }, fold: times.fold),
      length: length)
  }

  /// The pattern's occurrences from a time on, changed.
  ///
  /// - Parameters:
  ///   - local: the start of the first occurrence to keep; one of the pattern's.
  ///   - shift: how they change.
  ///   - zone: the zone of the clock.
  /// - Returns: a pattern whose times are exactly the old ones, shifted.
  /// - Throws: a refusal with code `bad_recurrence` when no rule says that, such as the first
  ///   Thursday of the month two days later.
  public func continued(
    from local: LocalDateTime, shifted shift: Shift, in zone: VenueZone
  ) throws(Refusal) -> Self {
    let found = try times.times(in: zone)
    let kept = (found.times.map(\.local) + found.dropped + found.excluded)
      .filter { $0 >= local && !times.added.contains($0) }
    var rule = times.rule
    if let last = kept.max() { rule?.end = .untilLocal(shift.applied(to: last)) }
    if shift.days % 7 != 0, let days = times.rule?.days {
      rule?.days = days.map { day in
        RecurrenceRule.Day(day.ordinal, day.weekday.adding(days: shift.days))
      }
    }
    let moved = Self(
      times: RecurrenceSet(
        start: shift.applied(to: local), rule: rule,
        added: times.added.filter { $0 >= local }.map(shift.applied),
        excluded: Set(times.excluded.filter { $0 >= local }.map(shift.applied)), fold: times.fold),
      length: shift.length ?? length)
    try moved.check(hasReadings: kept.map(shift.applied), days: shift.days, zone)
    return moved
  }

  /// Refuses a shifted rule that does not give the shifted dates.
  private func check(
    hasReadings wanted: [LocalDateTime], days: Int, _ zone: VenueZone
  ) throws(Refusal) {
    let found = try times.times(in: zone)
    let ours = Set(found.times.map(\.local) + found.dropped + found.excluded)
      .subtracting(times.added)
    guard ours == Set(wanted).subtracting(times.added) else {
      throw Refusal(
        .seriesShift, subject: times.rule?.description ?? "", actual: .text("\(days) d"))
    }
  }
}

extension Weekday {
  /// The day so many days later.
  func adding(days: Int) -> Self {
    Self.allCases[(((rawValue - 1 + days) % 7) + 7) % 7]
  }
}
