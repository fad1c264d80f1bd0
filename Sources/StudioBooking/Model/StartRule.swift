/// When a booking may start: on a grid of wall-clock minutes, or with one of some fixed periods.
public struct StartRule: Hashable, Sendable {
  /// The step of the grid in minutes; bookings also grow by it.
  public let everyMinutes: Int
  /// The minute of the day the grid counts from.
  public let fromMinute: Int
  /// The periods that are booked whole; empty means a grid.
  public let periods: [FixedPeriod]

  /// Makes a grid.
  ///
  /// - Precondition: the step divides the day, and the origin is a minute of the day.
  public init(everyMinutes: Int, fromMinute: Int = 0) {
    precondition(Self.isGrid(everyMinutes, fromMinute), "not a grid of minutes of the day")
    self.everyMinutes = everyMinutes
    self.fromMinute = fromMinute
    periods = []
  }

  /// Makes fixed periods; at least one.
  public init(periods: [FixedPeriod]) {
    precondition(!periods.isEmpty, "fixed periods without a period")
    // Whoever walks along a grid meets every start: any minute may be one.
    everyMinutes = 1
    fromMinute = 0
    self.periods = periods
  }

  /// Whether a booking may start at the clock reading.
  public func allows(_ local: LocalDateTime) -> Bool {
    guard periods.isEmpty else {
      return periods.contains {
        $0.days.contains(local.date.weekday) && $0.fromMinute * 60 == local.secondOfDay
      }
    }
    return (local.secondOfDay - fromMinute * 60) % (everyMinutes * 60) == 0
  }

  /// The minutes of a date at which a booking may start, in order.
  public func minutesOfDay(on date: CivilDate) -> [Int] {
    guard periods.isEmpty else {
      return Set(periods.filter { $0.days.contains(date.weekday) }.map(\.fromMinute)).sorted()
    }
    return Array(stride(from: fromMinute % everyMinutes, to: 1440, by: everyMinutes))
  }

  /// The first of the fixed periods that begins at an instant; nil on a grid.
  public func period(fromUTC startUTC: Int, in zone: VenueZone) -> UTCInterval? {
    let date = zone.local(atUTC: startUTC).date
    return periods.lazy.compactMap { $0.interval(on: date, in: zone) }
      .first { $0.startUTC == startUTC }
  }

  /// The booking of about a length that begins at a start: that length on a grid, else the fixed
  /// period whose length is nearest.
  func interval(fromUTC startUTC: Int, minutes: Int, in zone: VenueZone) -> UTCInterval {
    let date = zone.local(atUTC: startUTC).date
    let fixed = periods.compactMap { $0.interval(on: date, in: zone) }
      .filter { $0.startUTC == startUTC }
      .min { abs($0.durationSeconds - minutes * 60) < abs($1.durationSeconds - minutes * 60) }
    return fixed ?? UTCInterval(startUTC: startUTC, endUTC: startUTC + minutes * 60)
  }

  /// The bookings that may begin on a date: of one length, or, where none is asked for, each of the
  /// fixed periods.
  func intervals(
    on date: CivilDate, minutes: Int?, usual: Int, in zone: VenueZone
  ) -> [UTCInterval] {
    guard periods.isEmpty else {
      let all = periods.compactMap { $0.interval(on: date, in: zone) }
      return all.filter { minutes == nil || $0.durationSeconds == (minutes ?? 0) * 60 }
        .sorted { ($0.startUTC, $0.endUTC) < ($1.startUTC, $1.endUTC) }
    }
    let seconds = (minutes ?? usual) * 60
    return GridStarts.on(date, self, zone).map {
      UTCInterval(startUTC: $0, endUTC: $0 + seconds)
    }
  }

  /// Whether an interval is one of the fixed periods.
  func isPeriod(_ interval: UTCInterval, in zone: VenueZone) -> Bool {
    let date = zone.local(atUTC: interval.startUTC).date
    return periods.contains { $0.interval(on: date, in: zone) == interval }
  }

  private static func isGrid(_ every: Int, _ from: Int) -> Bool {
    every > 0 && 1440 % every == 0 && (0..<1440).contains(from)
  }
}

extension StartRule: Codable {
  private enum CodingKeys: String, CodingKey { case everyMinutes, from, periods }

  /// Reads `{"everyMinutes": 30}`, `{"everyMinutes": 60, "from": "08:30"}` or
  /// `{"periods": [{"name": "Matin", "from": "08:30", "to": "12:30"}]}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let periods = try container.decodeIfPresent([FixedPeriod].self, forKey: .periods) {
      guard !periods.isEmpty else {
        throw DecodingError.dataCorruptedError(
          forKey: .periods, in: container, debugDescription: "'periods' is empty.")
      }
      self.init(periods: periods)
      return
    }
    let every = try container.decode(Int.self, forKey: .everyMinutes)
    let text = try container.decodeIfPresent(String.self, forKey: .from) ?? "00:00"
    guard let second = ClockText.second(of: text), second % 60 == 0,
      Self.isGrid(every, second / 60)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .everyMinutes, in: container,
        debugDescription: "The step must divide a day and 'from' must be a clock time.")
    }
    self.init(everyMinutes: every, fromMinute: second / 60)
  }

  /// Writes the same form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    guard periods.isEmpty else {
      try container.encode(periods, forKey: .periods)
      return
    }
    try container.encode(everyMinutes, forKey: .everyMinutes)
    if fromMinute != 0 {
      try container.encode(ClockText.text(secondOfDay: fromMinute * 60), forKey: .from)
    }
  }
}
