/// A URL path that names something inside the public folder: decoded once, and safe to walk.
///
/// Every component is plain: never empty, never starting with a dot (so neither `.`, `..` nor a
/// hidden file), without slash, backslash, NUL or control characters, valid UTF-8, at most 255
/// bytes (what the file systems of Linux accept).
struct PublicPath: Sendable, Hashable {
  /// The decoded components, from the root inwards; empty for `/`.
  let components: [String]
  /// Whether the path ended in a slash and so asks for the folder's `index.html`.
  let endsInSlash: Bool

  /// Decodes and checks the path of a request.
  ///
  /// Fails for anything that is not a plain name in a plain folder: `/../x`, `/%2e%2e/x`,
  /// `/a%2Fb`, `//x`, `/.git`, a percent sign without two hexadecimal digits.
  ///
  /// - Parameter urlPath: the path as sent, percent-encoded, starting with a slash, no query.
  /// - Complexity: O(*n*) in the length of the path.
  init?(urlPath: some StringProtocol) {
    var components: [String] = []
    var component: [UInt8] = []
    var bytes = urlPath.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "/") else { return nil }
    while let byte = bytes.next() {
      if byte == UInt8(ascii: "/") {
        guard let name = Self.plainName(component) else { return nil }
        components.append(name)
        component.removeAll(keepingCapacity: true)
      } else if byte == UInt8(ascii: "%") {
        guard let high = bytes.next(), let low = bytes.next(),
          let value = Self.hexadecimal(high, low), value != UInt8(ascii: "/")
        else { return nil }
        component.append(value)
      } else {
        component.append(byte)
      }
    }
    endsInSlash = component.isEmpty
    if !component.isEmpty {
      guard let name = Self.plainName(component) else { return nil }
      components.append(name)
    }
    self.components = components
  }

  /// The path in one normal form for look-ups: decoded, without the final slash; `/` for the root.
  var lookupKey: String { "/" + components.joined(separator: "/") }

  /// The way from this folder's path without its slash to the one with it: a relative reference,
  /// percent-encoded, which holds under any prefix that a proxy takes away.
  var folderReference: String { (components.last.map(Self.percentEncoded) ?? "") + "/" }

  private static func plainName(_ bytes: [UInt8]) -> String? {
    guard let first = bytes.first, first != UInt8(ascii: "."), bytes.count <= 255,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") })
    else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ high: UInt8, _ low: UInt8) -> UInt8? {
    guard let high = digit(high), let low = digit(low) else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Encodes everything but RFC 3986 §2.3 unreserved characters.
  private static func percentEncoded(_ name: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
