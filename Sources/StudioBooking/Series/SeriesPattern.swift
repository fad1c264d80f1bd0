/// When the occurrences of a series begin and end, in local time: what is stored of a series.
public struct SeriesPattern: Hashable, Sendable {
  /// How long each occurrence lasts.
  public enum Length: Hashable, Sendable {
    /// A real length.
    case minutes(Int)
    /// Until the clock shows a second of the day, so many days after the start's date: a gaming night
    /// until 04:00 ends at four also when the night is longer.
    case clock(days: Int, secondOfDay: Int)
  }

  /// When they begin.
  public let times: RecurrenceSet
  /// How long they last.
  public let length: Length

  /// Describes a pattern.
  public init(times: RecurrenceSet, length: Length) {
    self.times = times
    self.length = length
  }

  /// The time one occurrence takes.
  ///
  /// - Parameters:
  ///   - time: its start.
  ///   - zone: the zone of the clock.
  /// - Returns: the interval; nil when the clock jumps over its end, or the end is not after the
  ///   start.
  public func interval(of time: RecurrenceSet.Time, in zone: VenueZone) -> UTCInterval? {
    let endUTC: Int?
    switch length {
    case .minutes(let count): endUTC = time.utc + count * 60
    case .clock: endUTC = RecurrenceSet.instant(endReading(of: time.local), times.fold, in: zone)
    }
    guard let endUTC, endUTC > time.utc else { return nil }
    return UTCInterval(startUTC: time.utc, endUTC: endUTC)
  }

  /// What the clock shows at the end of an occurrence, if the length is said by the clock; else its
  /// start plus the length, as the same wall counts.
  func endReading(of local: LocalDateTime) -> LocalDateTime {
    switch length {
    case .minutes(let count):
      LocalDateTime(secondsSinceEpoch: local.secondsSinceEpoch + count * 60)
    case .clock(let days, let second):
      LocalDateTime(date: local.date.adding(days: days), secondOfDay: second)
    }
  }
}

extension SeriesPattern.Length: CustomStringConvertible {
  /// `90m`, or `+1 04:00` for the clock of the next day.
  public var description: String {
    switch self {
    case .minutes(let count): "\(count)m"
    case .clock(let days, let second): "+\(days) \(ClockText.text(secondOfDay: second))"
    }
  }

  /// Reads the text form.
  public init?(text: String) {
    if text.hasSuffix("m"), let count = Int(text.dropLast()), count > 0 {
      self = .minutes(count)
      return
    }
    let parts = text.dropFirst().split(separator: " ")
    guard text.hasPrefix("+"), parts.count == 2, let days = Int(parts[0]),
      let second = ClockText.second(of: parts[1])
    else { return nil }
    self = .clock(days: days, secondOfDay: second)
  }
}
