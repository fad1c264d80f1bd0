/// How old somebody is, as far as the house wants to know: `12-15`, `65+`; never a birth date.
public struct AgeBand: Hashable, Sendable {
  /// The age the person has reached for sure, in years.
  public let atLeast: Int
  /// The highest age in the band; nil means without end.
  public let atMost: Int?

  /// Makes a band; nil when it is empty or outside human ages.
  public init?(atLeast: Int, atMost: Int?) {
    guard (0...120).contains(atLeast), (atMost ?? 120) >= atLeast, (atMost ?? 120) <= 120 else {
      return nil
    }
    self.atLeast = atLeast
    self.atMost = atMost
  }

  /// Reads `12-15`, `16` or `65+`.
  public init?(text: some StringProtocol) {
    let open = text.hasSuffix("+")
    let parts = (open ? text.dropLast() : text[...])
      .split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == parts.count, (1...2).contains(numbers.count),
      !open || numbers.count == 1
    else { return nil }
    self.init(atLeast: numbers[0], atMost: open ? nil : numbers[numbers.count - 1])
  }

  /// Whether everybody in the band has reached an age.
  public func hasReached(_ years: Int) -> Bool { atLeast >= years }

  /// Whether nobody in the band has reached an age.
  public func isUnder(_ years: Int) -> Bool { atMost.map { $0 < years } ?? false }
}

extension AgeBand: CustomStringConvertible {
  /// The text form that ``init(text:)`` reads.
  public var description: String {
    guard let atMost else { return "\(atLeast)+" }
    return atMost == atLeast ? "\(atLeast)" : "\(atLeast)-\(atMost)"
  }
}

extension AgeBand: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let band = Self(text: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not an age band such as 12-15 or 65+.")
    }
    self = band
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
