/// A time as a person wrote it: a wall-clock reading, with an offset only if they gave one.
///
/// Without offset it is the venue's time. The offset decides which of two equal readings is meant
/// on the night the clock goes back.
public struct RequestedTime: Hashable, Sendable {
  /// The clock reading.
  public let local: LocalDateTime
  /// Seconds ahead of UTC, when the writer said so.
  public let offsetSeconds: Int?

  /// Takes a reading, and the offset if known.
  public init(local: LocalDateTime, offsetSeconds: Int? = nil) {
    self.local = local
    self.offsetSeconds = offsetSeconds
  }

  /// Names an instant by what the clock shows then.
  public init(_ instant: ZonedInstant) {
    self.init(local: instant.local, offsetSeconds: instant.offsetSeconds)
  }

  /// Reads `2026-12-01T14:00`, `2026-12-01T14:00+01:00` or `2026-12-01T13:00:00Z`.
  public init?(_ text: some StringProtocol) {
    if let last = text.last, last == "Z" || last == "z" {
      guard let local = LocalDateTime(text.dropLast()) else { return nil }
      self.init(local: local, offsetSeconds: 0)
      return
    }
    guard let sign = text.dropFirst(11).lastIndex(where: { $0 == "+" || $0 == "-" }) else {
      guard let local = LocalDateTime(text) else { return nil }
      self.init(local: local)
      return
    }
    let offsetText = text[text.index(after: sign)...]
    guard let local = LocalDateTime(text[..<sign]), offsetText.utf8.count == 5,
      let offset = ClockText.second(of: offsetText), offset < 86_400
    else { return nil }
    self.init(local: local, offsetSeconds: text[sign] == "-" ? -offset : offset)
  }

  /// What the reading means at the venue.
  public func resolve(in zone: VenueZone) -> WallTime {
    if let offsetSeconds { return .unique(local.secondsSinceEpoch - offsetSeconds) }
    return zone.resolve(local)
  }
}

extension RequestedTime: CustomStringConvertible {
  /// The text form that ``init(_:)`` reads.
  public var description: String {
    guard let offsetSeconds else { return local.description }
    return ZonedInstant(
      utc: local.secondsSinceEpoch - offsetSeconds, offsetSeconds: offsetSeconds
    ).rfc3339
  }
}
