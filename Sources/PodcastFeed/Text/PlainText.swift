/// Text without markup.
public enum PlainText {
  /// Strips tags from a title and makes it one line.
  ///
  /// Character references stay as typed, since a title is text already; apps that read titles as
  /// HTML get no tag to run.
  ///
  /// - Parameter text: what a person typed or pasted.
  /// - Returns: the text with each run of white space as one space, trimmed.
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
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
