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

  /// One line: each run of white space is a space, none at the ends, nothing that XML forbids.
  ///
  /// Pages of a year hold hundreds of excerpts: this goes by code points, since finding the bounds of
  /// characters took a quarter of a build.
  static func collapsed(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isBetween = false
    for scalar in text.unicodeScalars {
      if isWhiteSpace(scalar) {
        isBetween = !bytes.isEmpty
      } else if isAllowed(scalar) {
        if isBetween { bytes.append(UInt8(ascii: " ")) }
        isBetween = false
        if scalar.isASCII {
          bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          bytes.append(contentsOf: String(scalar).utf8)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Unicode's `White_Space`, ASCII looked at first.
  private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || ("\t"..."\r").contains(scalar) : scalar.properties.isWhitespace
  }

  /// Whether XML 1.0 §2.2 has this code point; surrogates are none.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
  }
}
