/// Resolves HTML character references.
///
/// Source: HTML Living Standard §13.5; the references people's editors write, by name, and every
/// numeric one. An unknown name stays text.
enum CharacterReferences {
  /// Resolves references in UTF-8 text; bytes that are not UTF-8 become U+FFFD.
  static func resolve(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte == UInt8(ascii: "&"), let (text, end) = reference(in: bytes, at: position) {
        result.append(contentsOf: text.utf8)
        position = end
      } else {
        result.append(byte)
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The longest reference looked for, so that a text of ampersands stays linear.
  private static let lengthLimit = 12

  private static func reference(
    in bytes: ArraySlice<UInt8>, at start: Int
  ) -> (text: String, end: Int)? {
    let window = bytes[start...].prefix(lengthLimit)
    guard let semicolon = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(start + 1)..<semicolon], as: UTF8.self)
    let text: String? =
      name.hasPrefix("#") ? scalar(name.dropFirst()).map { String($0) } : named[name]
    return text.map { ($0, semicolon + 1) }
  }

  private static func scalar(_ digits: Substring) -> Unicode.Scalar? {
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let value =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return value.flatMap(Unicode.Scalar.init)
  }

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "shy": "\u{AD}", "copy": "©", "reg": "®", "trade": "™", "deg": "°", "euro": "€",
    "pound": "£", "cent": "¢", "sect": "§", "para": "¶", "middot": "·", "bull": "•",
    "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
    "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹",
    "rsaquo": "›", "times": "×", "divide": "÷", "plusmn": "±", "frac12": "½", "frac14": "¼",
    "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "auml": "ä", "aring": "å",
    "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê", "euml": "ë",
    "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ", "ograve": "ò",
    "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö", "oslash": "ø", "oelig": "œ",
    "ugrave": "ù", "uacute": "ú", "ucirc": "û", "uuml": "ü", "yuml": "ÿ", "szlig": "ß",
    "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Auml": "Ä", "Aring": "Å",
    "AElig": "Æ", "Ccedil": "Ç", "Egrave": "È", "Eacute": "É", "Ecirc": "Ê", "Euml": "Ë",
    "Icirc": "Î", "Iuml": "Ï", "Ntilde": "Ñ", "Ocirc": "Ô", "Ouml": "Ö", "Oslash": "Ø",
    "OElig": "Œ", "Ucirc": "Û", "Uuml": "Ü", "thinsp": "\u{2009}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "zwj": "\u{200D}", "zwnj": "\u{200C}", "rarr": "→", "larr": "←",
  ]
}
