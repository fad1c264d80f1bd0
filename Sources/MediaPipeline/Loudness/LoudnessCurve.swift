/// The course of loudness over a recording, one value each 100 ms.
public struct LoudnessCurve: Sendable, Hashable {
  /// The distance between two values.
  public static let stepSeconds = 0.1
  /// The K-weighted mean power of each complete 100 ms; full scale is 1, silence 0.
  public let powers: [Double]

  /// Wraps the powers of a recording.
  ///
  /// - Parameter powers: one mean power each 100 ms, channels weighted and added.
  public init(powers: [Double]) {
    self.powers = powers
  }

  /// The momentary loudness at the end of one step.
  ///
  /// - Parameter step: which 100 ms, counted from 0.
  /// - Returns: LUFS of the 400 ms that end with it, or `nil` in silence and before 400 ms.
  public func momentaryLUFS(at step: Int) -> Double? { loudness(endingAt: step, steps: 4) }

  /// The short-term loudness at the end of one step.
  ///
  /// - Parameter step: which 100 ms, counted from 0.
  /// - Returns: LUFS of the 3 s that end with it, or `nil` in silence and before 3 s.
  public func shortTermLUFS(at step: Int) -> Double? { loudness(endingAt: step, steps: 30) }

  private func loudness(endingAt step: Int, steps: Int) -> Double? {
    guard powers.indices.contains(step), step + 1 >= steps else { return nil }
    var sum = 0.0
    for power in powers[(step + 1 - steps)...step] { sum += power }
    return Decibels.loudness(power: sum / Double(steps))
  }
}
