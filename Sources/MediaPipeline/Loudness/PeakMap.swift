/// The true peak of every short group of frames, the largest of all channels.
///
/// Measured once, it says for every gain and every ceiling where a limiter must act and how much,
/// without reading the sound again. A group lasts about two thirds of a millisecond, and its peak
/// is kept in two bytes, rounded up by at most 0.005 dB: 11 MB an hour.
struct PeakMap: Sendable, Hashable {
  /// How many frames a group has: the power of two nearest to a 1500th of the sample rate.
  let framesInGroup: Int
  private var codes: [UInt16] = []

  /// Peaks from 2⁻²⁰ (−120 dB) on are told apart; smaller ones count as that.
  private static let smallest: UInt32 = Float(sign: .plus, exponent: -20, significand: 1).bitPattern
  /// Floats are ordered like their bits: of 23 bits of significand, 11 are kept.
  private static let droppedBits: UInt32 = 12

  /// Prepares for one stream.
  ///
  /// - Parameter sampleRate: frames a second, 8000…384 000.
  init(sampleRate: Int) {
    framesInGroup = Self.framesInGroup(sampleRate: sampleRate)
  }

  /// How many groups are known.
  var count: Int { codes.count }

  /// Adds the next group.
  ///
  /// - Parameter peak: the largest magnitude of the continuous signal over the group's frames, in
  ///   any channel; full scale is 1, at most 2¹¹.
  mutating func append(_ peak: Float) {
    let bits = max(peak, 0).bitPattern
    guard bits > Self.smallest else { return codes.append(0) }
    let above = bits - Self.smallest
    let code = (above + (1 << Self.droppedBits) - 1) >> Self.droppedBits
    codes.append(UInt16(min(code, UInt32(UInt16.max))))
  }

  /// Adds the groups of the stretch that follows; both must have the same group length.
  mutating func append(contentsOf other: PeakMap) {
    precondition(other.framesInGroup == framesInGroup, "group lengths differ")
    codes.append(contentsOf: other.codes)
  }

  /// The peak of one group: at least what was added, at most 0.005 dB more.
  subscript(group: Int) -> Float {
    Float(bitPattern: Self.smallest + UInt32(codes[group]) << Self.droppedBits)
  }

  /// The group length at a sample rate.
  static func framesInGroup(sampleRate: Int) -> Int {
    let wanted = Double(sampleRate) / 1500
    return (1 << Int(wanted.binade.exponent)) << (wanted.significand >= 2.0.squareRoot() ? 1 : 0)
  }
}
