/// Positions in a file as text.
///
/// Source: RFC 2326 §3.6 (npt-hhmmss), used by Podlove Simple Chapters and WebVTT.
enum NormalPlayTime {
  /// `HH:MM:SS.mmm`; hours grow beyond two digits when they must.
  static func clock(milliseconds: Int64, decimalMark: String = ".") -> String {
    let value = max(0, milliseconds)
    let fields = [value / 3_600_000, value / 60_000 % 60, value / 1000 % 60]
    return fields.map { padded($0, 2) }.joined(separator: ":")
      + decimalMark + padded(value % 1000, 3)
  }

  /// Seconds with as many decimals as needed: `12`, `12.5`, `12.034`.
  static func seconds(milliseconds: Int64) -> String {
    let value = max(0, milliseconds)
    var fraction = padded(value % 1000, 3)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return fraction.isEmpty ? String(value / 1000) : "\(value / 1000).\(fraction)"
  }

  /// Reads `SS`, `MM:SS` or `HH:MM:SS` with an optional fraction after `.` or `,`.
  static func milliseconds(of text: some StringProtocol) -> Int64? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count), let last = fields.last else { return nil }
    var total: Int64 = 0
    for (index, field) in fields.dropLast().enumerated() {
      guard let number = number(field), index == 0 || number < 60 else { return nil }
      total = (total + number) * 60
    }
    let parts = last.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
    guard let seconds = number(parts[0]), fields.count == 1 || seconds < 60 else { return nil }
    var fraction: Int64 = 0
    if parts.count == 2 {
      guard number(parts[1]) != nil, let read = number((parts[1] + "00").prefix(3)) else {
        return nil
      }
      fraction = read
    }
    return (total + seconds) * 1000 + fraction
  }

  private static func number(_ text: some StringProtocol) -> Int64? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int64(text)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
