/// One opening of a weekly grid, in wall-clock minutes from 00:00 of the day it belongs to.
public struct GridSpan: Hashable, Sendable {
  /// The minute it opens, 0…1439.
  public let opensMinute: Int
  /// The minute it closes, after the opening; above 1440 it closes the next day.
  public let closesMinute: Int

  /// The whole day.
  public static let wholeDay = GridSpan(opensMinute: 0, closesMinute: 1440)

  private init(opensMinute: Int, closesMinute: Int) {
    self.opensMinute = opensMinute
    self.closesMinute = closesMinute
  }

  /// Reads `09:00-18:00`; `18:00-02:00` closes at two the next morning, `20:00-24:00` at midnight.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let opens = ClockText.second(of: parts[0]),
      let closes = ClockText.second(of: parts[1]), opens < 86_400, opens % 60 == 0,
      closes % 60 == 0, opens != closes
    else { return nil }
    opensMinute = opens / 60
    closesMinute = closes > opens ? closes / 60 : closes / 60 + 1440
  }

  /// The instants of this opening on a date.
  public func interval(on date: CivilDate, in zone: VenueZone) -> UTCInterval? {
    let opens = zone.earliestUTC(LocalDateTime(date: date, secondOfDay: opensMinute * 60))
    let closes = zone.latestUTC(LocalDateTime(date: date, secondOfDay: closesMinute * 60))
    // An opening that lies wholly in the hour the clock skips has no instant.
    return opens < closes ? UTCInterval(startUTC: opens, endUTC: closes) : nil
  }
}

extension GridSpan: CustomStringConvertible {
  /// The text form that ``init(_:)`` reads.
  public var description: String {
    let closes = closesMinute > 1440 ? closesMinute - 1440 : closesMinute
    return ClockText.text(secondOfDay: opensMinute * 60) + "-"
      + ClockText.text(secondOfDay: closes * 60)
  }
}
