/// Show notes reduced to the markup that podcast apps render and nobody can abuse.
///
/// Allowed: `p br ol ul li b i strong em` and `a` with an `http`, `https` or `mailto` link. Other
/// tags go and their text stays; scripts, styles and frames go with their content. The result is
/// well formed, so that it can stand inside any page.
///
/// Source: PSP-1 `description`; Apple renders paragraphs, lists and links.
public struct ShowNotes: Sendable, Hashable {
  /// Well-formed HTML of the allow-list.
  public let html: String
  /// Whether the text was longer than the limit, and ends in an ellipsis.
  public let isCut: Bool

  /// Cleans notes; a clean text comes back unchanged.
  ///
  /// - Parameters:
  ///   - html: any HTML, from anybody.
  ///   - limitBytes: the most UTF-8 bytes of the result. A longer text is cut between words,
  ///     never inside a character, and its open tags are closed within the limit.
  /// - Returns: the notes.
  /// - Complexity: O(*n*).
  public static func sanitised(_ html: String, limitBytes: Int = .max) -> ShowNotes {
    var builder = ShowNotesBuilder(limitBytes: limitBytes)
    for token in HTMLTokens(html) {
      builder.append(token)
      if builder.isCut { break }
    }
    return ShowNotes(html: builder.finished(), isCut: builder.isCut)
  }

  /// Turns typed text into notes: an empty line starts a paragraph, a line end stays one.
  ///
  /// - Parameter text: plain text.
  /// - Returns: notes without a limit.
  public static func paragraphs(ofPlainText text: String) -> ShowNotes {
    var html = ""
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for paragraph in lines.split(whereSeparator: { $0.allSatisfy(\.isWhitespace) }) {
      let escaped = paragraph.map { ShowNotesBuilder.escaped($0.trimmed) }
      html += "<p>" + escaped.joined(separator: "<br>") + "</p>"
    }
    return sanitised(html)
  }

  /// Whether a text is HTML: only an element's name makes a tag, so that `<lea@example.be>` and
  /// `<https://…>` are what somebody typed.
  ///
  /// - Parameter text: plain text or HTML.
  /// - Returns: true for a tag of HTML, a comment, a declaration, or an escaped ampersand.
  /// - Complexity: O(*n*).
  public static func isMarkup(_ text: String) -> Bool {
    text.contains("&amp;") || text.contains("<!--")
      || text.matches(of: #/<\/?([a-zA-Z][a-zA-Z0-9]*)(?=[\s\/>])/#).contains {
        HTMLElementNames.known.contains($0.output.1.lowercased())
      }
  }

  /// Whether an element stands on lines of its own.
  static func isBlock(_ name: String) -> Bool {
    name == "br" || name == "li" || name == "ol" || name == "ul" || paragraphs.contains(name)
  }

  /// Elements that become paragraphs.
  static let paragraphs: Set<String> = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "header",
    "footer", "pre", "table", "tr", "dl", "dt", "dd", "figure", "figcaption", "address", "main",
    "aside",
  ]
}
