import Glibc

/// Conversions between ratios and decibels.
enum Decibels {
  /// The level of an amplitude.
  ///
  /// - Parameter amplitude: full scale is 1.
  /// - Returns: decibels relative to full scale, or `nil` for 0 and for what is not a number.
  static func level(amplitude: Double) -> Double? {
    amplitude > 0 && amplitude.isFinite ? 20 * log10(amplitude) : nil
  }

  /// The factor that changes a level.
  ///
  /// - Parameter decibels: the change wanted; 0 gives exactly 1.
  /// - Returns: the factor for samples.
  static func amplitude(decibels: Double) -> Double {
    decibels == 0 ? 1 : pow(10, decibels / 20)
  }

  /// The level of a power.
  ///
  /// - Parameter power: a mean square; full scale is 1.
  /// - Returns: decibels, or `nil` for no power and for what is not a number.
  static func level(power: Double) -> Double? {
    power > 0 && power.isFinite ? 10 * log10(power) : nil
  }

  /// The factor that changes the level of a power.
  ///
  /// - Parameter decibels: the change wanted; 0 gives exactly 1.
  /// - Returns: the factor for mean squares.
  static func power(decibels: Double) -> Double {
    decibels == 0 ? 1 : pow(10, decibels / 10)
  }

  /// The loudness of a weighted mean square.
  ///
  /// - Parameter power: sum over channels of weight × mean square, K-weighted.
  /// - Returns: LUFS, or `nil` for no power at all.
  /// - Source: ITU-R BS.1770-5 Annex 1, equation 2: −0.691 makes a 997 Hz sine of one channel at
  ///   0 dBFS read −3.01.
  static func loudness(power: Double) -> Double? {
    power > 0 && power.isFinite ? -0.691 + 10 * log10(power) : nil
  }

  /// The weighted mean square of a loudness; the inverse of ``loudness(power:)``.
  ///
  /// - Parameter loudness: LUFS.
  /// - Returns: the power.
  static func power(loudness: Double) -> Double {
    pow(10, (loudness + 0.691) / 10)
  }
}
