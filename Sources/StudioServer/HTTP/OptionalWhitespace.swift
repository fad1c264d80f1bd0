extension Substring {
  /// The text without spaces and tabs around it: `OWS` of RFC 9110 §5.6.3.
  func trimmingOptionalWhitespace() -> Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
