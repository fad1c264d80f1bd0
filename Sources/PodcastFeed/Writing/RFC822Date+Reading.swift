extension RFC822Date {
  /// Reads a date the way directories do: English names, right weekday, four-digit year, 24-hour
  /// clock, numeric offset or `GMT`/`UT`/`UTC`.
  ///
  /// - Parameter text: the date; the weekday and the seconds may be absent.
  /// - Returns: UTC seconds since 1970, or `nil` for anything else.
  public static func unixSeconds(of text: String) -> Int64? {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    var weekday: Int?
    if let first = words.first, first.hasSuffix(",") {
      guard let index = weekdays.firstIndex(of: String(first.dropLast())) else { return nil }
      weekday = index
      words.removeFirst()
    }
    guard words.count == 5, let day = digits(words[0], 1...2),
      let month = months.firstIndex(of: words[1]), let year = digits(words[2], 4...4),
      let second = clock(words[3]), let offset = offsetSeconds(words[4])
    else { return nil }
    let date = CivilDate(year: year, month: month + 1, day: day)
    guard date.exists else { return nil }
    let days = date.daysSince1970
    if let weekday, weekday != weekdayIndex(daysSince1970: days) { return nil }
    return days * 86_400 + second - offset
  }

  private static func digits(_ text: some StringProtocol, _ widths: ClosedRange<Int>) -> Int? {
    guard widths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func clock(_ text: String) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    let numbers = parts.compactMap { digits($0, 2...2) }
    guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60 else { return nil }
    let seconds = numbers.count == 3 ? numbers[2] : 0
    guard seconds <= 60 else { return nil }  // 60: a leap second
    return Int64(numbers[0] * 3600 + numbers[1] * 60 + seconds)
  }

  private static func offsetSeconds(_ text: String) -> Int64? {
    if ["GMT", "UT", "UTC"].contains(text) { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-",
      let number = digits(text.dropFirst(), 4...4), number % 100 < 60, number / 100 < 24
    else { return nil }
    let seconds = Int64(number / 100 * 3600 + number % 100 * 60)
    return sign == "-" ? -seconds : seconds
  }
}
