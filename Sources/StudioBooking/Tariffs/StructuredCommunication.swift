/// The reference on a Belgian transfer: `+++090/9337/55493+++`, ten digits and two that check them.
///
/// Source: Febelfin, CODA standard, structured communication of type 101: the last two of twelve
/// digits are the remainder of the first ten divided by 97, and 97 where that is 0.
public struct StructuredCommunication: Hashable, Sendable {
  /// The ten digits without check.
  private let base: Int

  /// Makes the reference of a number of at most ten digits.
  ///
  /// - Precondition: 0 < `base` < 10 000 000 000.
  public init(base: Int) {
    precondition(base > 0 && base < 10_000_000_000, "ten digits at most")
    self.base = base
  }

  /// Reads any way of writing it; nil when the check digits are wrong.
  public init?(text: some StringProtocol) {
    let digits = String(text).filter { !"+*/ .".contains($0) }
    guard digits.utf8.count == 12, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let base = Int(digits.prefix(10)), let check = Int(digits.suffix(2)), base > 0,
      Self.check(base) == check
    else { return nil }
    self.base = base
  }

  /// The reference of one reservation: a leading 0 and its number.
  public init(for reservation: ReservationID) {
    self.init(base: max(1, reservation.number % 1_000_000_000))
  }

  /// The reference of a month's statement: 1 for a person or 2 for an organisation, the number, and
  /// the month counted from January 2000.
  public init(for payer: StatementPayer, month: CivilDate) {
    let (year, number, _) = month.parts
    let months = (year - 2000) * 12 + number - 1
    let (kind, subject) =
      switch payer {
      case .person(let id): (1, id.number)
      case .organisation(let id): (2, id.number)
      }
    self.init(base: kind * 1_000_000_000 + subject % 100_000 * 10_000 + months % 10_000)
  }

  private static func check(_ base: Int) -> Int { base % 97 == 0 ? 97 : base % 97 }
}

extension StructuredCommunication: CustomStringConvertible, Codable {
  /// `+++090/9337/55493+++`.
  public var description: String {
    let digits = padded(base, to: 10) + padded(Self.check(base), to: 2)
    return "+++\(digits.prefix(3))/\(digits.dropFirst(3).prefix(4))/\(digits.suffix(5))+++"
  }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let reference = Self(text: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a structured communication.")
    }
    self = reference
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
