/// Writes allowed tokens as well-formed HTML within a byte limit.
///
/// Invariant: what is written plus the end tags of what is open never exceeds the limit.
struct ShowNotesBuilder {
  private let limitBytes: Int
  private var html: [UInt8] = []
  private var openNames: [String] = []
  /// Bytes of the end tags of `openNames`.
  private var closingBytes = 0
  /// Whether something did not fit any more.
  private(set) var isCut = false

  private static let inline: Set<String> = ["a", "b", "i", "strong", "em"]
  private static let ellipsis = Array("…".utf8)
  /// Deeper markup is dropped: nobody sees it, and it would make end tags costly.
  private static let depthLimit = 24

  init(limitBytes: Int) {
    self.limitBytes = limitBytes
  }

  mutating func append(_ token: HTMLTokens.Token) {
    switch token {
    case .text(let text): appendText(text)
    case .open(let name, let href): open(name, href: href)
    case .close(let name): close(ShowNotes.paragraphs.contains(name) ? "p" : name)
    }
  }

  /// Closes what is open and gives the whole text.
  mutating func finished() -> String {
    while let name = openNames.last { closeLast(name) }
    return String(decoding: html, as: UTF8.self).trimmed
  }

  private mutating func open(_ name: String, href: String?) {
    if name == "br" { return appendTag("<br>", opening: nil) }
    if ShowNotes.paragraphs.contains(name) {
      leaveInline()
      close("p")
      return appendTag("<p>", opening: "p")
    }
    switch name {
    case "ol", "ul":
      leaveInline()
      close("p")
      appendTag("<\(name)>", opening: name)
    case "li":
      guard let list = openNames.lastIndex(where: { $0 == "ol" || $0 == "ul" }) else { return }
      while openNames.count > list + 1, let last = openNames.last { closeLast(last) }
      appendTag("<li>", opening: "li")
    case "a":
      close("a")
      guard let link = href.flatMap(NotesLink.allowed) else { return }
      appendTag("<a href=\"\(Self.escaped(link))\">", opening: "a")
    default:
      if Self.inline.contains(name) { appendTag("<\(name)>", opening: name) }
    }
  }

  /// A paragraph or list cannot stand inside a link or an emphasis.
  private mutating func leaveInline() {
    while let last = openNames.last, Self.inline.contains(last) { closeLast(last) }
  }

  /// Closes the innermost element of this name and what is open inside; nothing when none is, or
  /// when it surrounds a list the tag does not belong to.
  private mutating func close(_ name: String) {
    guard let index = openNames.lastIndex(of: name) else { return }
    if name == "p" || Self.inline.contains(name) {
      guard !openNames[index...].contains(where: { $0 == "ol" || $0 == "ul" || $0 == "li" })
      else { return }
    }
    while openNames.count > index, let last = openNames.last { closeLast(last) }
  }

  private mutating func closeLast(_ name: String) {
    let tag = "</\(name)>"
    html.append(contentsOf: tag.utf8)
    closingBytes -= tag.utf8.count
    openNames.removeLast()
  }

  private mutating func appendTag(_ tag: String, opening name: String?) {
    guard !isCut else { return }
    let closing = name.map { $0.utf8.count + 3 } ?? 0  // "</" and ">"
    if name != nil, openNames.count >= Self.depthLimit { return }
    guard fits(tag.utf8.count + closing) else {
      isCut = true
      return appendEllipsis()
    }
    html.append(contentsOf: tag.utf8)
    closingBytes += closing
    if let name { openNames.append(name) }
  }

  private mutating func appendText(_ text: String) {
    guard !isCut else { return }
    let escaped = Self.escaped(text)
    if fits(escaped.utf8.count) { return html.append(contentsOf: escaped.utf8) }
    isCut = true
    html.append(contentsOf: prefix(of: text).utf8)
    appendEllipsis()
  }

  /// The words that fit with an ellipsis after them; without any, the characters that do.
  private func prefix(of text: String) -> String {
    var fitting = ""
    var room = limitBytes - html.count - closingBytes - Self.ellipsis.count
    for character in text {
      let escaped = Self.escaped(String(character))
      guard escaped.utf8.count <= room else { break }
      room -= escaped.utf8.count
      fitting += escaped
    }
    guard let space = fitting.lastIndex(where: \.isWhitespace) else { return fitting }
    return String(fitting[..<space])
  }

  private mutating func appendEllipsis() {
    if fits(Self.ellipsis.count), !html.isEmpty { html.append(contentsOf: Self.ellipsis) }
  }

  private func fits(_ bytes: Int) -> Bool {
    bytes <= limitBytes - html.count - closingBytes
  }

  /// Escapes text for HTML and drops code points that XML forbids.
  static func escaped(_ text: String) -> String {
    let needsWork = text.utf8.contains {
      $0 < 0x20 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0xEF
    }
    guard needsWork else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\u{FFFE}", "\u{FFFF}": continue
      case _ where scalar.value < 0x20: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
