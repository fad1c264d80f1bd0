/// Reads and writes the DATE and DATE-TIME values of RFC 5545 §3.3.4 and §3.3.5.
public enum ICalendarTime {
  /// A value as it was written.
  public enum Value: Hashable, Sendable {
    /// `20261201`.
    case date(CivilDate)
    /// `20261201T140000`: the clock of a zone named elsewhere.
    case local(LocalDateTime)
    /// `20261201T130000Z`, UTC seconds since 1970.
    case utc(Int)
  }

  /// Reads any of the three forms.
  public static func value(_ text: some StringProtocol) -> Value? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard [8, 15, 16].contains(bytes.count), let year = number(0..<4), let month = number(4..<6),
      let day = number(6..<8), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    if bytes.count == 8 { return .date(date) }
    guard bytes[8] == UInt8(ascii: "T") || bytes[8] == UInt8(ascii: "t"),
      let hour = number(9..<11), let minute = number(11..<13), let second = number(13..<15),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    // A leap second is the second before it: the product's instants have none.
    let local = LocalDateTime(
      date: date, secondOfDay: hour * 3600 + minute * 60 + min(second, 59))
    if bytes.count == 15 { return .local(local) }
    guard bytes[15] == UInt8(ascii: "Z") || bytes[15] == UInt8(ascii: "z") else { return nil }
    return .utc(local.secondsSinceEpoch)
  }

  /// `20261201`.
  public static func text(_ date: CivilDate) -> String {
    let (year, month, day) = date.parts
    return padded(year, to: 4) + padded(month, to: 2) + padded(day, to: 2)
  }

  /// `20261201T140000`.
  public static func text(_ local: LocalDateTime) -> String {
    let second = local.secondOfDay
    return text(local.date) + "T" + padded(second / 3600, to: 2)
      + padded(second / 60 % 60, to: 2) + padded(second % 60, to: 2)
  }

  /// `20261201T130000Z`.
  public static func text(utc: Int) -> String { text(LocalDateTime(secondsSinceEpoch: utc)) + "Z" }

  /// The UNTIL part of a rule.
  static func until(_ text: some StringProtocol) -> RecurrenceRule.End? {
    switch value(text) {
    case .date(let date): .untilDate(date)
    case .local(let local): .untilLocal(local)
    case .utc(let utc): .untilUTC(utc)
    case nil: nil
    }
  }
}
