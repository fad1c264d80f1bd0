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

  private static let table: [UInt16] = (0..<256).map { index in
    (0..<8).reduce(UInt16(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1
    }
  }

  /// Adds bytes.
  ///
  /// - Complexity: O(bytes), one table look-up each.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    let table = Self.table
    var value = value
    for byte in bytes { value = value >> 8 ^ table[Int((value ^ UInt16(byte)) & 0xFF)] }
    self.value = value
  }
}
