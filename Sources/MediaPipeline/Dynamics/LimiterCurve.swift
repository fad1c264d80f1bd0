/// What gain and limiter do to a programme at every instant.
///
/// One linear gain, and where it would push a peak over the ceiling, less. It follows from the
/// peaks alone, so that it is known before the sound is read again, is the same for any
/// segmentation and can be applied from any thread: the limiter's state is kept at the start of
/// every block of 128 groups (12 bytes, 5 MB for ten hours), and a block's gains are computed when
/// they are wanted.
///
/// Channels are linked: all get the same gain, so that the stereo image stays.
struct LimiterCurve: Sendable {
  /// What is kept of a block.
  private struct Block: Sendable {
    /// The release just before the first group that the block's gains depend on.
    var start: ReleaseState
    /// Whether any gain of the block is reduced.
    var isReduced: Bool
  }

  /// The linear gain, dB.
  let gainDB: Double
  /// The ceiling before the encoder.
  let ceiling: CeilingCurve
  /// The peaks before the gain.
  let peaks: PeakMap
  /// How the gain moves.
  let shape: LimiterShape
  /// The linear gain as a factor.
  let factor: Float
  private var blocks: [Block] = []

  /// Computes where the limiter acts.
  ///
  /// - Parameters:
  ///   - peaks: the programme's.
  ///   - gainDB: the linear gain.
  ///   - ceiling: what must not be exceeded after gain and limiter.
  /// - Complexity: O(blocks), and O(groups) in blocks that are reduced or beside one that is.
  init(_ peaks: PeakMap, gainDB: Double, ceiling: CeilingCurve) {
    self.peaks = peaks
    self.gainDB = gainDB
    self.ceiling = ceiling
    factor = Float(Decibels.amplitude(decibels: gainDB))
    shape = LimiterShape(groupSeconds: peaks.groupSeconds)
    findReductions()
  }

  /// The lowest peak before the gain that is reduced anywhere, as an amplitude.
  var lowestReduced: Float { lowestAllowed(groups: 0..<peaks.count) }

  /// How many blocks are known; behind them nothing is reduced.
  var blockCount: Int { blocks.count }

  /// Whether the limiter acts anywhere.
  var isActive: Bool { blocks.contains { $0.isReduced } }

  /// Whether any frame of a block is reduced.
  func isReduced(_ block: Int) -> Bool { blocks.indices.contains(block) && blocks[block].isReduced }

  /// Computes the knots that decide a block's gains.
  ///
  /// The gain of group *g* is a parabola over the knots *g − 1*, *g* and *g + 1*: see
  /// ``GainParabola``.
  ///
  /// - Parameters:
  ///   - block: which one.
  ///   - groups: how many of its groups are wanted, from its first.
  ///   - scratch: working memory; holds the knots afterwards, that of the group before the block
  ///     first.
  func findKnots(_ block: Int, groups: Int, _ scratch: inout Scratch) {
    let first = block * PeakMap.groupsInBlock - shape.reach
    var state = blocks[block].start
    _ = release(&state, first: first, count: groups + 2 * shape.reach, &scratch)
    scratch.smooth(count: groups + 2, shape)
  }

  private mutating func findReductions() {
    let length = PeakMap.groupsInBlock
    // Behind the last peak the release runs out, over one more block if need be.
    let count = peaks.blockCount + 1
    blocks.reserveCapacity(count)
    var state = ReleaseState()
    var scratch = Scratch()
    for block in 0..<count {
      let first = block * length - shape.reach
      blocks.append(Block(start: state, isReduced: false))
      if state.isAtRest && isQuiet(around: block) { continue }
      guard release(&state, first: first, count: length, &scratch) else { continue }
      blocks[block].isReduced = true
      // Its first groups are the last that the block before looks at.
      if block > 0 { blocks[block - 1].isReduced = true }
    }
  }

  /// Whether no peak of a block or its neighbours reaches the ceiling.
  private func isQuiet(around block: Int) -> Bool {
    let peak = peaks.largest(around: block)
    let length = PeakMap.groupsInBlock
    return peak <= lowestAllowed(groups: (block - 1) * length..<(block + 2) * length)
  }

