/// Reads and writes the date-times of RFC 3339 §5.6.
public enum RFC3339 {
  /// Writes an instant in UTC: `2026-12-01T13:00:00Z`.
  public static func utc(_ utc: Int) -> String {
    dateTime(LocalDateTime(secondsSinceEpoch: utc)) + "Z"
  }

  /// Reads a date-time with an offset or `Z`; nil for anything else.
  ///
  /// Fractions are not accepted:
  /// the product counts whole seconds.
  public static func instant(_ text: some StringProtocol) -> Int? {
    guard let requested = RequestedTime(text), let offset = requested.offsetSeconds else {
      return nil
    }
    return requested.local.secondsSinceEpoch - offset
  }

  static func dateTime(_ local: LocalDateTime) -> String {
    let second = local.secondOfDay
    return "\(local.date)T\(padded(second / 3600, to: 2)):"
      + "\(padded(second / 60 % 60, to: 2)):\(padded(second % 60, to: 2))"
  }
}
