/// The K-weighting of two channels side by side, without its constant gain.
struct PairFilter {
  /// What the filter remembers of one pair, and the squares it has summed.
  struct State {
    fileprivate var input = SIMD2<Double>()
    fileprivate var difference = SIMD2<Double>()
    fileprivate var highPass1 = SIMD2<Double>()
    fileprivate var highPass2 = SIMD2<Double>()
    fileprivate var shelf1 = SIMD2<Double>()
    fileprivate var shelf2 = SIMD2<Double>()
    /// The sum of squares of each channel in the stretch under way.
    fileprivate(set) var sum = SIMD2<Double>()

    /// Sets the sum to 0 and lets what no one can hear die out.
    ///
    /// In digital silence the memories decay towards denormal numbers, on which the processor is
    /// a hundred times slower; below −600 dB they count as 0.
    mutating func beginStretch() {
      sum = .zero
      Self.flush(&highPass1)
      Self.flush(&highPass2)
      Self.flush(&shelf1)
      Self.flush(&shelf2)
    }

    private static func flush(_ value: inout SIMD2<Double>) {
      value.replace(with: 0, where: (value .< 1e-30) .& (value .> -1e-30))
    }
  }

  private let highPassA1: Double
  private let highPassA2: Double
  private let shelfB1: Double
  private let shelfB2: Double
  private let shelfA1: Double
  private let shelfA2: Double

  /// Takes the coefficients, numerators divided by their first term.
  ///
  /// - Parameter weighting: both stages.
  init(_ weighting: KWeighting) {
    highPassA1 = weighting.highPass.a1
    highPassA2 = weighting.highPass.a2
    shelfB1 = weighting.shelf.b1 / weighting.shelf.b0
    shelfB2 = weighting.shelf.b2 / weighting.shelf.b0
    shelfA1 = weighting.shelf.a1
    shelfA2 = weighting.shelf.a2
  }

  /// Filters frames of two channels and adds their squares to the state's sum.
  ///
  /// The high-pass's double zero at 0 Hz is two differences. Each recursion is written so that
  /// only one product and one sum wait for the value before.
  ///
  /// - Parameters:
  ///   - left: the first channel, ±1.0.
  ///   - right: the second channel, as long.
  ///   - frames: which frames of both.
  ///   - state: the pair's memory.
  /// - Complexity: O(frames).
  func run(
    _ left: Span<Float>, _ right: Span<Float>, frames: Range<Int>, state: inout State
  ) {
    precondition(frames.lowerBound >= 0, "frames out of range")
    precondition(frames.upperBound <= left.count && frames.upperBound <= right.count)
    let (h1, h2) = (SIMD2(repeating: highPassA1), SIMD2(repeating: highPassA2))
    let (b1, b2) = (SIMD2(repeating: shelfB1), SIMD2(repeating: shelfB2))
    let (a1, a2) = (SIMD2(repeating: shelfA1), SIMD2(repeating: shelfA2))
    var (input, difference, sum) = (state.input, state.difference, state.sum)
    var (p1, p2) = (state.highPass1, state.highPass2)
    var (w1, w2) = (state.shelf1, state.shelf2)
    // Not `for in`: its iterator costs debug builds, in which tests run, as much as the filter.
    var frame = frames.lowerBound
    while frame < frames.upperBound {
      let x = SIMD2(Double(left[frame]), Double(right[frame]))
      let slope = x - input
      let p = (slope - difference - h2 * p2) - h1 * p1
      let w = (p - a2 * w2) - a1 * w1
      let y = w + (b1 * w1 + b2 * w2)
      sum += y * y
      input = x
      difference = slope
      (p2, p1) = (p1, p)
      (w2, w1) = (w1, w)
      frame += 1
    }
    (state.input, state.difference, state.sum) = (input, difference, sum)
    (state.highPass1, state.highPass2) = (p1, p2)
    (state.shelf1, state.shelf2) = (w1, w2)
  }
}
