extension LoudnessCurve {
  /// Silence is at least this long; a pause for breath is not silence.
  static let leastSilenceSeconds = 0.5

  /// The stretches that stay at or below the absolute gate (−70 LUFS) for half a second or more.
  ///
  /// Loudness, not samples, decides: an offset or a rumble below hearing is silence.
  ///
  /// - Returns: half-open ranges in order, to 100 ms.
  /// - Complexity: O(steps).
  func silences() -> [TimeRange] {
    let gate = Decibels.power(loudness: GatedLoudness.absoluteGateLUFS)
    let leastSteps = Int((Self.leastSilenceSeconds / Self.stepSeconds).rounded())
    var found: [TimeRange] = []
    var start: Int?
    for step in 0...powers.count {
      if step < powers.count && powers[step] <= gate {
        start = start ?? step
      } else if let first = start {
        if step - first >= leastSteps {
          // Division keeps 0.3 s from becoming 0.30000000000000004.
          found.append(
            TimeRange(startSeconds: Double(first) / 10, endSeconds: Double(step) / 10))
        }
        start = nil
      }
    }
    return found
  }
}
