/// Splits HTML that anybody may have written into tags and text, in one pass.
///
/// It never fails: what is no tag is text, what is left open ends with the input. Comments,
/// declarations and the content of elements that are not prose (scripts, styles, frames, …) are
/// skipped here, so that no consumer ever sees them.
///
/// - Complexity: O(*n*) over the whole iteration.
struct HTMLTokens: Sequence, IteratorProtocol {
  /// One piece of a document.
  enum Token: Equatable {
    /// Text, character references resolved when asked for.
    case text(String)
    /// A start tag with its `href`, the only attribute anything here reads.
    case open(name: String, href: String?)
    /// An end tag.
    case close(name: String)
  }

  private let bytes: [UInt8]
  private var position = 0
  private let resolvesReferences: Bool

  /// Elements whose content is not prose; dropped with everything inside.
  private static let opaque: Set<String> = [
    "script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript",
    "textarea", "title", "select", "audio", "video", "canvas", "head", "noembed", "noframes",
    "xmp", "plaintext",
  ]

  /// Starts at the beginning of a text.
  ///
  /// - Parameters:
  ///   - html: any text.
  ///   - resolvesReferences: whether `&amp;` becomes `&` in text tokens.
  init(_ html: String, resolvesReferences: Bool = true) {
    bytes = Array(html.utf8)
    self.resolvesReferences = resolvesReferences
  }

  mutating func next() -> Token? {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), let second = byte(at: position + 1) {
        if isLetter(second), !isAddress(from: position + 1) {
          if let token = startTag() { return token }
          continue
        }
        if second == UInt8(ascii: "/"), let third = byte(at: position + 2), isLetter(third) {
          position += 2
          let name = tagName()
          skipAttributes()
          return .close(name: name)
        }
        if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
          skipDeclaration()
          continue
        }
      }
      return text()
    }
    return nil
  }

  /// Whether a word between angle brackets is a mail or web address, which no element's name is.
  private func isAddress(from start: Int) -> Bool {
    for index in start..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "@"): return true
      case UInt8(ascii: "/"):
        return bytes[index - 1] == UInt8(ascii: ":") && byte(at: index + 1) == UInt8(ascii: "/")
      case UInt8(ascii: ">"), UInt8(ascii: "<"): return false
      case let byte where isSpace(byte): return false
      default: continue
      }
    }
    return false
  }

  private mutating func text() -> Token {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
    let raw = bytes[start..<position]
    return .text(
      resolvesReferences ? CharacterReferences.resolve(raw) : String(decoding: raw, as: UTF8.self))
  }

  /// `nil` when the element and its content were dropped.
  private mutating func startTag() -> Token? {
    position += 1
    let name = tagName()
    let (href, isClosed) = attributes()
    guard isClosed else { return nil }  // a tag the input ends in
    guard Self.opaque.contains(name) else { return .open(name: name, href: href) }
    skipContent(of: name)
    return nil
  }

  private mutating func tagName() -> String {
    let start = position
    while position < bytes.count, !isSpace(bytes[position]),
      bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "/")
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
  }

  private mutating func skipAttributes() {
    _ = attributes()
  }

  /// Reads up to and including `>`; the first `href` counts.
  private mutating func attributes() -> (href: String?, isClosed: Bool) {
    var href: String?
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") {
        position += 1
        return (href, true)
      }
      if isSpace(byte) || byte == UInt8(ascii: "/") {
        position += 1
        continue
      }
      let (name, value) = attribute()
      if name == "href", href == nil { href = value ?? "" }
    }
    return (href, false)
  }

  private mutating func attribute() -> (name: String, value: String?) {
    let start = position
    position += 1  // a name may begin with "="
    while position < bytes.count, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: "="),
      bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "/")
    {
      position += 1
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    let end = position
    skipSpaces()
    guard byte(at: position) == UInt8(ascii: "=") else {
      position = Swift.max(end, start + 1)
      return (name, nil)
    }
    position += 1
    skipSpaces()
    return (name, CharacterReferences.resolve(attributeValue()))
  }

  private mutating func attributeValue() -> ArraySlice<UInt8> {
    guard let quote = byte(at: position) else { return [] }
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { position += 1 }
    let start = position
    while position < bytes.count,
      isQuoted
        ? bytes[position] != quote
        : !isSpace(bytes[position]) && bytes[position] != UInt8(ascii: ">")
    {
      position += 1
    }
    let value = bytes[start..<position]
    if isQuoted, position < bytes.count { position += 1 }
    return value
  }

  private mutating func skipDeclaration() {
    if bytes[position...].starts(with: "<!--".utf8) {
      position += 4
      skip(past: "-->")
    } else {
      skip(past: ">")
    }
  }

  private mutating func skipContent(of name: String) {
    let end = Array("</\(name)".utf8)
    while position < bytes.count {
      if bytes[position] == end[0], position + end.count <= bytes.count,
        zip(bytes[position...], end).allSatisfy({ lowercase($0) == $1 })
      {
        position += end.count
        return skipAttributes()
      }
      position += 1
    }
  }

  private mutating func skip(past text: String) {
    let end = Array(text.utf8)
    while position < bytes.count {
      if bytes[position...].starts(with: end) {
        position += end.count
        return
      }
      position += 1
    }
  }

  private mutating func skipSpaces() {
    while position < bytes.count, isSpace(bytes[position]) { position += 1 }
  }

  private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercase(byte))
  }

  private func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
  }
}
