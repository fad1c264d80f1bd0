/// One frame of an ID3v2.3 tag: four letters, a plain 32-bit size, two flag bytes, a body.
///
/// - Source: ID3v2.3.0 §3.3. Sizes became synchsafe only in 2.4: writing one here is what makes
///   players skip every frame above 127 bytes.
struct ID3Frame {
  /// The frame as it stands in the tag.
  let bytes: [UInt8]

  /// Puts a frame together; `id` has four characters of A–Z and 0–9.
  init(_ id: String, _ body: [UInt8]) {
    precondition(id.utf8.count == 4, "a frame has an id of four letters")
    bytes = Array(id.utf8) + Self.big32(body.count) + [0, 0] + body
  }

  /// A text frame (§4.2), such as TIT2.
  static func text(_ id: String, _ value: String) -> ID3Frame {
    let text = ID3Text(value)
    return ID3Frame(id, [text.encoding] + text.bytes)
  }

  /// A comment without short description (§4.11).
  ///
  /// - Parameters:
  ///   - value: the text.
  ///   - language: three letters of ISO 639-2.
  /// - Returns: a COMM frame.
  static func comment(_ value: String, language: String) -> ID3Frame {
    described("COMM", value, language: language)
  }

  /// A text in a language, without short description.
  private static func described(_ id: String, _ value: String, language: String) -> ID3Frame {
    let texts = ID3Text.sharing("", value)
    return ID3Frame(
      id,
      [texts[0].encoding] + Array(language.utf8) + texts[0].terminatedBytes + texts[1].bytes)
  }

  /// The words of the programme (§4.9).
  ///
  /// - Parameters:
  ///   - value: the text.
  ///   - language: three letters of ISO 639-2.
  /// - Returns: a USLT frame.
  static func words(_ value: String, language: String) -> ID3Frame {
    described("USLT", value, language: language)
  }

  /// A text that has no frame of its own (§4.2.2).
  ///
  /// - Parameters:
  ///   - name: what it is.
  ///   - value: the text.
  /// - Returns: a TXXX frame.
  static func ownText(_ name: String, _ value: String) -> ID3Frame {
    let texts = ID3Text.sharing(name, value)
    return ID3Frame(
      "TXXX", [texts[0].encoding] + texts[0].terminatedBytes + texts[1].bytes)
  }

  /// A link of one's own (§4.3.2): the address itself is always Latin-1.
  static func link(_ address: String, description: String) -> ID3Frame {
    let text = ID3Text(description)
    return ID3Frame(
      "WXXX", [text.encoding] + text.terminatedBytes + Self.escaped(address))
  }

  /// A picture (§4.15).
  ///
  /// - Parameters:
  ///   - image: a checked JPEG or PNG.
  ///   - kind: 3 is the front cover, 0 any other picture.
  /// - Returns: an APIC frame.
  static func picture(_ image: CoverImage, kind: UInt8) -> ID3Frame {
    let description = ID3Text("")
    let head: [UInt8] =
      [description.encoding] + Array(image.mediaType.utf8) + [0, kind]
      + description.terminatedBytes
    return ID3Frame("APIC", head + image.bytes)
  }

  /// A number as the format wants it: 32 bits, the highest byte first.
  static func big32(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// What is beyond ASCII in an address, and NUL, as percent escapes of its UTF-8 (RFC 3987 §3.1).
  private static func escaped(_ address: String) -> [UInt8] {
    address.utf8.flatMap { byte -> [UInt8] in
      guard byte <= 0x20 || byte >= 0x7F else { return [byte] }
      let digits = String(byte, radix: 16, uppercase: true)
      return Array("%\(byte < 16 ? "0" : "")\(digits)".utf8)
    }
  }
}
