extension Substring {
  /// The text without spaces and tabs around it: `OWS` of RFC 9110 §5.6.3.
  func trimmingOptionalWhitespace() -> Substring {
    Substring(utf8.trimmingOptionalWhitespace())
  }
}

extension Substring.UTF8View {
  /// The bytes without spaces and tabs around them: `OWS` of RFC 9110 §5.6.3.
  func trimmingOptionalWhitespace() -> Substring.UTF8View {
    var text = self
    while let first = text.first, Self.isBlank(first) { text.removeFirst() }
    while let last = text.last, Self.isBlank(last) { text.removeLast() }
    return text
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
