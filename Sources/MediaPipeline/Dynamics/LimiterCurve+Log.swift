extension LimiterCurve {
  /// When the limiter acts and how much.
  ///
  /// - Complexity: O(blocks), and O(groups) in those that are reduced.
  var log: GainReductionLog {
    var log = GainReductionLog()
    forEachReducedGroup { group, parabola in
      log.note(
        startSeconds: Double(group) * peaks.groupSeconds,
        endSeconds: Double(group + 1) * peaks.groupSeconds,
        gain: min(parabola.start, parabola[0.5]))
    }
    return log
  }

  /// Calls back for every group with a gain below 1, in order.
  private func forEachReducedGroup(_ body: (Int, GainParabola) -> Void) {
    let length = PeakMap.groupsInBlock
    var scratch = Scratch()
    for block in 0..<blockCount where isReduced(block) {
      findKnots(block, groups: length, &scratch)
      for index in 0..<length {
        let knots = scratch.knots
        let parabola = GainParabola(knots[index], knots[index + 1], knots[index + 2])
        if !parabola.isOne { body(block * length + index, parabola) }
      }
    }
  }

  /// Where another curve of the same programme gives other gains.
  ///
  /// After a correction, what lies outside need not be rendered again.
  ///
  /// - Parameter other: a curve over the same peaks.
  /// - Returns: stretches in order, whole blocks of 128 groups; the last may reach beyond the end.
  ///   All of the programme when the linear gains differ.
  /// - Complexity: O(blocks), and O(groups) in those that either curve reduces.
  func stretches(differingFrom other: LimiterCurve) -> [TimeRange] {
    precondition(peaks.count == other.peaks.count, "curves of two programmes")
    let length = PeakMap.groupsInBlock
    var (mine, others) = (Scratch(), Scratch())
    var differing: [TimeRange] = []
    for block in 0..<blockCount {
      if factor == other.factor {
        guard isReduced(block) || other.isReduced(block) else { continue }
        findKnots(block, groups: length, &mine)
        other.findKnots(block, groups: length, &others)
        guard mine.knots != others.knots else { continue }
      }
      let start = Double(block * length) * peaks.groupSeconds
      let end = Double((block + 1) * length) * peaks.groupSeconds
      if let last = differing.last, last.endSeconds == start {
        differing[differing.count - 1] = TimeRange(startSeconds: last.startSeconds, endSeconds: end)
      } else {
        differing.append(TimeRange(startSeconds: start, endSeconds: end))
      }
    }
    return differing
  }
}
