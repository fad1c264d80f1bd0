/// A time in a recording as people type it: `1:02:03.5`, `12:30`, `90s`, `1h30m`, `90`.
enum MediaTime {
  /// Longest time taken, seconds: a hundred hours, far beyond any recording.
  private static let maximumSeconds = 360_000.0

  /// Reads a time.
  ///
  /// - Parameter text: `[[H:]M:]S` with an optional fraction, or numbers with `h`, `m` and `s` in
  ///   that order; a bare number is seconds.
  /// - Returns: seconds; nil when it is no such time.
  static func seconds(_ text: String) -> Double? {
    let text = text.lowercased().replacing(",", with: ".")
    let seconds =
      text.contains(where: { "hms".contains($0) }) ? withUnits(text) : withColons(text)
    return seconds.flatMap { $0 <= maximumSeconds ? $0 : nil }
  }

  private static func withColons(_ text: String) -> Double? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count) else { return nil }
    var total = 0.0
    for (index, field) in fields.enumerated() {
      let isLast = index == fields.count - 1
      guard let number = number(field, isWhole: !isLast), index == 0 || number < 60 else {
        return nil
      }
      total = total * 60 + number
    }
    return total
  }

  private static func withUnits(_ text: String) -> Double? {
    let weights: [Character: Double] = ["h": 3_600, "m": 60, "s": 1]
    var total = 0.0
    var lastWeight = Double.infinity
    var digits = ""
    for character in text {
      guard let weight = weights[character] else {
        digits.append(character)
        continue
      }
      guard weight < lastWeight, let number = number(digits[...], isWhole: false) else {
        return nil
      }
      total += number * weight
      lastWeight = weight
      digits = ""
    }
    guard !digits.isEmpty else { return total }
    // `1h30` is an hour and thirty minutes.
    guard lastWeight == 3_600, let minutes = number(digits[...], isWhole: true) else { return nil }
    return total + minutes * 60
  }

  private static func number(_ text: Substring, isWhole: Bool) -> Double? {
    let digits = text.filter { $0 != "." }
    guard (1...9).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text.count - digits.count <= (isWhole ? 0 : 1)
    else { return nil }
    return Double(text.hasSuffix(".") ? text + "0" : text)
  }
}
