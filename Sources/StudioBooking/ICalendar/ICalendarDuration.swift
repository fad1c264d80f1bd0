/// Reads DURATION values (RFC 5545 §3.3.6): `PT1H30M`, `P1D`, `P2W`.
enum ICalendarDuration {
  /// Days by the calendar and seconds besides; nil when the text is not a positive duration.
  static func parts(_ text: String) -> (days: Int, seconds: Int)? {
    var rest = text.uppercased()[...]
    if rest.first == "+" { rest = rest.dropFirst() }
    guard rest.first == "P" else { return nil }
    var (days, seconds, isTime, digits) = (0, 0, false, "")
    for character in rest.dropFirst() {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      if character == "T", digits.isEmpty {
        isTime = true
        continue
      }
      guard let number = Int(digits), number < 1_000_000 else { return nil }
      digits = ""
      switch (character, isTime) {
      case ("W", false): days += 7 * number
      case ("D", false): days += number
      case ("H", true): seconds += 3600 * number
      case ("M", true): seconds += 60 * number
      case ("S", true): seconds += number
      default: return nil
      }
    }
    return digits.isEmpty && days + seconds > 0 ? (days, seconds) : nil
  }
}
