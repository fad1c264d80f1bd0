/// Integrated loudness and loudness range from the powers of overlapping windows.
enum GatedLoudness {
  /// The absolute gate in LUFS: ITU-R BS.1770-5 Annex 1 (Γa), EBU Tech 3342 §3.
  static let absoluteGateLUFS = -70.0
  /// The relative gate of integrated loudness in LU: ITU-R BS.1770-5 Annex 1 (Γr).
  static let integratedGateLU = -10.0
  /// The relative gate of loudness range in LU: EBU Tech 3342 §3.
  static let rangeGateLU = -20.0

  /// The integrated loudness of a programme.
  ///
  /// - Parameter powers: one mean power a 400 ms window, 75 % overlap.
  /// - Returns: LUFS, or `nil` when no window is above the absolute gate.
  /// - Complexity: O(windows).
  /// - Source: ITU-R BS.1770-5 Annex 1, equations 4 to 7.
  static func integratedLUFS(_ powers: some Collection<Double>) -> Double? {
    gate(powers, relativeLU: integratedGateLU).flatMap { mean(powers, above: $0) }
      .flatMap { Decibels.loudness(power: $0) }
  }

  /// The loudness range of a programme.
  ///
  /// The distance between the 10th and the 95th percentile of short-term loudness; a percentile is
  /// the value whose index is nearest to its share of the last index.
  ///
  /// - Parameter powers: one mean power a 3 s window, at ten windows a second.
  /// - Returns: LU, or `nil` when no window is above the absolute gate.
  /// - Complexity: O(windows × log windows).
  /// - Source: EBU Tech 3342 §3 and its annex.
  static func rangeLU(_ powers: some Collection<Double>) -> Double? {
    guard let gate = gate(powers, relativeLU: rangeGateLU) else { return nil }
    var sorted: [Double] = []
    sorted.reserveCapacity(powers.count)
    for power in powers where power > gate { sorted.append(power) }
    sorted.sort()
    guard !sorted.isEmpty else { return nil }
    let last = Double(sorted.count - 1)
    let low = sorted[Int((last * 0.10).rounded())]
    let high = sorted[Int((last * 0.95).rounded())]
    guard let lowLUFS = Decibels.loudness(power: low),
      let highLUFS = Decibels.loudness(power: high)
    else { return nil }
    return highLUFS - lowLUFS
  }

  /// The power that a window must exceed to count: of both gates the higher, the second relative to the
  /// mean of what is above the first; `nil` when nothing is.
  private static func gate(_ powers: some Collection<Double>, relativeLU: Double) -> Double? {
    let absolute = Decibels.power(loudness: absoluteGateLUFS)
    guard let mean = mean(powers, above: absolute), let meanLUFS = Decibels.loudness(power: mean)
    else { return nil }
    return max(absolute, Decibels.power(loudness: meanLUFS + relativeLU))
  }

  private static func mean(_ powers: some Collection<Double>, above gate: Double) -> Double? {
    var (sum, count) = (0.0, 0)
    for power in powers where power > gate {
      sum += power
      count += 1
    }
    return count > 0 ? sum / Double(count) : nil
  }
}
