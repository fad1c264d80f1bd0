extension LimiterCurve {
  /// Applies gain and limiter to a stretch of the programme.
  ///
  /// A sample's result depends on its own position only, so that any segmentation gives the same
  /// bits. Where nothing is reduced, the result is the sample times the linear gain, and with a
  /// gain of 0 dB the sample itself.
  ///
  /// - Parameters:
  ///   - block: changed in place.
  ///   - firstFrame: the block's first frame, counted from the programme's start.
  ///   - sampleRate: the block's rate, hertz; may differ from the rate of the peaks.
  /// - Complexity: O(frames × channels).
  func apply(to block: inout AudioBlock, firstFrame: Int, sampleRate: Int) {
    precondition(firstFrame >= 0, "a programme begins at frame 0")
    let clock = GroupClock(peaks, sampleRate: sampleRate)
    let length = PeakMap.groupsInBlock
    var scratch = Scratch()
    var gains: [Float] = []
    var frame = 0
    while frame < block.frameCount {
      let group = clock.group(ofFrame: firstFrame + frame)
      let stretch = group / length
      let next = clock.firstFrame(ofGroup: (stretch + 1) * length)
      let end = min(block.frameCount, next - firstFrame)
      if isReduced(stretch) {
        let last = clock.group(ofFrame: firstFrame + end - 1)
        findKnots(stretch, groups: last - stretch * length + 1, &scratch)
        findGains(
          firstFrame + frame..<firstFrame + end, groups: group...last, clock, scratch, &gains)
        block.multiply(frame..<end, by: gains)
      } else if factor != 1 {
        block.multiply(frame..<end, by: factor)
      }
      frame = end
    }
  }

  /// The gain of every frame of a stretch within one block whose knots are in `scratch`.
  private func findGains(
    _ frames: Range<Int>, groups: ClosedRange<Int>, _ clock: GroupClock, _ scratch: Scratch,
    _ gains: inout [Float]
  ) {
    if gains.count < frames.count { gains = Array(repeating: factor, count: frames.count) }
    let firstGroup = groups.lowerBound / PeakMap.groupsInBlock * PeakMap.groupsInBlock
    var all = gains.mutableSpan
    for group in groups {
      let start = max(frames.lowerBound, clock.firstFrame(ofGroup: group))
      let end = min(frames.upperBound, clock.firstFrame(ofGroup: group + 1))
      guard start < end else { continue }
      let index = group - firstGroup
      let knots = scratch.knots
      let parabola = GainParabola(knots[index], knots[index + 1], knots[index + 2])
      // Swift 6.3 deprecates `extracting` on a mutable span in favour of this provisional name.
      var part = all._mutatingExtracting(start - frames.lowerBound..<end - frames.lowerBound)
      if parabola.isOne {
        for position in 0..<part.count { part[position] = factor }
      } else {
        let scaled = parabola.scaled(by: factor)
        let first = clock.offset(ofFrame: start, inGroup: group)
        for position in 0..<part.count {
          part[position] = scaled[clock.share(first, later: position)]
        }
      }
    }
  }
}

/// Where the groups of a peak map lie among the frames of a stream of any rate; exact.
struct GroupClock: Sendable {
  /// A frame is `step` units long and a group `groupLength`; both start together at 0.
  private let step: Int
  private let groupLength: Int
  private let inverse: Float

  /// Sets both side by side.
  ///
  /// - Parameters:
  ///   - peaks: the map.
  ///   - sampleRate: the stream's rate, hertz.
  init(_ peaks: PeakMap, sampleRate: Int) {
    let common = Self.greatestCommonDivisor(peaks.sampleRate, sampleRate)
    step = peaks.sampleRate / common
    groupLength = peaks.framesInGroup * (sampleRate / common)
    inverse = 1 / Float(groupLength)
  }

  /// The group a frame belongs to.
  func group(ofFrame frame: Int) -> Int { frame * step / groupLength }

  /// The first frame of a group.
  func firstFrame(ofGroup group: Int) -> Int { (group * groupLength + step - 1) / step }

  /// How far into a group a frame is, in units.
  func offset(ofFrame frame: Int, inGroup group: Int) -> Int32 {
    Int32(truncatingIfNeeded: frame * step - group * groupLength)
  }

  /// How much of a group lies before a frame, 0…1, for the frame `frames` behind one at `offset`.
  ///
  /// Units fit in 31 bits: at most 384 000 × 256 a group.
  @inline(__always)
  func share(_ offset: Int32, later frames: Int) -> Float {
    Float(offset &+ Int32(truncatingIfNeeded: frames) &* Int32(truncatingIfNeeded: step)) * inverse
  }

  private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : greatestCommonDivisor(other, one % other)
  }
}

extension AudioBlock {
  /// Multiplies some frames of every channel by one factor.
  fileprivate mutating func multiply(_ frames: Range<Int>, by factor: Float) {
    for channel in 0..<channelCount {
      withMutableChannel(channel) { plane in
        var part = plane._mutatingExtracting(frames)
        for index in 0..<part.count { part[index] *= factor }
      }
    }
  }

  /// Multiplies some frames of every channel by a gain each.
  fileprivate mutating func multiply(_ frames: Range<Int>, by gains: [Float]) {
    let gains = gains.span.extracting(0..<frames.count)
    for channel in 0..<channelCount {
      withMutableChannel(channel) { plane in
        var part = plane._mutatingExtracting(frames)
        for index in 0..<part.count { part[index] *= gains[index] }
      }
    }
  }
}
