/// Several parts of one file as `multipart/byteranges` (RFC 9110 §14.6, RFC 2046 §5.1.1).
struct MultipartRanges: Sendable {
  /// The value of `Content-Type` for the whole body.
  let contentType: String
  /// The body: headers and bytes of each part, and the closing line.
  let segments: [FileBody.Segment]

  /// Lays out the body.
  ///
  /// - Parameters:
  ///   - parts: not empty each, inside the file, in the order they are sent.
  ///   - representation: the file.
  ///   - boundary: separates the parts; by default 128 random bits, which no file can foresee.
  init(
    parts: [Range<Int64>], of representation: FileRepresentation,
    boundary: String = Self.randomBoundary()
  ) {
    var segments: [FileBody.Segment] = []
    for part in parts {
      segments.append(
        .text(
          """
          \r\n--\(boundary)\r\n\
          Content-Type: \(representation.contentType)\r\n\
          Content-Range: \(FileResponder.contentRange(part, of: representation))\r\n\r\n
          """))
      segments.append(.bytes(part))
    }
    segments.append(.text("\r\n--\(boundary)--\r\n"))
    self.segments = segments
    contentType = "multipart/byteranges; boundary=\(boundary)"
  }

  /// Makes a boundary of 32 hexadecimal digits.
  ///
  /// - Returns: text that is allowed unquoted in a header.
  static func randomBoundary() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
