/// Slides the 400 ms and 3 s windows over energies of 10 ms.
///
/// Ten energies of 10 ms make one of 100 ms, kept at every 10 ms for the last 3 s: a window is
/// then a sum of 4 or 30 terms, and nothing is ever subtracted, so nothing cancels. Of the whole
/// recording only every tenth of them is kept (3 MB for ten hours).
struct LoudnessWindows {
  /// Steps of 10 ms in the windows of EBU Tech 3341 §2.2: momentary 0.4 s, short-term 3 s.
  static let momentarySteps = 40
  static let shortTermSteps = 300

  /// The energy of each complete 100 ms: weighted sum of squares.
  private(set) var tenths: [Double] = []
  /// The largest mean power of any 400 ms that begins on a 10 ms step, 0 before the first.
  private(set) var maxMomentaryPower = 0.0
  /// The largest mean power of any 3 s that begins on a 10 ms step, 0 before the first.
  private(set) var maxShortTermPower = 0.0

  private let sampleRate: Int
  private var steps = 0
  private var recent = [Double](repeating: 0, count: 10)
  private var sliding = [Double](repeating: 0, count: Self.shortTermSteps)

  /// Prepares for one stream.
  ///
  /// - Parameter sampleRate: frames per second.
  init(sampleRate: Int) {
    self.sampleRate = sampleRate
  }

  /// How many frames the step under way has.
  ///
  /// Where the rate is no multiple of 100, steps differ by one frame so that step *k* always
  /// begins at the frame nearest to *k* × 10 ms.
  var framesInStep: Int { boundary(steps + 1) - boundary(steps) }

  /// Adds the energy of one complete step.
  ///
  /// - Parameter energy: weighted sum of squares over ``framesInStep`` frames.
  mutating func add(_ energy: Double) {
    recent[steps % 10] = energy
    var tenth = 0.0
    for offset in 1...10 { tenth += recent[(steps + offset) % 10] }
    sliding[steps % Self.shortTermSteps] = tenth
    steps += 1
    if steps.isMultiple(of: 10) { tenths.append(tenth) }
    if let power = power(steps: Self.momentarySteps) {
      maxMomentaryPower = max(maxMomentaryPower, power)
    }
    if let power = power(steps: Self.shortTermSteps) {
      maxShortTermPower = max(maxShortTermPower, power)
    }
  }

  /// The mean powers of all windows that begin on a multiple of 100 ms and are complete.
  ///
  /// - Parameter length: the window's length in tenths of a second.
  /// - Returns: one power a window, in order, computed each time it is looked at; empty when the
  ///   recording is shorter than one.
  /// - Complexity: O(length) a window.
  func powers(tenthsInWindow length: Int) -> some Collection<Double> {
    (0..<max(0, tenths.count - length + 1)).lazy.map { [tenths, sampleRate] start in
      var energy = 0.0
      for index in start..<start + length { energy += tenths[index] }
      return energy
        / Double(
          Self.boundary(10 * (start + length), sampleRate) - Self.boundary(10 * start, sampleRate))
    }
  }

  /// The mean power of the last `length` steps, or `nil` before there are so many.
  private func power(steps length: Int) -> Double? {
    guard steps >= length else { return nil }
    var energy = 0.0
    for step in stride(from: steps - length + 9, to: steps, by: 10) {
      energy += sliding[step % Self.shortTermSteps]
    }
    return energy / Double(boundary(steps) - boundary(steps - length))
  }

  /// The frame at which a step begins.
  private func boundary(_ step: Int) -> Int { Self.boundary(step, sampleRate) }

  private static func boundary(_ step: Int, _ sampleRate: Int) -> Int {
    (step * sampleRate + 50) / 100
  }
}
