/// Dates as feeds write them: `Tue, 01 Dec 2026 13:00:00 GMT`.
///
/// Source: RFC 5322 §3.3 (the four-digit successor of RFC 822 §5), English names always.
public enum RFC822Date {
  static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Writes an instant in GMT.
  ///
  /// - Parameter unixSeconds: UTC seconds since 1970; years 1 to 9999 give a valid date.
  /// - Returns: the date, without a formatter or a locale.
  public static func text(unixSeconds: Int64) -> String {
    let days = floorDivide(unixSeconds, by: 86_400)
    let second = Int(unixSeconds - days * 86_400)
    let date = CivilDate(daysSince1970: days)
    let weekday = weekdays[weekdayIndex(daysSince1970: days)]
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, to: 2) }
    return "\(weekday), \(padded(date.day, to: 2)) \(months[date.month - 1]) "
      + "\(padded(date.year, to: 4)) \(clock.joined(separator: ":")) GMT"
  }

  /// Zero is Sunday; 1970-01-01 was a Thursday.
  static func weekdayIndex(daysSince1970 days: Int64) -> Int {
    let remainder = Int((days + 4) % 7)
    return remainder < 0 ? remainder + 7 : remainder
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Divides rounding towards minus infinity.
func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
