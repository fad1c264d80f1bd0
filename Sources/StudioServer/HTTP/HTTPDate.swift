/// Dates as HTTP writes them (RFC 9110 §5.6.7, IMF-fixdate).
enum HTTPDate {
  /// Writes an instant, for instance `Sun, 06 Nov 1994 08:49:37 GMT`.
  ///
  /// - Parameter unixSeconds: seconds since 1970 in UTC, not negative.
  /// - Returns: 29 ASCII characters up to the year 9999.
  static func text(unixSeconds: Int64) -> String {
    let day = Int(unixSeconds / 86_400)
    let second = Int(unixSeconds % 86_400)
    let date = civil(dayNumber: day)
    // Day 0, 1 January 1970, was a Thursday.
    let weekday = weekdays[(day + 4) % 7]
    return """
      \(weekday), \(padded(date.day)) \(months[date.month - 1]) \(padded(date.year, width: 4)) \
      \(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60)) GMT
      """
  }

  /// Splits a day number into year, month and day of the Gregorian calendar.
  ///
  /// Counts in years that begin in March, so that the leap day is the last of its year: 146,097 days
  /// are 400 years, and five months from March are 153 days.
  private static func civil(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
    // 1 March of the year 0 lies 719,468 days before 1 January 1970.
    let shifted = dayNumber + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func padded(_ number: Int, width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
