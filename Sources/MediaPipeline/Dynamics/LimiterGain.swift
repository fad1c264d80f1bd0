import Glibc

/// Turns the gain each frame needs into a smooth gain that never exceeds it.
///
/// The minimum over the look-ahead reaches every frame before it is needed; the release lets go
/// slowly; a window as long as the look-ahead smooths the steps. Since every value under the
/// window is at most what the frame needs, so is their weighted mean: no overshoot (Hämäläinen,
/// "Smoothing of the control signal without clipped output in digital peak limiters", DAFx 2002).
/// The sliding minimum is Lemire's monotonic wedge (2006): three comparisons a frame at most.
struct LimiterGain {
  /// The time constants of the release, seconds: a lone peak is let go quickly, a long stretch
  /// slowly, so that a dense passage does not pump.
  private static let fastReleaseSeconds = 0.05
  private static let slowReleaseSeconds = 0.2
  /// Reductions smaller than 0.005 dB end: the signal is untouched again.
  private static let closeToOne: Float = 0.999_42

  /// How many frames a gain is known ahead of its peak.
  let lookAhead: Int
  private let window: [Float]
  private let fastStep: Float
  private let slowStep: Float
  private let slowAfter: Int

  /// Gains in the wedge, rising; with the frames they belong to.
  private var wedge: [(frame: Int, gain: Float)] = []
  private var wedgeStart = 0
  private var released: Float = 1
  private var reducedFrames = 0
  /// The last `lookAhead` released gains, a ring.
  private var ring: [Float]
  private var ringPosition = 0
  private var ringReduced = 0
  private var nextFrame = 0

  /// Prepares for one stream.
  ///
  /// - Parameters:
  ///   - sampleRate: frames a second.
  ///   - lookAheadSeconds: how early a reduction begins.
  init(sampleRate: Int, lookAheadSeconds: Double) {
    let frames = max(8, Int((Double(sampleRate) * lookAheadSeconds).rounded()))
    lookAhead = frames
    // Hann: the gain's slope is continuous, so no click at either end of a reduction.
    let raw = (0..<frames).map { index in
      0.5 - 0.5 * cos(2 * .pi * (Double(index) + 0.5) / Double(frames))
    }
    let sum = raw.reduce(0, +)
    window = raw.map { Float($0 / sum) }
    func step(_ seconds: Double) -> Float {
      Float(1 - exp(-1 / (seconds * Double(sampleRate))))
    }
    fastStep = step(Self.fastReleaseSeconds)
    slowStep = step(Self.slowReleaseSeconds)
    slowAfter = Int(Self.slowReleaseSeconds * Double(sampleRate))
    ring = Array(repeating: 1, count: lookAhead)
  }

  /// Takes the gain the next frame needs.
  ///
  /// - Parameter needed: 0…1.
  /// - Returns: the complete gain of the frame ``delay`` frames earlier.
  mutating func next(needed: Float) -> Float {
    let frame = nextFrame
    nextFrame += 1
    return smooth(release(minimum(needed, at: frame)))
  }

  /// How many frames behind its input the returned gain is.
  ///
  /// The minimum at frame n looks back over the last `lookAhead` frames, and the window averages
  /// the last `lookAhead` minima: the gain for frame n is complete `lookAhead − 1` frames later.
  var delay: Int { lookAhead - 1 }

  /// The smallest of the last `lookAhead` needed gains.
  private mutating func minimum(_ needed: Float, at frame: Int) -> Float {
    while wedge.count > wedgeStart, let last = wedge.last, last.gain >= needed {
      wedge.removeLast()
    }
    wedge.append((frame, needed))
    if wedge[wedgeStart].frame <= frame - lookAhead { wedgeStart += 1 }
    if wedgeStart > 1024 {
      wedge.removeFirst(wedgeStart)
      wedgeStart = 0
    }
    return wedge[wedgeStart].gain
  }

  private mutating func release(_ minimum: Float) -> Float {
    if minimum <= released {
      released = minimum
    } else {
      let step = reducedFrames > slowAfter ? slowStep : fastStep
      released += (minimum - released) * step
      if minimum == 1 && released > Self.closeToOne { released = 1 }
    }
    reducedFrames = released < 1 ? reducedFrames + 1 : 0
    return released
  }

  private mutating func smooth(_ gain: Float) -> Float {
    ringReduced += (gain < 1 ? 1 : 0) - (ring[ringPosition] < 1 ? 1 : 0)
    ring[ringPosition] = gain
    ringPosition = ringPosition + 1 == lookAhead ? 0 : ringPosition + 1
    // Untouched stretches stay bit for bit what they were.
    guard ringReduced > 0 else { return 1 }
    var sum: Float = 0
    for index in 0..<lookAhead {
      let position = ringPosition + index
      sum += window[index] * ring[position < lookAhead ? position : position - lookAhead]
    }
    return min(1, sum)
  }
}
