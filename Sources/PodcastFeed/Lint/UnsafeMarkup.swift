/// Markup in notes that could run in a careless app or page.
enum UnsafeMarkup {
  private static let elements = [
    "<script", "<iframe", "<object", "<embed", "<style", "<svg", "<form", "<link", "<meta",
  ]
  private static let schemes = ["javascript:", "vbscript:", "data:text/html"]

  /// Whether a link has a scheme of its own that runs nothing.
  static func isHarmless(link: String) -> Bool {
    let link = link.lowercased().filter { !$0.isWhitespace }
    guard let colon = link.firstIndex(of: ":"), colon != link.startIndex else { return false }
    return link[..<colon].allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
    }
      && !schemes.contains(where: link.hasPrefix)
  }

  /// The first one found: an element, a script link or an event attribute.
  static func first(in html: String) -> String? {
    let text = html.lowercased()
    if let element = elements.first(where: text.contains) { return element }
    for token in HTMLTokens(html) {
      if case .open(_, let href?) = token {
        let link = href.lowercased().filter { !$0.isWhitespace }
        if let scheme = schemes.first(where: link.hasPrefix) { return scheme }
      }
    }
    return eventAttribute(in: text)
  }

  /// ` onclick=` and the like inside a tag.
  private static func eventAttribute(in text: String) -> String? {
    for tag in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      let inside = tag.prefix { $0 != ">" }
      for word in inside.split(whereSeparator: { $0.isWhitespace || $0 == "/" }).dropFirst() {
        guard word.hasPrefix("on"), let equals = word.firstIndex(of: "=") else { continue }
        let name = word[..<equals]
        if name.count > 3, name.allSatisfy({ $0.isASCII && $0.isLetter }) { return String(name) }
      }
    }
    return nil
  }
}
