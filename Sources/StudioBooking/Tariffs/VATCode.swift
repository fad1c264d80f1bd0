/// How a line is taxed: `exempt`, or a rate in percent such as `21`.
public struct VATCode: Hashable, Sendable, Comparable {
  /// The rate in percent; nil when exempt.
  public let percent: Int?

  /// Exempt from VAT.
  public static let exempt = VATCode(percent: nil)

  /// Makes a code of a rate in percent, or of none.
  public init(percent: Int?) { self.percent = percent }

  /// Reads `exempt` or `21`.
  public init?(text: String) {
    if text == "exempt" {
      self = .exempt
    } else {
      guard let percent = Int(text), (0...100).contains(percent) else { return nil }
      self.init(percent: percent)
    }
  }

  /// Exempt first, then rising rates.
  public static func < (left: Self, right: Self) -> Bool {
    (left.percent ?? -1) < (right.percent ?? -1)
  }
}

extension VATCode: CustomStringConvertible, Codable {
  /// `exempt` or the rate.
  public var description: String { percent.map(String.init) ?? "exempt" }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = Self(text: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not 'exempt' or a rate such as '21'.")
    }
    self = code
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
