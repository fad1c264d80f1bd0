extension LimiterCurve {
  /// The stretches of frames, at the peaks' rate, in which something may be reduced.
  ///
  /// Runs of reduced blocks, in order; between two of them lies at least one whole block.
  func reducedFrames() -> [Range<Int>] {
    let length = PeakMap.groupsInBlock * peaks.framesInGroup
    let end = peaks.count * peaks.framesInGroup
    var stretches: [Range<Int>] = []
    for block in 0..<blockCount where isReduced(block) && block * length < end {
      let stretch = block * length..<min(end, (block + 1) * length)
      if let last = stretches.last, last.upperBound == stretch.lowerBound {
        stretches[stretches.count - 1] = last.lowerBound..<stretch.upperBound
      } else {
        stretches.append(stretch)
      }
    }
    return stretches
  }

  /// What share of its energy each of some adjacent steps keeps.
  ///
  /// - Parameter boundaries: the frames, at the peaks' rate, at which the steps begin, and the end
  ///   of the last; rising.
  /// - Returns: one share a step, 0…1.
  /// - Complexity: O(groups).
  func energyShares(_ boundaries: [Int]) -> [Double] {
    let frames = peaks.framesInGroup
    var shares: [Double] = []
    shares.reserveCapacity(boundaries.count - 1)
    var squares = GroupSquares(self)
    for index in 0..<boundaries.count - 1 {
      let (begin, end) = (boundaries[index], boundaries[index + 1])
      var (kept, whole): (Float, Float) = (0, 0)
      for group in begin / frames...max(begin, end - 1) / frames {
        let overlap = min(end, (group + 1) * frames) - max(begin, group * frames)
        let peak = group < peaks.count ? peaks[group] : 0
        let weight = Float(overlap) * peak * peak
        whole += weight
        kept += weight * squares[group]
      }
      shares.append(whole > 0 ? Double(min(1, kept / whole)) : 1)
    }
    return shares
  }
}

/// The mean squared gain of one group after the other.
private struct GroupSquares {
  private let curve: LimiterCurve
  private var scratch = LimiterCurve.Scratch()
  private var block = -1
  private var isReduced = false

  init(_ curve: LimiterCurve) { self.curve = curve }

  subscript(group: Int) -> Float {
    mutating get {
      let length = PeakMap.groupsInBlock
      if group / length != block {
        block = group / length
        isReduced = curve.isReduced(block)
        if isReduced { curve.findKnots(block, groups: length, &scratch) }
      }
      guard isReduced else { return 1 }
      let index = group - block * length
      let knots = scratch.knots
      return GainParabola(knots[index], knots[index + 1], knots[index + 2]).meanSquare
    }
  }
}
