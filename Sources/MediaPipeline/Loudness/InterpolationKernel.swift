import Glibc

/// The taps of a windowed-sinc interpolator, one phase for each position between two frames.
///
/// Phase *p* of *n* yields the signal *p/n* of a frame after frame 0; phase 0 is the identity.
struct InterpolationKernel {
  /// How many taps each phase has.
  let tapsPerPhase: Int
  /// The taps of each phase; tap *t* belongs to frame `t + 1 - tapsPerPhase / 2`.
  let phases: [[Float]]

  /// Designs an interpolator for the whole band up to half the sample rate.
  ///
  /// - Parameters:
  ///   - phases: positions a frame.
  ///   - tapsPerPhase: even; more taps keep more of the band.
  ///   - kaiserBeta: shape of the Kaiser window; larger means less ripple and a wider edge.
  init(phases: Int, tapsPerPhase: Int, kaiserBeta: Double) {
    self.tapsPerPhase = tapsPerPhase
    self.phases = (0..<phases).map { phase in
      (0..<tapsPerPhase).map { tap in
        let distance = Double(tap + 1 - tapsPerPhase / 2) - Double(phase) / Double(phases)
        return Float(
          Self.sinc(distance)
            * Self.kaiser(distance / (Double(tapsPerPhase) / 2), beta: kaiserBeta))
      }
    }
  }

  /// The largest sum of absolute taps of any phase.
  ///
  /// No interpolated value exceeds it times the largest sample under the taps.
  var largestNorm: Float {
    phases.map { taps in taps.reduce(0) { $0 + abs($1) } }.max() ?? 0
  }

  private static func sinc(_ x: Double) -> Double {
    x == 0 ? 1 : sin(.pi * x) / (.pi * x)
  }

  /// The Kaiser window at −1…1, and 0 outside.
  private static func kaiser(_ x: Double, beta: Double) -> Double {
    x * x >= 1 ? 0 : bessel(beta * (1 - x * x).squareRoot()) / bessel(beta)
  }

  /// The modified Bessel function of order zero by its power series, which 40 terms exhaust for
  /// arguments up to 10.
  private static func bessel(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1...40 {
      term *= (x / 2) * (x / 2) / Double(k * k)
      sum += term
    }
    return sum
  }
}
