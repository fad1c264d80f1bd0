extension LimiterCurve {
  /// A number that tells the gains over a stretch from others.
  ///
  /// Curves with the same gains there have the same number, whatever they do elsewhere.
  ///
  /// - Parameters:
  ///   - startSeconds: where the stretch begins.
  ///   - endSeconds: where it ends.
  /// - Returns: a check over the linear gain and every knot in blocks that are reduced.
  /// - Complexity: O(blocks of the stretch), and O(groups) in those that are reduced.
  func fingerprint(fromSeconds startSeconds: Double, toSeconds endSeconds: Double) -> UInt64 {
    let length = PeakMap.groupsInBlock
    let blockSeconds = Double(length) * peaks.groupSeconds
    // Parabolas reach one group to either side; resampling reaches a little farther than a frame.
    let first = max(0, Int((startSeconds / blockSeconds).rounded(.down)) - 1)
    let last = Int((endSeconds / blockSeconds).rounded(.up)) + 1
    var check = Checksum()
    check.add(UInt64(factor.bitPattern))
    var scratch = Scratch()
    for block in first..<max(first, min(last, blockCount)) where isReduced(block) {
      findKnots(block, groups: length, &scratch)
      check.add(UInt64(block))
      for index in 0..<length + 2 { check.add(UInt64(scratch.knots[index].bitPattern)) }
    }
    return check.value
  }
}
