internal import Glibc

/// Text out of a media file, whatever it was written in.
enum FileText {
  /// The NUL-terminated text that `write` puts into a buffer of `capacity` bytes.
  ///
  /// UTF-8, or else Windows-1252: what older programs on Windows put into RIFF and ID3 without saying
  /// so, and of which Latin-1 is a part.
  static func read(
    capacity: Int, _ write: (UnsafeMutablePointer<CChar>, Int) -> Void
  ) -> String {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      guard let start = buffer.baseAddress else { return }
      unsafe start.withMemoryRebound(to: CChar.self, capacity: capacity) { characters in
        unsafe write(characters, capacity)
        unsafe filled = strlen(characters)
      }
    }
    return text(bytes)
  }

  /// Bytes as text.
  static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: bytes.map { byte in
        (0x80...0x9F).contains(byte) ? windows[Int(byte - 0x80)] : Unicode.Scalar(byte)
      })
    return String(scalars)
  }

  /// What Windows-1252 has at 0x80…0x9F (Unicode's CP1252.TXT); the five bytes it leaves free are
  /// replaced.
  private static let windows: [Unicode.Scalar] = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)
}
