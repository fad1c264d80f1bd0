import Testing

@testable import MediaPipeline

@Suite struct AACWindowTests {
  /// Bytes of a field list: values and their bits, highest first, and some more.
  static func bytes(_ fields: [(value: Int, bits: Int)], padding: Int = 8) -> [UInt8] {
    var bits = fields.flatMap { field in
      (0..<field.bits).reversed().map { UInt8(field.value >> $0 & 1) }
    }
    bits += [UInt8](repeating: 1, count: padding + (8 - (bits.count + padding) % 8) % 8)
    return stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(0) { $0 << 1 | $1 }
    }
  }

  static let single: [(Int, Int)] = [(0, 3), (0, 4), (170, 8)]
  static let pair: [(Int, Int)] = [(1, 3), (5, 4), (1, 1)]
  static func fill(_ count: Int) -> [(Int, Int)] {
    let length = count < 15 ? [(count, 4)] : [(15, 4), (count - 14, 8)]
    return [(6, 3)] + length + (0..<count).map { ($0 & 255, 8) }
  }

  /// Sequences of ISO/IEC 14496-3 table 4.119 and whether their second half is short.
  @Test(arguments: [(0, false), (1, true), (2, true), (3, false)], [0, 1])
  func `the second half of each window sequence is read, with its shape`(
    sequence: (value: Int, isShort: Bool), shape: Int
  ) throws {
    let window: [(Int, Int)] = [(0, 1), (sequence.value, 2), (shape, 1)]
    let heads = [
      Self.single, Self.pair, Self.fill(3) + Self.pair, Self.fill(15) + Self.single,
      Self.fill(269) + Self.pair, Self.fill(14) + Self.fill(0) + Self.pair,
    ]
    for head in heads {
      let read = try #require(AACWindow(Self.bytes(head + window)))
      #expect(read.isShort == sequence.isShort)
      #expect(read.isKaiser == (shape == 1))
    }
  }

  @Test func `what is no such frame has no window`() {
    let window: [(Int, Int)] = [(0, 1), (0, 2), (0, 1)]
    let others: [[(Int, Int)]] = [
      // Channels with windows of their own, a coupling channel, low frequencies, data, an end.
      [(1, 3), (0, 4), (0, 1)] + window, [(2, 3), (0, 4)] + window,
      [(3, 3), (0, 4), (1, 8)] + window, [(4, 3), (0, 4)] + window, [(7, 3)] + window,
      // The reserved bit.
      Self.pair + [(1, 1), (0, 2), (0, 1)],
    ]
    for fields in others { #expect(AACWindow(Self.bytes(fields)) == nil) }
    #expect(AACWindow([UInt8]()) == nil)
    #expect(AACWindow(Self.bytes(Self.single + window, padding: 0).prefix(1)) == nil)
    // A fill element that goes on behind the end.
    #expect(AACWindow(Self.bytes(Self.fill(200)).prefix(100)) == nil)
  }
}
