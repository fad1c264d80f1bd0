/// The bit rates a lossy format takes: the one rule for the command line, which refuses before any work,
/// and for the worker.
public struct BitRates: Sendable, Hashable {
  /// Constant ones, bits a second.
  public enum Constant: Sendable, Hashable {
    /// These and no others, rising.
    case listed([Int])
    /// Any whole number of kilobits between two.
    case between(ClosedRange<Int>)
  }

  /// What stays the same throughout.
  public let constant: Constant
  /// What a variable rate may be on average, bits a second; nil where there is none.
  public let average: ClosedRange<Int>?
  /// The encoder's own scale of quality, 0 the best; nil where there is none.
  public let quality: Range<Double>?

  /// MP3 at 32 kHz and more: ISO/IEC 11172-3 §2.4.2.3, layer III; averages and qualities are LAME's.
  public static let mp3 = BitRates(
    constant: .listed(
      [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320].map { $0 * 1_000 }),
    average: 32_000...320_000, quality: 0..<10)
  /// AAC-LC of one channel or two: at most 6144 bits a channel and frame of 1024 (ISO/IEC 14496-3
  /// §4.5.3), 264 kb/s for one channel at 44.1 kHz.
  public static let aac = BitRates(
    constant: .between(16_000...256_000), average: nil, quality: nil)
  /// Opus of one channel or two: from 6 kb/s (RFC 6716 §2.1.1); libopus takes 256 a channel at most.
  public static let opus = BitRates(
    constant: .between(6_000...256_000), average: nil, quality: nil)

  /// Whether a constant rate is one of them.
  ///
  /// - Parameter bits: bits a second.
  /// - Returns: whether the format takes it.
  public func takes(constant bits: Int) -> Bool {
    switch constant {
    case .listed(let rates): rates.contains(bits)
    case .between(let range): range.contains(bits)
    }
  }

  /// The constant rates in kilobits a second, for messages: `32, 40, 48` or `16 to 256`.
  public var constantText: String {
    switch constant {
    case .listed(let rates): rates.map { String($0 / 1_000) }.joined(separator: ", ")
    case .between(let range): Self.text(range)
    }
  }

  /// The averages in kilobits a second, for messages: `32 to 320`; nil where there are none.
  public var averageText: String? { average.map(Self.text) }

  private static func text(_ range: ClosedRange<Int>) -> String {
    "\(range.lowerBound / 1_000) to \(range.upperBound / 1_000)"
  }
}
