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
  /// absolute taps, and 1 dB for what the scan may miss.
  let bound: Float

  /// By how much a maximum may exceed the scan's own estimate at the upper end of the band: 1 dB.
  private static let largestExcess: Float = 1.122
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
    bound = scan.largestNorm * Self.largestExcess
  }

  /// Appends the maxima of one group that may be larger than a floor.
  ///
  /// - Parameters:
  ///   - samples: one channel; ``margin`` frames before and after the group must exist.
  ///   - first: the first of the group's ``framesInGroup`` frames.
  ///   - floor: maxima surely below it are left out.
  ///   - peaks: receives them in order of time.
  /// - Complexity: 64 products a frame, and about 200 a maximum.
  func find(
    _ samples: Span<Float>, first: Int, above floor: Float, into peaks: inout [Peak]
  ) {
    var scanned = InlineArray<18, SIMD4<Float>>(repeating: .zero)
    var largest = SIMD4<Float>.zero
    for index in 0..<18 {
      let values = quarters(samples, first + index - 1)
      let magnitude = values.replacing(with: -values, where: values .< 0)
      scanned[index] = magnitude
      if index > 0 && index < 17 {
        largest.replace(with: magnitude, where: magnitude .> largest)
      }
    }
    guard largest.max() * Self.largestExcess > floor else { return }
    for index in 1...Self.framesInGroup {
      let here = scanned[index]
      guard here.max() * Self.largestExcess > floor else { continue }
      let before = SIMD4(scanned[index - 1][3], here[0], here[1], here[2])
      let after = SIMD4(here[1], here[2], here[3], scanned[index + 1][0])
      for quarter in 0..<4 where here[quarter] >= before[quarter] && here[quarter] > after[quarter]
      {
        let candidate = Candidate(before[quarter], here[quarter], after[quarter])
        guard candidate.mayExceed(floor) else { continue }
        let frame = first + index - 1
        let value = refine(
          samples, around: 16 * frame + 4 * quarter + Int((4 * candidate.offset).rounded()))
        peaks.append(Peak(frame: frame, value: value))
      }
    }
  }

  /// The signal at a frame and a quarter, a half and three quarters of a frame later.
  private func quarters(_ samples: Span<Float>, _ frame: Int) -> SIMD4<Float> {
    var sum = SIMD4<Float>.zero
    let start = frame - 7
    for tap in 0..<16 { sum += scanTaps[tap] * samples[start + tap] }
    return sum
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
    private let curvature: Float

    init(_ before: Float, _ here: Float, _ after: Float) {
      let bend = before - 2 * here + after
      offset = bend < 0 ? 0.5 * (before - after) / bend : 0
      value = here - 0.25 * (before - after) * offset
      curvature = here > 0 ? min(0.5, -bend / here) : 0
    }

    /// Whether the true maximum may be above a floor.
    ///
    /// The scan errs more the faster the signal bends: 0.02 dB at most where it hardly does, 1 dB
    /// at the upper end of the band.
    func mayExceed(_ floor: Float) -> Bool { value * (1.002 + 0.24 * curvature) > floor }
  }
}
