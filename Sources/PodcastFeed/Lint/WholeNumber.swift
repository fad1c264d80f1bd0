/// Whole numbers as feeds write them.
enum WholeNumber {
  /// Reads ASCII digits alone: no sign, no space, no fraction, at most 18 of them.
  static func read(_ text: String) -> Int64? {
    guard (1...18).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int64(text)
  }
}
