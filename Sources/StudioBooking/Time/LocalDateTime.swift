/// A wall-clock time on a date, without zone: what the clock on the venue's wall shows.
public struct LocalDateTime: Hashable, Comparable, Sendable {
  /// The date.
  public let date: CivilDate
  /// Seconds since that date's 00:00 as the clock shows them, 0..<86 400.
  public let secondOfDay: Int

  /// Puts a clock reading on a date.
  ///
  /// Seconds beyond the day, such as 24:00, go to the next or an earlier date.
  public init(date: CivilDate, secondOfDay: Int) {
    let days = secondOfDay >= 0 ? secondOfDay / 86_400 : -((-secondOfDay + 86_399) / 86_400)
    self.date = date.adding(days: days)
    self.secondOfDay = secondOfDay - days * 86_400
  }

  /// Makes the clock reading that many seconds after 1970-01-01 00:00 on the same wall.
  public init(secondsSinceEpoch: Int) {
    self.init(date: CivilDate(dayNumber: 0), secondOfDay: secondsSinceEpoch)
  }

  /// Reads `2026-12-01T14:00` or `2026-12-01T14:00:30`; a space may stand for the `T`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { "Tt ".contains($0) })
    guard parts.count == 2, let date = CivilDate(parts[0]),
      let second = ClockText.second(of: parts[1]), second < 86_400
    else { return nil }
    self.init(date: date, secondOfDay: second)
  }

  /// Seconds since 1970-01-01 00:00 as the same wall clock counts them.
  public var secondsSinceEpoch: Int { date.dayNumber * 86_400 + secondOfDay }

  /// The clock part, `14:00`, with seconds only when there are some.
  public var clockText: String { ClockText.text(secondOfDay: secondOfDay) }

  /// Earlier readings first.
  public static func < (left: Self, right: Self) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// `2026-12-01T14:00`.
  public var description: String { "\(date)T\(clockText)" }
}

/// Reads and writes `14:00` and `14:00:30`.
enum ClockText {
  /// Seconds since 00:00; 24:00 is allowed and is 86 400.
  ///
  /// Nil when the text is not a clock time.
  static func second(of text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), (1...2).contains(parts[0].utf8.count),
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let second = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    guard numbers[1] < 60, numbers.count == 2 || numbers[2] < 60, second <= 86_400 else {
      return nil
    }
    return second
  }

  static func text(secondOfDay: Int) -> String {
    let clock = "\(padded(secondOfDay / 3600, to: 2)):\(padded(secondOfDay / 60 % 60, to: 2))"
    return secondOfDay % 60 == 0 ? clock : clock + ":" + padded(secondOfDay % 60, to: 2)
  }
}
