/// Finds the maxima of the continuous signal that samples stand for.
///
/// A scan at four points a frame finds where a maximum lies; there a kernel four times as long, at
/// sixteen points a frame, and a parabola through the three highest of them give its value. The
/// scan alone may read 1 dB low at the upper end of the band, the refined value 0.02 dB.
struct InterSamplePeaks: Sendable {
  /// A maximum of the absolute signal.
  struct Peak {
    /// The frame at or just before it.
    let frame: Int
    /// Its absolute value.
    let value: Float
  }

  /// How many frames are examined at a time.
  static let framesInGroup = 16
  /// How many frames must be known on either side of those examined.
  static let margin = 48
  /// No maximum exceeds the largest sample within 16 frames times this: the sum of the scan's
  /// absolute taps, and 0.28, ``missedShare`` of the largest second difference there can be.
  let bound: Float

  /// The scan's norm over second differences, 0.369 for these taps, and ``missedShare``.
  private static let bendNorm: Float = 0.44
  /// What the scan may miss, as a share of the second difference.
  ///
  /// It reads low only near the end of the band: 4 % at 0.42 of the rate, 26 % at 0.45. A part of
  /// the signal there of amplitude *a* has second differences of 3.7 to 3.9 *a*, and 0.26 / 3.9 is
  /// 0.07. The samples' own differences show it even where the scan has lost it.
  private static let missedShare: Float = 0.07
  /// How far the scan is from passing constants (0.0012) and slopes (0.0039, of at most twice the
  /// largest sample) unchanged, and 0.002 for its ripple; a share of the largest sample.
  private static let ripple: Float = 0.011
  /// The scan's ripple in the band it passes.
  private static let scanRipple: Float = 1.002
  /// A parabola's top is at most an eighth of its bend above the middle value, and that bend at
  /// 0.45 of the rate half the value.
  private static let largestParabola: Float = 1.065
  private static let refinedTaps = 64
  private let scanTaps: [SIMD4<Float>]
  private let refinedPhases: [Float]

  /// Designs both kernels.
  init() {
    let scan = InterpolationKernel(phases: 4, tapsPerPhase: 16, kaiserBeta: 5)
    let refined = InterpolationKernel(
      phases: 16, tapsPerPhase: Self.refinedTaps, kaiserBeta: 7)
    scanTaps = (0..<scan.tapsPerPhase).map { tap in
      SIMD4(scan.phases[0][tap], scan.phases[1][tap], scan.phases[2][tap], scan.phases[3][tap])
    }
    refinedPhases = Array(refined.phases.joined())
    bound = scan.largestNorm + 4 * Self.missedShare
  }

  /// Appends the maxima of one group that may be larger than a floor.
  ///
  /// Only the frames that ``roughness(_:first:)`` does not rule out are interpolated.
  ///
  /// - Parameters:
  ///   - samples: one channel; ``margin`` frames before and after the group must exist.
  ///   - first: the first of the group's ``framesInGroup`` frames.
  ///   - floor: maxima surely below it are left out.
  ///   - peaks: receives them in order of time.
  /// - Complexity: O(1) a frame; 64 products for each that is interpolated, and about 200 a maximum.
  func find(
    _ samples: Span<Float>, first: Int, above floor: Float, into peaks: inout [Peak]
  ) {
    let (bend, largest) = roughness(samples, first: first)
    let nearby = Self.bendNorm * bend + Self.ripple * largest
    let missed = Self.missedShare * bend
    var scannedFrame = -1
    var scanned = SIMD4<Float>.zero
    for frame in first..<first + Self.framesInGroup {
      let next = abs(samples[frame + 1])
      guard max(abs(samples[frame]), next) + nearby > floor else { continue }
      let last = scannedFrame == frame - 1 ? scanned[3] : quarters(samples, frame - 1)[3]
      let here = quarters(samples, frame)
      (scannedFrame, scanned) = (frame, here)
      guard here.max() * Self.largestParabola + missed > floor else { continue }
      let before = SIMD4(last, here[0], here[1], here[2])
      let after = SIMD4(here[1], here[2], here[3], next)
      for quarter in 0..<4 where here[quarter] >= before[quarter] && here[quarter] > after[quarter]
      {
        let candidate = Candidate(before[quarter], here[quarter], after[quarter])
        guard candidate.value * Self.scanRipple + missed > floor else { continue }
        let start = 16 * frame + 4 * quarter + Int((4 * candidate.offset).rounded())
        peaks.append(Peak(frame: frame, value: refine(samples, around: start)))
      }
    }
  }

