/// Text without markup.
public enum PlainText {
  /// Strips tags from a title and makes it one line.
  ///
  /// Character references stay as typed, since a title is text already; apps that read titles as
  /// HTML get no tag to run.
  ///
  /// - Parameter text: what a person typed or pasted.
  /// - Returns: the text with each run of white space as one space, trimmed, without the code
  ///   points XML forbids.
  public static func title(_ text: String) -> String {
    let isMarkedUp = text.utf8.contains(UInt8(ascii: "<"))
    let words = isMarkedUp ? joinedText(of: HTMLTokens(text, resolvesReferences: false)) : text
    return collapsed(words)
  }

  /// Reads HTML as text, for places that show none: alerts, mail, search results.
  ///
  /// - Parameter html: any HTML.
  /// - Returns: its words on one line, references resolved.
  public static func text(ofHTML html: String) -> String {
    collapsed(joinedText(of: HTMLTokens(html)))
  }

  private static func joinedText(of tokens: HTMLTokens) -> String {
    var result = ""
    for token in tokens {
      switch token {
      case .text(let text): result += text
      case .open(let name, _), .close(let name):
        if ShowNotes.isBlock(name) { result += " " }
      }
    }
    return result
  }

  static func collapsed(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.unicodeScalars.allSatisfy(isAllowed)
      ? words : String(String.UnicodeScalarView(words.unicodeScalars.filter(isAllowed)))
  }

  /// Whether XML 1.0 §2.2 has this code point; surrogates are none.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
  }
}
