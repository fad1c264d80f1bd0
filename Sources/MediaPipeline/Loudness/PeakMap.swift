/// The true peak of every short group of frames, the largest of all channels.
///
/// Measured once, it says for every gain and every ceiling where a limiter must act and how much,
/// without reading the sound again. A group lasts about two thirds of a millisecond; 128 of them make
/// a block. A block keeps its largest peak, and of every other one, in a byte, how large a share of
/// that it is, rounded up: 5.6 MB an hour, at any sample rate.
struct PeakMap: Sendable, Hashable {
  /// Groups in a block: 85 ms at 48 kHz.
  static let groupsInBlock = 128
  /// Peaks above this, 66 dB over full scale, count as this, and so does what is no number.
  static let most = Float(1 << 11)

  /// The sample rate of the stream, hertz.
  let sampleRate: Int
  /// How many frames a group has: the power of two nearest to a 1500th of the sample rate.
  let framesInGroup: Int
  /// What each block counts its peaks in: the largest of them is ``wholes`` units, amplitude.
  private var units: [Float] = []
  /// Every group's peak in its block's units, as far as it is kept.
  private var shares: [UInt8] = []
  /// Where the block's groups lie in ``shares``, in blocks, or ``none``; empty where all are kept, in
  /// order.
  private var places: [UInt32] = []
  private static let none = UInt32.max
  /// The peaks of the last block as long as it is not full; in ``shares``, too.
  private var open: [Float] = []

  /// How many units the largest peak of a block has.
  ///
  /// A peak is read too high by less than one unit: 0.034 dB beside the largest, 0.068 dB beside one
  /// twice as large, and the limiter takes as much more from it than it must.
  private static let wholes = Float(UInt8.max)

  /// Prepares for one stream.
  ///
  /// - Parameter sampleRate: frames a second, 8000…384 000.
  init(sampleRate: Int) {
    self.sampleRate = sampleRate
    framesInGroup = Self.framesInGroup(sampleRate: sampleRate)
  }

  /// How many groups are known.
  private(set) var count = 0
  /// How many blocks have a group.
  var blockCount: Int { units.count }
  /// How long a group lasts.
  var groupSeconds: Double { Double(framesInGroup) / Double(sampleRate) }

  /// Adds the next groups.
  ///
  /// - Parameter peaks: for each the largest magnitude of the continuous signal over its frames, in any
  ///   channel; full scale is 1.
  /// - Complexity: O(peaks), and a block.
  mutating func append(contentsOf peaks: [Float]) {
    precondition(places.isEmpty, "nothing is added to a map of which only a part is kept")
    count += peaks.count
    if !open.isEmpty { units.removeLast() }
    shares.removeLast(open.count)
    let waiting = open + peaks
    for start in stride(from: 0, to: waiting.count, by: Self.groupsInBlock) {
      add(block: waiting[start..<min(start + Self.groupsInBlock, waiting.count)])
    }
    open = Array(waiting.suffix(waiting.count % Self.groupsInBlock))
  }

  private mutating func add(block: ArraySlice<Float>) {
    // Written so that what is no number counts as the most.
    let peaks = block.map { $0 <= Self.most ? max($0, 0) : Self.most }
    let largest = peaks.max() ?? 0
    var unit = largest / Self.wholes
    if unit * Self.wholes < largest { unit = unit.nextUp }
    units.append(unit)
    for peak in peaks {
      guard unit > 0 else {
        shares.append(0)
        continue
      }
      var share = min(Self.wholes, (peak / unit).rounded(.up))
      // The quotient may have been rounded down to a whole number.
      if share * unit < peak { share += 1 }
      shares.append(UInt8(share))
    }
  }

  /// The peak of one group: at least what was added, and less than a 255th of its block's largest above;
  /// that largest itself where the groups are not kept.
  subscript(group: Int) -> Float {
    let block = group / Self.groupsInBlock
    guard !places.isEmpty else { return Float(shares[group]) * units[block] }
    let place = places[block]
    guard place != Self.none else { return Self.wholes * units[block] }
    let index = Int(place) * Self.groupsInBlock + group % Self.groupsInBlock
    return Float(shares[index]) * units[block]
  }

  /// The map without the groups of blocks that stay below a peak.
  ///
  /// Where a limiter acts above that peak only, it does the same by either map.
  ///
  /// - Parameter floor: amplitude.
  /// - Returns: a smaller map, or this one where it would hardly be smaller.
  /// - Complexity: O(groups kept).
  func keeping(above floor: Float) -> PeakMap {
    var thin = self
    (thin.shares, thin.open) = ([], [])
    let isKept = { (unit: Float) in unit * Self.wholes > floor }
    let kept = units.count(where: isKept)
    // A copy would be larger than what it leaves out.
    guard kept < units.count / 2 else { return self }
    thin.shares.reserveCapacity(kept * Self.groupsInBlock)
    thin.places = units.indices.map { block in
      guard isKept(units[block]) else { return Self.none }
      let place = thin.shares.count / Self.groupsInBlock
      let kept = places.isEmpty ? UInt32(block) : places[block]
      guard kept != Self.none else { return Self.none }
      let start = Int(kept) * Self.groupsInBlock
      // Only the last block may have fewer, and nothing is kept behind it.
      thin.shares += shares[start..<min(start + Self.groupsInBlock, shares.count)]
      return UInt32(place)
    }
    return thin
  }

  /// The largest peak of a block and its two neighbours; 0 beyond the ends.
  func largest(around block: Int) -> Float {
    var unit: Float = 0
    for index in (block - 1..<block + 2).clamped(to: 0..<units.count) where units[index] > unit {
      unit = units[index]
    }
    return unit * Self.wholes
  }

  /// The group length at a sample rate.
  static func framesInGroup(sampleRate: Int) -> Int {
    let wanted = Double(sampleRate) / 1500
    let isNearerToNext = wanted.significand >= 2.0.squareRoot()
    return 1 << (Int(wanted.exponent) + (isNearerToNext ? 1 : 0))
  }
}
