/// Reads and writes durations as people type them: `90m`, `2h`, `1h30`, `1h30m`, `2d`.
public enum DurationText {
  /// The length in minutes; nil when the text is not a duration or is not positive.
  ///
  /// A day is 24 hours here; bookings of calendar days give a start and an end instead.
  public static func minutes(of text: some StringProtocol) -> Int? {
    var total = 0
    var digits = ""
    var lastUnit: Character?
    for character in text.lowercased() {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let value = Int(digits), value < 100_000, lastUnit != character else { return nil }
      switch (character, lastUnit) {
      case ("d", nil): total += value * 1440
      case ("h", nil), ("h", "d"): total += value * 60
      case ("m", _): total += value
      default: return nil
      }
      digits = ""
      lastUnit = character
    }
    if !digits.isEmpty {
      // Only minutes after hours may go without their letter: 1h30.
      guard lastUnit == "h", let value = Int(digits), digits.count <= 2, value < 60 else {
        return nil
      }
      total += value
    }
    return total > 0 && lastUnit != nil ? total : nil
  }

  /// Writes minutes in the shortest of those forms: `45m`, `2h`, `1h30`.
  public static func text(minutes: Int) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60)
    if hours == 0 { return "\(rest)m" }
    return rest == 0 ? "\(hours)h" : "\(hours)h\(padded(rest, to: 2))"
  }
}
