/// Reads unsigned numbers from bytes that may end anywhere.
struct HeaderReader {
  let bytes: ArraySlice<UInt8>
  let isBigEndian: Bool

  /// The number of `width` bytes (1 to 4) at an offset from the first byte; `nil` past the end.
  func number(at offset: Int, width: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    let start = bytes.startIndex + offset
    let field = bytes[start..<(start + width)]
    return isBigEndian
      ? field.reduce(0) { $0 << 8 | Int($1) } : field.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
