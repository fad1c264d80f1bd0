import HTTPTypes
import NIOCore

/// The head of a request as nearly every client writes it: GET or HEAD, HTTP/1.1, one `Host`, no body,
/// printable ASCII.
///
/// Whatever is not exactly that, be it allowed by RFC 9112 or not, is no simple request: only a complete
/// parser may judge it. Of a simple one a complete parser reads the same.
struct SimpleRequest {
  /// Method, authority, path and fields.
  let head: HTTPRequest
  /// Length in bytes, up to and with the empty line.
  let length: Int
  /// Whether the connection may be used again after the answer.
  let keepsConnection: Bool

  /// More fields than this are for the complete parser to refuse.
  static let maximumFieldCount = 64

  /// Reads the request at the beginning of what a connection has sent.
  ///
  /// Fails when it is not simple, or not whole.
  ///
  /// - Parameters:
  ///   - bytes: what was sent; more may follow the head.
  ///   - maximumBytes: a longer head is not simple.
  /// - Complexity: O(*n*) in the length of the head.
  init?(_ bytes: ByteBuffer, maximumBytes: Int) {
    var reader = HeadReader(bytes.readableBytesView.prefix(maximumBytes))
    guard let method = reader.method(), let path = reader.path(), reader.skip("HTTP/1.1\r\n")
    else { return nil }
    var fields = HTTPFields()
    var authority: String?
    var keepsConnection = true
    while !reader.skip("\r\n") {
      guard fields.count < Self.maximumFieldCount, let field = reader.field() else { return nil }
      // An old way to say Connection that parsers heed too.
      if field.name.canonicalName == "proxy-connection" { return nil }
      if field.name.canonicalName == "host" {
        guard authority == nil, !field.value.isEmpty else { return nil }
        authority = field.value
        continue
      }
      switch field.name {
      case .contentLength, .transferEncoding, .upgrade, .expect: return nil
      case .connection:
        if field.value.lowercased() != "keep-alive" { keepsConnection = false }
      default: break
      }
      fields.append(field)
    }
    guard let authority else { return nil }
    head = HTTPRequest(
      method: method, scheme: "http", authority: authority, path: path, headerFields: fields)
    length = reader.position
    self.keepsConnection = keepsConnection
  }
}

/// Takes a head apart from its front to its end.
private struct HeadReader {
  private let bytes: ByteBufferView
  private var next: ByteBufferView.Index

  init(_ bytes: ByteBufferView) {
    self.bytes = bytes
    next = bytes.startIndex
  }

  /// How many bytes have been taken.
  var position: Int { next - bytes.startIndex }

  /// Takes a text that must stand here.
  mutating func skip(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard bytes.endIndex - next >= length else { return false }
    for offset in 0..<length
    where unsafe bytes[next + offset] != text.utf8Start[offset] { return false }
    next += length
    return true
  }

  mutating func method() -> HTTPRequest.Method? {
    skip("GET ") ? .get : skip("HEAD ") ? .head : nil
  }

  /// An absolute path with its query, and the space behind it.
  mutating func path() -> String? {
    let start = next
    guard next < bytes.endIndex, bytes[next] == UInt8(ascii: "/") else { return nil }
    while next < bytes.endIndex, bytes[next] > 0x20, bytes[next] < 0x7F { next += 1 }
    guard next < bytes.endIndex, bytes[next] == UInt8(ascii: " ") else { return nil }
    defer { next += 1 }
    return String(decoding: bytes[start..<next], as: UTF8.self)
  }

  /// A field line (RFC 9112 §5) with its line end.
  mutating func field() -> HTTPField? {
    let start = next
    while next < bytes.endIndex, bytes[next] != UInt8(ascii: ":") {
      guard bytes[next] > 0x20, bytes[next] < 0x7F else { return nil }
      next += 1
    }
    guard next < bytes.endIndex,
      let name = HTTPField.Name(String(decoding: bytes[start..<next], as: UTF8.self))
    else { return nil }
    next += 1
    skipBlanks()
    let valueStart = next
    // Behind the last byte that is no blank.
    var valueEnd = next
    while next < bytes.endIndex, Self.isInValue(bytes[next]) {
      if !Self.isBlank(bytes[next]) { valueEnd = next + 1 }
      next += 1
    }
    let value = String(decoding: bytes[valueStart..<valueEnd], as: UTF8.self)
    guard skip("\r\n") else { return nil }
    return HTTPField(name: name, value: value)
  }

  private mutating func skipBlanks() {
    while next < bytes.endIndex, Self.isBlank(bytes[next]) { next += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isInValue(_ byte: UInt8) -> Bool {
    (byte >= 0x20 && byte < 0x7F) || byte == UInt8(ascii: "\t")
  }
}
