/// A date as ID3v2.3 splits it: the year, day and month, and the time of day.
///
/// - Source: ID3v2.3.0 §4.2.1: TYER "YYYY", TDAT "DDMM", TIME "HHMM", TRDA free text that
///   completes them. The single TDRC is of 2.4; readers rebuild the full date from these.
struct ID3Date {
  /// The frames of the date, in the order of the tag.
  let frames: [ID3Frame]

  /// Splits `2026`, `2026-12-01` or `2026-12-01T20:15…`; anything else is kept as free text.
  init(_ text: String) {
    let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
    let day = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
    guard day.count <= 3, let year = day.first, Self.isNumber(year, digits: 4) else {
      frames = text.isEmpty ? [] : [ID3Frame.text("TRDA", text)]
      return
    }
    var found = [ID3Frame.text("TYER", String(year))]
    if day.count == 3, day.dropFirst().allSatisfy({ Self.isNumber($0, digits: 2) }) {
      found.append(.text("TDAT", "\(day[2])\(day[1])"))
      let clock = (parts.count == 2 ? parts[1] : "").split(separator: ":")
      if clock.count >= 2, clock.prefix(2).allSatisfy({ Self.isNumber($0.prefix(2), digits: 2) }) {
        found.append(.text("TIME", "\(clock[0])\(clock[1].prefix(2))"))
      }
    }
    if text.utf8.count > 4 { found.append(.text("TRDA", text)) }
    frames = found
  }

  private static func isNumber(_ text: Substring, digits: Int) -> Bool {
    text.utf8.count == digits && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
