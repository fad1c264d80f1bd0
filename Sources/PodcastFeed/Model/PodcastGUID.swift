internal import Crypto

/// A show's identity across hosts and directories: a UUID, fixed for life.
///
/// Source: Podcast Namespace `guid`: UUIDv5 (RFC 9562 §5.5) over the feed's address without
/// scheme and trailing slashes, in the namespace ead4c236-bf58-58c6-a2c6-a6b28d128cb6.
public struct PodcastGUID: Sendable, Hashable, CustomStringConvertible {
  /// Eight, four, four, four and twelve lower-case hexadecimal digits.
  public let description: String

  /// Keeps an identity that another host minted.
  ///
  /// Fails when the text is not a UUID.
  ///
  /// - Parameter text: a UUID in either case.
  public init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      groups.allSatisfy({ $0.utf8.allSatisfy(Self.isHexadecimal) })
    else { return nil }
    description = text.lowercased()
  }

  /// Mints the identity of a show at its first publication.
  ///
  /// - Parameter feedURL: the feed's first public address.
  public init(feedURL: String) {
    var name = feedURL[...]
    if let scheme = name.firstRange(of: "://") { name = name[scheme.upperBound...] }
    while name.hasSuffix("/") { name.removeLast() }
    var digest = Array(Insecure.SHA1.hash(data: Self.namespace + Array(name.utf8)).prefix(16))
    digest[6] = digest[6] & 0x0F | 0x50  // version 5
    digest[8] = digest[8] & 0x3F | 0x80  // the RFC's variant
    description = Self.text(of: digest)
  }

  /// The Podcast Namespace's UUID namespace, as bytes.
  private static let namespace: [UInt8] = [
    0xEA, 0xD4, 0xC2, 0x36, 0xBF, 0x58, 0x58, 0xC6, 0xA2, 0xC6, 0xA6, 0xB2, 0x8D, 0x12, 0x8C, 0xB6,
  ]

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func text(of bytes: [UInt8]) -> String {
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      if byte < 16 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }
}

extension PodcastGUID: Codable {
  /// Reads the text form.
  ///
  /// - Parameter decoder: holds one string.
  /// - Throws: a `DecodingError` when the text is not a UUID.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let guid = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is not a UUID")
    }
    self = guid
  }

  /// Writes the text form.
  ///
  /// - Parameter encoder: receives one string.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
