/// What a charge is counted in.
public enum ChargeUnit: String, Sendable, Codable, CaseIterable {
  /// Real hours: a night of 22:00 to 04:00 is seven of them when the clock goes back, five when it
  /// goes forward. Minutes count in proportion.
  case hour
  /// Half-days of the clock: each morning (before 13:00) and each rest of a day that is touched.
  case halfDay = "half-day"
  /// Days of the clock: each 24 hours begun, as the clock on the wall counts them.
  case day
  /// Months of 31 days begun, as the clock on the wall counts them.
  case month
  /// Each booking, however long.
  case use

  /// How much of it a booking is, in seconds for hours and in whole units otherwise.
  func amount(of interval: UTCInterval, in zone: VenueZone) -> Int {
    let start = zone.local(atUTC: interval.startUTC)
    let end = zone.local(atUTC: interval.endUTC)
    let wallSeconds = max(1, end.secondsSinceEpoch - start.secondsSinceEpoch)
    return switch self {
    case .hour: interval.durationSeconds
    case .halfDay: Self.halfDays(from: start, to: end)
    case .day: (wallSeconds + 86_399) / 86_400
    case .month: (wallSeconds + 31 * 86_400 - 1) / (31 * 86_400)
    case .use: 1
    }
  }

  /// The second of the day that parts it: 13:00.
  private static let noonSecond = 13 * 3600

  private static func halfDays(from start: LocalDateTime, to end: LocalDateTime) -> Int {
    // The half-day a reading is in, numbered through the days; the end is the first second outside.
    func number(_ local: LocalDateTime) -> Int {
      local.date.dayNumber * 2 + (local.secondOfDay < noonSecond ? 0 : 1)
    }
    let last = LocalDateTime(date: end.date, secondOfDay: end.secondOfDay - 1)
    return max(1, number(last) - number(start) + 1)
  }
}
