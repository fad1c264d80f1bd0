/// Links that show notes may carry.
enum NotesLink {
  /// The schemes apps open without asking.
  private static let schemes = ["https://", "http://", "mailto:"]

  /// Gives the link in ASCII.
  ///
  /// - Parameter link: what stands in `href`, references resolved.
  /// - Returns: the link with everything but printable ASCII percent-encoded, or `nil` when its
  ///   scheme is not allowed (`javascript:`, `data:`, a relative link, …).
  static func allowed(_ link: String) -> String? {
    let trimmed = link.trimmed
    let lowercased = trimmed.prefix(8).lowercased()
    guard let scheme = schemes.first(where: { lowercased.hasPrefix($0) }),
      trimmed.utf8.count > scheme.utf8.count
    else { return nil }
    var result: [UInt8] = []
    for byte in trimmed.utf8 {
      switch byte {
      case 0x00..<0x20, 0x7F: continue
      case 0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D, 0x80...:
        result.append(UInt8(ascii: "%"))
        result.append(hexadecimalDigit(byte >> 4))
        result.append(hexadecimalDigit(byte & 0x0F))
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
