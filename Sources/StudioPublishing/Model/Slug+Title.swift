import Foundation

extension Slug {
  /// Makes a short name from a title: "L'été à Marche !" becomes `l-ete-a-marche`.
  ///
  /// - Parameters:
  ///   - title: any text.
  ///   - fallback: used when nothing of the title can stand in a URL.
  /// - Returns: the nearest well-formed short name.
  public static func from(title: String, fallback: Slug) -> Slug {
    let folded = title.folding(
      options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive],
      locale: Locale(identifier: "en_US_POSIX"))
    var characters = ""
    for byte in folded.lowercased().utf8 {
      let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      if isLetter || isDigit {
        characters.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !characters.hasSuffix("-") && !characters.isEmpty {
        characters.append("-")
      }
    }
    var shortened = String(characters.prefix(64))
    while shortened.hasSuffix("-") { shortened.removeLast() }
    return Slug(rawValue: shortened) ?? fallback
  }
}
