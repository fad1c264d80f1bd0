/// Text as ID3v2.3 frames hold it: Latin-1 where that is enough, else UTF-16 with a byte order mark.
///
/// - Source: ID3v2.3.0 §3.3 ($00 ISO-8859-1, $01 Unicode with BOM). UTF-8 ($03) came with 2.4 and
///   old players show it as noise.
struct ID3Text {
  /// The text encoding byte of the frame.
  let encoding: UInt8
  private let scalars: [Unicode.Scalar]

  /// Chooses the encoding of a frame from all the texts that share its encoding byte.
  ///
  /// - Parameter texts: everything the frame's encoding byte speaks for.
  /// - Returns: the same texts, in one encoding.
  static func sharing(_ texts: String...) -> [ID3Text] {
    let isLatin = texts.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value <= 0xFF } }
    return texts.map { ID3Text($0, encoding: isLatin ? 0 : 1) }
  }

  /// Encodes a text on its own.
  init(_ text: String) {
    let isLatin = text.unicodeScalars.allSatisfy { $0.value <= 0xFF }
    self.init(text, encoding: isLatin ? 0 : 1)
  }

  private init(_ text: String, encoding: UInt8) {
    self.encoding = encoding
    // A NUL would end the text in the middle and make the rest part of the next field.
    scalars = text.unicodeScalars.filter { $0.value != 0 }
  }

  /// The text without terminator.
  var bytes: [UInt8] {
    guard encoding == 1 else { return scalars.map { UInt8(truncatingIfNeeded: $0.value) } }
    // Little endian, as iTunes and Windows write it: some readers assume it whatever the mark says.
    return [0xFF, 0xFE]
      + scalars.flatMap { Array(UTF16.encode($0) ?? UTF16.encodedReplacementCharacter) }
      .flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  /// The text with the terminator of its encoding: one NUL, or two.
  var terminatedBytes: [UInt8] { bytes + (encoding == 1 ? [0, 0] : [0]) }
}
