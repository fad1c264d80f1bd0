/// The 16-bit cyclic redundancy check of the Info frame.
///
/// Polynomial x¹⁶ + x¹⁵ + x² + 1 (0x8005), bits taken lowest first, start value 0 ("CRC-16/ARC").
///
/// - Source: LAME tag specification, revision 1: "Music CRC" and "CRC-16 of Info Tag".
struct CRC16: Sendable {
  /// The check of all bytes so far.
  private(set) var value: UInt16 = 0

  /// 0x8005 with its bits in reverse.
  private static let polynomial: UInt16 = 0xA001

  /// The check of a byte followed by 0, 1, 2 or 3 zero bytes: four tables of 256, one behind the other.
  private static let tables: [UInt16] = {
    var tables = (0..<256).map { index in
      (0..<8).reduce(UInt16(index)) { value, _ in
        value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1
      }
    }
    for entry in 256..<1_024 {
      let before = tables[entry - 256]
      tables.append(before >> 8 ^ tables[Int(before & 0xFF)])
    }
    return tables
  }()

  /// Adds bytes.
  ///
  /// - Complexity: O(bytes), one table look-up each, four at a time without waiting for each other.
  mutating func add(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      unsafe add(Span(_unsafeElements: buffer))
    }
    if done == nil { add(Array(bytes).span) }
  }

  private mutating func add(_ bytes: Span<UInt8>) {
    let tables = Self.tables.span
    var value = value
    var index = 0
    while index + 4 <= bytes.count {
      let low = Int(value ^ (UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8))
      value =
        tables[768 + (low & 0xFF)] ^ tables[512 + (low >> 8)] ^ tables[256 + Int(bytes[index + 2])]
        ^ tables[Int(bytes[index + 3])]
      index += 4
    }
    while index < bytes.count {
      value = value >> 8 ^ tables[Int((value ^ UInt16(bytes[index])) & 0xFF)]
      index += 1
    }
    self.value = value
  }
}