  /// The lowest peak before the gain that would be reduced within some groups, as an amplitude.
  private func lowestAllowed(groups: Range<Int>) -> Float {
    let level = ceiling.lowestDBTP(
      from: Double(groups.lowerBound) * peaks.groupSeconds,
      to: Double(groups.upperBound) * peaks.groupSeconds)
    return allowed(ceilingDBTP: level)
  }

  /// What a peak may be before the gain, as an amplitude.
  private func allowed(ceilingDBTP: Double) -> Float {
    Float(Decibels.amplitude(decibels: ceilingDBTP - LimiterShape.marginDB - gainDB))
  }

  /// Runs the release over some groups; their gains are in `scratch.released` afterwards.
  ///
  /// - Returns: whether any of them is reduced.
  private func release(
    _ state: inout ReleaseState, first: Int, count: Int, _ scratch: inout Scratch
  ) -> Bool {
    let hold = shape.hold
    findNeeded(first: first - hold, count: count + 2 * hold, &scratch)
    scratch.slideMinimum(count: count, width: 2 * hold + 1)
    var isReduced = false
    let pace = shape.pace
    for index in 0..<count {
      state.advance(allowed: scratch.needed[index], pace)
      scratch.released[index] = state.gain
      isReduced = isReduced || state.gain < 1
    }
    return isReduced
  }

  /// The gain each group allows by itself, 0…1, in `scratch.needed`; 1 beyond the ends.
  private func findNeeded(first: Int, count: Int, _ scratch: inout Scratch) {
    scratch.clear(count)
    let seconds = peaks.groupSeconds
    let known = max(first, 0)..<max(first, 0, min(first + count, peaks.count))
    let lowest = lowestAllowed(groups: known)
    let base = allowed(ceilingDBTP: ceiling.baseDBTP)
    let isFlat = lowest == base
    for group in known {
      let peak = peaks[group]
      guard peak > lowest else { continue }
      let limit =
        isFlat
        ? base
        : min(
          allowed(ceilingDBTP: ceiling.ceilingDBTP(at: Double(group) * seconds)),
          allowed(ceilingDBTP: ceiling.ceilingDBTP(at: Double(group + 1) * seconds)))
      scratch.needed[group - first] = min(1, limit / peak)
    }
  }
}

extension LimiterCurve {
  /// Working memory, kept by whoever walks over several blocks.
  struct Scratch {
    /// The gain each group allows; after ``slideMinimum(count:width:)`` the least of a window.
    var needed: [Float] = []
    /// The gain after the release.
    var released: [Float] = []
    /// The knots of the gain.
    private(set) var knots: [Float] = []

    /// Makes room and sets all needed gains to 1.
    fileprivate mutating func clear(_ count: Int) {
      if needed.count < count {
        needed = Array(repeating: 1, count: count)
        released = Array(repeating: 1, count: count)
        knots = Array(repeating: 1, count: count)
      }
      for index in 0..<count { needed[index] = 1 }
    }

    /// Replaces each of the first `count` values by the least of the `width` from it on.
    ///
    /// Windows of 2, 4, 8 … are made of two of half the length, the last of two that overlap: a
    /// minimum does not mind counting a value twice.
    fileprivate mutating func slideMinimum(count: Int, width: Int) {
      var length = 1
      var left = count + width - 1
      var values = needed.mutableSpan
      while length < width {
        let step = min(length, width - length)
        left -= step
        for index in 0..<left {
          let (here, there) = (values[index], values[index + step])
          values[index] = there < here ? there : here
        }
        length += step
      }
    }

    /// Averages the released gains under the window; the result is exactly 1 where all of them are.
    fileprivate mutating func smooth(count: Int, _ shape: LimiterShape) {
      let released = released
      let gains = released.span
      var smoothed = knots.mutableSpan
      for index in 0..<count { smoothed[index] = 1 }
      for (tap, weight) in shape.weights.enumerated() {
        for index in 0..<count { smoothed[index] -= weight * (1 - gains[index + tap]) }
      }
    }
  }
}
