import Glibc

/// The true peak that a signal must not exceed before the encoder, over time.
///
/// A base, and around what came out of the encoder too high a lower stretch: flat for 50 ms on
/// either side, then a ramp. Depths are kept every 25 ms where there are any, so that a curve
/// costs 16 bytes for every 25 ms that a correction touches and nothing elsewhere.
struct CeilingCurve: Sendable, Hashable {
  /// A place where a decoded deliverable was over its ceiling.
  struct Over: Sendable, Hashable {
    /// Where, seconds from the first frame.
    var timeSeconds: Double
    /// By how much, dB, positive.
    var overDB: Double
  }

  /// The depth at one knot.
  private struct Knot: Sendable, Hashable {
    var index: Int
    var depthDB: Double
  }

  /// How far to either side of an over the whole correction holds, seconds (DESIGN §5): an
  /// encoder's window smears 26 ms to either side (ISO/IEC 11172-3: 1152 samples at 44.1 kHz), and
  /// its bit allocation one frame more.
  static let flatSeconds = 0.05
  /// The distance between two knots, and the length of a ramp, seconds.
  static let knotSeconds = 0.025

  /// The ceiling where nothing lowers it, dBTP.
  let baseDBTP: Double
  /// In order of time.
  private var knots: [Knot] = []

  /// A ceiling that is the same throughout.
  ///
  /// - Parameter baseDBTP: dBTP, finite.
  init(baseDBTP: Double) { self.baseDBTP = baseDBTP }

  /// Whether no stretch is lower than the base.
  var isFlat: Bool { knots.isEmpty }

  /// Lowers the curve where a render that used it was too high.
  ///
  /// Within one call, where corrections meet the deeper one counts; what an earlier call took off
  /// stays off, because the new figures were measured below it.
  ///
  /// - Parameters:
  ///   - overs: places and amounts, in any order; amounts of 0 or less do nothing.
  ///   - extraDB: taken off besides at every over, because the next encode differs a little.
  /// - Returns: a curve that is nowhere higher.
  /// - Complexity: O(k log k) in the number of knots.
  func lowered(by overs: [Over], extraDB: Double = 0) -> CeilingCurve {
    var depths: [Int: Double] = [:]
    for over in overs where over.overDB > 0 {
      // Flat from the knot at or before its start to the knot at or after its end.
      let first = Int(((over.timeSeconds - Self.flatSeconds) / Self.knotSeconds).rounded(.down))
      let last = Int(((over.timeSeconds + Self.flatSeconds) / Self.knotSeconds).rounded(.up))
      for index in first...last { depths[index] = max(depths[index] ?? 0, over.overDB + extraDB) }
    }
    for knot in knots { depths[knot.index, default: 0] += knot.depthDB }
    var curve = CeilingCurve(baseDBTP: baseDBTP)
    curve.knots = depths.map { Knot(index: $0.key, depthDB: $0.value) }
      .sorted { $0.index < $1.index }
    return curve
  }

  /// The same corrections under another base.
  func rebased(to baseDBTP: Double) -> CeilingCurve {
    var curve = CeilingCurve(baseDBTP: baseDBTP)
    curve.knots = knots
    return curve
  }

  /// The ceiling at an instant.
  ///
  /// - Parameter seconds: from the first frame.
  /// - Returns: dBTP; between two knots the level is interpolated.
  /// - Complexity: O(log k).
  func ceilingDBTP(at seconds: Double) -> Double {
    guard !isFlat else { return baseDBTP }
    let position = seconds / Self.knotSeconds
    let below = Int(position.rounded(.down))
    let share = position - Double(below)
    return baseDBTP - depthDB(below) * (1 - share) - depthDB(below + 1) * share
  }

  /// The lowest ceiling within a stretch.
  ///
  /// - Returns: dBTP; exact, since the curve's corners are its knots, or lower by at most what the
  ///   knots just outside the stretch are.
  func lowestDBTP(from startSeconds: Double, to endSeconds: Double) -> Double {
    guard !isFlat else { return baseDBTP }
    let first = Int((startSeconds / Self.knotSeconds).rounded(.down))
    let last = Int((endSeconds / Self.knotSeconds).rounded(.up))
    var depth = 0.0
    var position = firstKnot(notBefore: first)
    while position < knots.count, knots[position].index <= last {
      depth = max(depth, knots[position].depthDB)
      position += 1
    }
    return baseDBTP - depth
  }

  private func depthDB(_ index: Int) -> Double {
    let position = firstKnot(notBefore: index)
    return position < knots.count && knots[position].index == index ? knots[position].depthDB : 0
  }

  /// Where in ``knots`` the first one at or after an index is; their count when there is none.
  private func firstKnot(notBefore index: Int) -> Int {
    var (low, high) = (0, knots.count)
    while low < high {
      let middle = (low + high) / 2
      if knots[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
