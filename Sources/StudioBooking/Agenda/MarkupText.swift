/// Text made safe to stand in HTML and XML.
public enum MarkupText {
  /// Escapes a text for element content and double-quoted attributes, and drops the characters that
  /// XML 1.0 §2.2 does not allow.
  ///
  /// - Complexity: O(*n*).
  public static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n", "\r": escaped.append(scalar)
      default:
        guard scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { continue }
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
