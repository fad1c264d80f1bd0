/// Documents whose lines end in CR LF, printed by something that ends lines in LF.
enum CRLFText {
  /// The document without its very last byte: printing adds that one.
  static func withoutLastLineFeed(_ text: String) -> String {
    // CR LF is one character in Swift; the LF alone is a scalar.
    String(String.UnicodeScalarView(text.unicodeScalars.dropLast()))
  }
}
