/// The number of a recording session, shown to people as `S-12`.
public struct SessionID: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The number itself.
  public let number: Int

  /// Wraps a number that the store gave out.
  public init(number: Int) { self.number = number }

  /// Reads `S-12`, `s-12` or `12`.
  ///
  /// - Parameter text: what a person typed.
  public init?(_ text: String) {
    let digits = text.uppercased().hasPrefix("S-") ? text.dropFirst(2) : text[...]
    guard let number = Int(digits), number > 0 else { return nil }
    self.number = number
  }

  /// `S-12`.
  public var description: String { "S-\(number)" }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = SessionID(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a session id: \(text)"))
    }
    self = id
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A name that is given out once and stands in public URLs for ever.
///
/// Random, so that it is never given out twice: not after a restore from an old backup, and not
/// by two installations whose shows move under one address.
public struct PublicID: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The characters used: digits and lower-case letters without look-alikes and vowels.
  static let alphabet = Array("23456789bcdfghjkmnpqrstvwxz")
  /// 12 of 27 characters are 57 bits.
  static let length = 12

  /// The characters themselves.
  public let rawValue: String

  /// Wraps an id that was given out before.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Gives out a new id.
  ///
  /// - Parameter generator: the source of randomness.
  /// - Returns: 12 characters that no other show, episode or render has.
  public static func new(using generator: inout some RandomNumberGenerator) -> PublicID {
    PublicID(
      rawValue: String(
        (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }))
  }

  /// Gives out a new id from the system's randomness.
  ///
  /// - Returns: 12 characters that no other show, episode or render has.
  public static func new() -> PublicID {
    var generator = SystemRandomNumberGenerator()
    return new(using: &generator)
  }

  /// The characters.
  public var description: String { rawValue }

  /// Reads the characters.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the characters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
