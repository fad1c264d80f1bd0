/// An instant together with the offset of the wall clock it is shown on.
public struct ZonedInstant: Sendable {
  /// UTC seconds since 1970.
  public let utc: Int
  /// Seconds the wall clock is ahead of UTC.
  public let offsetSeconds: Int
  /// Whether the wall clock shows this reading at another instant too, as far as is known: people
  /// then need the offset to tell them apart.
  public let isRepeated: Bool

  /// Pairs an instant with an offset.
  public init(utc: Int, offsetSeconds: Int, isRepeated: Bool = false) {
    self.utc = utc
    self.offsetSeconds = offsetSeconds
    self.isRepeated = isRepeated
  }

  /// Reads what ``rfc3339`` writes; nil for anything else.
  public init?(rfc3339 text: some StringProtocol) {
    guard let time = RequestedTime(text), let offset = time.offsetSeconds else { return nil }
    self.init(utc: time.local.secondsSinceEpoch - offset, offsetSeconds: offset)
  }

  /// What the wall clock shows.
  public var local: LocalDateTime { LocalDateTime(secondsSinceEpoch: utc + offsetSeconds) }

  /// RFC 3339 §5.6 with the wall clock's offset: `2026-12-01T14:00:00+01:00`.
  public var rfc3339: String {
    RFC3339.dateTime(local) + offsetText
  }

  /// The wall clock's offset alone, as RFC 3339 §5.6 writes it: `+01:00`.
  public var offsetText: String {
    let offset = abs(offsetSeconds) / 60
    let sign = offsetSeconds < 0 ? "-" : "+"
    return "\(sign)\(padded(offset / 60, to: 2)):\(padded(offset % 60, to: 2))"
  }
}

extension ZonedInstant: Hashable {
  /// Equal instants on equal clocks.
  public static func == (left: Self, right: Self) -> Bool {
    left.utc == right.utc && left.offsetSeconds == right.offsetSeconds
  }

  /// Hashes instant and offset.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(utc)
    hasher.combine(offsetSeconds)
  }
}
