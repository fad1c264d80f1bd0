import Glibc

/// How a limiter's gain moves: when it begins, how it is smoothed, how fast it lets go.
///
/// Everything is counted in the groups of a ``PeakMap``. The gain of a group's frames is a
/// parabola over three knots, so that a peak must be known ``reach`` groups before its own.
struct LimiterShape: Sendable, Hashable {
  /// How long the smoothing window lasts, seconds: short enough that no word loses its onset, long
  /// enough that the gain's own movement stays below 1 kHz.
  static let lookAheadSeconds = 0.003
  /// Kept below every ceiling, dB: a gain that changes moves the signal between samples a little,
  /// and the true-peak reading itself is 0.02 dB uncertain.
  static let marginDB = 0.03
  /// The time constants of the release, seconds: a lone peak is let go quickly, a dense stretch
  /// slowly, so that it does not pump.
  static let fastReleaseSeconds = 0.05
  static let slowReleaseSeconds = 0.2
  /// How long a stretch must be dense to count as such, and how long it is remembered after its
  /// last peak so that its own release is slow throughout, seconds.
  static let densitySeconds = 0.2
  static let memorySeconds = 1.0
  /// A release that is within 0.005 dB of what is allowed has arrived: the signal is untouched
  /// again, and what a correction changed earlier is forgotten.
  static let arrived: Float = 0.999_42

  /// Knots on either side of the one that is smoothed.
  let halfWindow: Int
  /// Hann weights of the ``halfWindow`` · 2 + 1 knots; their sum is 1.
  let weights: [Float]
  /// How fast the release goes.
  let pace: Pace

  /// What part of the way something goes in one group, 0…1.
  struct Pace: Sendable, Hashable {
    /// The release of a lone peak.
    var fast: Float
    /// The release of a stretch that has been dense for long.
    var slow: Float
    /// The rise of the measure of density.
    var density: Float
    /// Its fall.
    var memory: Float
  }

  /// Fits the shape to a group's length.
  ///
  /// - Parameter groupSeconds: positive.
  init(groupSeconds: Double) {
    let half = max(1, Int((Self.lookAheadSeconds / (2 * groupSeconds)).rounded()))
    let count = 2 * half + 1
    let raw = (0..<count).map { index in
      0.5 - 0.5 * cos(2 * .pi * (Double(index) + 0.5) / Double(count))
    }
    let sum = raw.reduce(0, +)
    halfWindow = half
    weights = raw.map { Float($0 / sum) }
    func step(_ seconds: Double) -> Float { Float(1 - exp(-groupSeconds / seconds)) }
    pace = Pace(
      fast: step(Self.fastReleaseSeconds), slow: step(Self.slowReleaseSeconds),
      density: step(Self.densitySeconds), memory: step(Self.memorySeconds))
  }

  /// How many groups to either side the gain a group allows holds for.
  ///
  /// The window averages ``halfWindow`` knots on either side, and a group's parabola takes one
  /// knot more: were they all at most what the group allows, so is their mean, and nothing
  /// overshoots (Hämäläinen, "Smoothing of the control signal without clipped output in digital
  /// peak limiters", DAFx 2002). One more group on either side: at another sample rate a crest may
  /// lie in the neighbour.
  var hold: Int { halfWindow + 2 }

  /// How many groups before a block its first knot's window begins.
  var reach: Int { halfWindow + 1 }
}

/// What the release remembers from one group to the next.
struct ReleaseState: Sendable, Hashable {
  /// The gain reached, 0…1.
  private(set) var gain: Float = 1
  /// The share of recent groups that needed a reduction, 0…1; 0 at rest.
  private(set) var density: Float = 0

  /// Whether nothing is left of any reduction.
  var isAtRest: Bool { gain == 1 }

  /// Moves on by one group.
  ///
  /// Falls at once, rises by a share of what is missing; the share lies between the fast and the
  /// slow release by how dense the peaks have been.
  ///
  /// - Parameters:
  ///   - allowed: the largest gain the group may have, 0…1.
  ///   - pace: the time constants.
  @inline(__always)
  mutating func advance(allowed: Float, _ pace: LimiterShape.Pace) {
    density += allowed < 1 ? (1 - density) * pace.density : -density * pace.memory
    guard allowed > gain else {
      gain = allowed
      return
    }
    gain += (allowed - gain) * (pace.fast + (pace.slow - pace.fast) * density)
    guard gain > allowed * LimiterShape.arrived else { return }
    gain = allowed
    if allowed == 1 { density = 0 }
  }
}
