/// One entity tag (RFC 9110 §8.8.3): `"abc"` strong, `W/"abc"` weak.
struct EntityTag: Sendable, Hashable {
  /// The text between the quotes.
  let opaque: String
  /// Whether the tag only promises an equivalent file, not equal bytes.
  let isWeak: Bool

  /// Makes a strong tag.
  ///
  /// - Parameter opaque: letters, digits and dashes.
  init(strong opaque: String) {
    self.opaque = opaque
    isWeak = false
  }

  private init(opaque: String, isWeak: Bool) {
    self.opaque = opaque
    self.isWeak = isWeak
  }

  /// The tag as a header writes it.
  var headerValue: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }

  /// Whether both stand for the same bytes: equal and neither weak (RFC 9110 §8.8.3.2).
  ///
  /// - Parameter other: the tag to compare with.
  /// - Returns: the strong comparison.
  func matchesStrongly(_ other: EntityTag) -> Bool {
    !isWeak && !other.isWeak && opaque == other.opaque
  }

  /// Whether both stand for equivalent files, weak or not (RFC 9110 §8.8.3.2).
  ///
  /// - Parameter other: the tag to compare with.
  /// - Returns: the weak comparison.
  func matchesWeakly(_ other: EntityTag) -> Bool { opaque == other.opaque }

  /// What `If-None-Match` or `If-Match` holds.
  enum Condition: Sendable, Hashable {
    /// `*`: any existing file.
    case any
    /// The listed tags; what is not a tag is left out and so matches nothing.
    case tags([EntityTag])
  }

  /// Reads the list of a conditional header.
  ///
  /// - Parameter header: the header's value; several headers joined by commas.
  /// - Returns: `*` or the tags in it.
  static func condition(_ header: String) -> Condition {
    var rest = header.utf8[...].trimmingOptionalWhitespace()
    if rest.elementsEqual("*".utf8) { return .any }
    var tags: [EntityTag] = []
    while !rest.isEmpty {
      guard let tag = takeTag(&rest) else {
        // Not a tag: skip to the next comma.
        guard let comma = rest.firstIndex(of: UInt8(ascii: ",")) else { break }
        rest = rest[rest.index(after: comma)...].trimmingOptionalWhitespace()
        continue
      }
      tags.append(tag)
      rest = rest.trimmingOptionalWhitespace()
    }
    return .tags(tags)
  }

  /// Reads exactly one tag, as `If-Range` holds it.
  ///
  /// - Parameter header: the header's value.
  /// - Returns: the tag, nil when the value is something else, for instance a date.
  static func single(_ header: String) -> EntityTag? {
    var rest = header.utf8[...].trimmingOptionalWhitespace()
    guard let tag = takeTag(&rest), rest.isEmpty else { return nil }
    return tag
  }

  private static func takeTag(_ rest: inout Substring.UTF8View) -> EntityTag? {
    var text = rest
    let isWeak = text.starts(with: "W/".utf8)
    if isWeak { text = text.dropFirst(2) }
    guard text.first == UInt8(ascii: "\"") else { return nil }
    text = text.dropFirst()
    guard let end = text.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    rest = text[text.index(after: end)...]
    return EntityTag(opaque: String(Substring(text[..<end])), isWeak: isWeak)
  }
}
