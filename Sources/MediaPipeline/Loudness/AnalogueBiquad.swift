import Glibc

/// A second-order analogue filter, from which the digital one of any sample rate is made.
///
/// H(s) = (high·s² + band·s/Q + low) / (s² + s/Q + 1), s in units of the corner frequency. The
/// bilinear transform, warped so that the corner stays in place, maps it to a digital filter and
/// back without loss.
struct AnalogueBiquad {
  /// The corner frequency in hertz.
  let cornerHertz: Double
  /// The quality factor.
  let quality: Double
  /// The gain far above the corner.
  let high: Double
  /// The gain of the band-pass part.
  let band: Double
  /// The gain far below the corner.
  let low: Double

  /// Undoes the bilinear transform of a digital filter.
  ///
  /// With K = tan(π·corner/rate) a digital biquad has a0 = 1 + K/Q + K², a1 = 2(K² − 1)/a0,
  /// a2 = (1 − K/Q + K²)/a0, and b likewise; this solves for K, Q and the three gains.
  ///
  /// - Parameters:
  ///   - digital: a stable filter.
  ///   - sampleRate: the rate it was designed for, in hertz.
  init(undoing digital: Biquad, sampleRate: Double) {
    let nyquist = 1 - digital.a1 + digital.a2  // 4 / a0
    let corner = ((1 + digital.a1 + digital.a2) / nyquist).squareRoot()
    cornerHertz = sampleRate * atan(corner) / .pi
    quality = corner * nyquist / (2 * (1 - digital.a2))
    high = (digital.b0 - digital.b1 + digital.b2) / nyquist
    band = 2 * (digital.b0 - digital.b2) * quality / (nyquist * corner)
    low = (digital.b0 + digital.b1 + digital.b2) / (nyquist * corner * corner)
  }

  /// Makes the digital filter with the same response.
  ///
  /// - Parameter sampleRate: frames per second; more than twice the corner frequency.
  /// - Returns: the filter.
  func digital(sampleRate: Double) -> Biquad {
    let corner = tan(.pi * cornerHertz / sampleRate)
    let a0 = 1 + corner / quality + corner * corner
    return Biquad(
      b0: (high + band * corner / quality + low * corner * corner) / a0,
      b1: 2 * (low * corner * corner - high) / a0,
      b2: (high - band * corner / quality + low * corner * corner) / a0,
      a1: 2 * (corner * corner - 1) / a0,
      a2: (1 - corner / quality + corner * corner) / a0)
  }
}