  /// The largest second difference and the largest sample under the scan's taps of a group.
  ///
  /// Written about the line between two frames, an interpolated value is that line plus a sum over
  /// second differences; the sum of its absolute factors is at most ``bendNorm``. Smooth signals
  /// bend little, so that only their crests are left to interpolate.
  private func roughness(_ samples: Span<Float>, first: Int) -> (bend: Float, largest: Float) {
    var (bend, largest): (Float, Float) = (0, 0)
    var (before, here) = (samples[first - 8], samples[first - 7])
    for index in first - 7..<first + Self.framesInGroup + 8 {
      let after = samples[index + 1]
      bend = max(bend, abs(before - here - here + after))
      largest = max(largest, abs(here))
      (before, here) = (here, after)
    }
    return (bend, largest)
  }

  /// The absolute signal at a frame and a quarter, a half and three quarters of a frame later.
  private func quarters(_ samples: Span<Float>, _ frame: Int) -> SIMD4<Float> {
    var sum = SIMD4<Float>.zero
    let start = frame - 7
    for tap in 0..<16 { sum += scanTaps[tap] * samples[start + tap] }
    return sum.replacing(with: -sum, where: sum .< 0)
  }

  /// Climbs from a position, in sixteenths of a frame, to the maximum beside it.
  private func refine(_ samples: Span<Float>, around start: Int) -> Float {
    var centre = start
    var here = magnitude(samples, centre)
    var before = magnitude(samples, centre - 1)
    var after = magnitude(samples, centre + 1)
    // A maximum of the scan lies within four sixteenths of the true one.
    for _ in 0..<4 where before > here || after > here {
      if before > after {
        (centre, after, here) = (centre - 1, here, before)
        before = magnitude(samples, centre - 1)
      } else {
        (centre, before, here) = (centre + 1, here, after)
        after = magnitude(samples, centre + 1)
      }
    }
    guard here >= before && here >= after else { return max(here, before, after) }
    return Candidate(before, here, after).value
  }

  /// The absolute signal at a position in sixteenths of a frame.
  private func magnitude(_ samples: Span<Float>, _ position: Int) -> Float {
    let start = (position >> 4) + 1 - Self.refinedTaps / 2
    let taps = (position & 15) * Self.refinedTaps
    var sums = SIMD4<Float>.zero
    for tap in stride(from: 0, to: Self.refinedTaps, by: 4) {
      let (t, s) = (taps + tap, start + tap)
      sums +=
        SIMD4(refinedPhases[t], refinedPhases[t + 1], refinedPhases[t + 2], refinedPhases[t + 3])
        * SIMD4(samples[s], samples[s + 1], samples[s + 2], samples[s + 3])
    }
    return abs(sums.sum())
  }

  /// The parabola through a value and its two neighbours, none of which is larger.
  private struct Candidate {
    /// The height of its top.
    let value: Float
    /// Where its top is, −0.5…0.5 of the distance between neighbours.
    let offset: Float

    init(_ before: Float, _ here: Float, _ after: Float) {
      let bend = before - 2 * here + after
      offset = bend < 0 ? 0.5 * (before - after) / bend : 0
      value = here - 0.25 * (before - after) * offset
    }
  }
}
