/// Appends XML 1.0 elements to a buffer of UTF-8 bytes; the one place where text is escaped.
///
/// Code points that XML 1.0 forbids are dropped, so that no text can make a document unreadable.
/// There is no CDATA: escaping once is equivalent for every parser, and cannot be left open.
///
/// Source: W3C XML 1.0 (fifth edition) §2.2 Char, §2.4 escaping, §2.11 line ends, §3.3.3 attribute
/// normalisation.
struct XMLWriter {
  /// What was written so far, UTF-8.
  private(set) var bytes: [UInt8] = []
  private var depth: Int

  /// Starts an empty buffer.
  ///
  /// - Parameter depth: how many elements of the final document will surround it; indentation.
  init(depth: Int = 0) {
    self.depth = depth
  }

  /// Appends the XML declaration.
  mutating func declaration() {
    raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
  }

  /// Appends one element that holds what `content` appends.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    content: (inout XMLWriter) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// Appends a start tag on its own line.
  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    startTag(name, attributes)
    raw(">\n")
    depth += 1
  }

  /// Appends an end tag on its own line.
  mutating func close(_ name: String) {
    depth -= 1
    indent()
    raw("</")
    raw(name)
    raw(">\n")
  }

  /// Appends an element without content; attributes that are `nil` are left out.
  mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    startTag(name, attributes)
    raw("/>\n")
  }

  /// Appends an element with trimmed text and no attributes; nothing when the text is `nil`.
  mutating func text(_ name: String, _ value: String?) {
    text(name, [:], value)
  }

  /// Appends an element with trimmed text; nothing at all when the text is `nil`.
  mutating func text(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, _ value: String?
  ) {
    guard let value else { return }
    startTag(name, attributes)
    raw(">")
    escape(value.trimmed, inAttribute: false)
    raw("</")
    raw(name)
    raw(">\n")
  }

  private mutating func startTag(
    _ name: String, _ attributes: KeyValuePairs<String, String?>
  ) {
    indent()
    raw("<")
    raw(name)
    for (key, value) in attributes {
      guard let value else { continue }
      raw(" ")
      raw(key)
      raw("=\"")
      escape(value.trimmed, inAttribute: true)
      raw("\"")
    }
  }

  private mutating func indent() {
    for _ in 0..<depth { raw("  ") }
  }

  private mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    // Forbidden code points beyond ASCII are U+FFFE and U+FFFF (EF BF BE, EF BF BF); a Swift
    // string holds no surrogates.
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\"") where inAttribute: raw("&quot;")
      case 0x09 where inAttribute: raw("&#9;")
      case 0x0A where inAttribute: raw("&#10;")
      case 0x0D: raw("&#13;")  // a literal one would be read back as a line feed
      case 0x09, 0x0A: bytes.append(byte)
      case 0x00..<0x20: continue
      case 0xBE, 0xBF:
        if endsInNoncharacterLead { bytes.removeLast(2) } else { bytes.append(byte) }
      default: bytes.append(byte)
      }
    }
  }

  /// Whether the last bytes are EF BF, the start of U+FFC0 to U+FFFF.
  private var endsInNoncharacterLead: Bool {
    bytes.count >= 2 && bytes[bytes.count - 1] == 0xBF && bytes[bytes.count - 2] == 0xEF
  }
}
