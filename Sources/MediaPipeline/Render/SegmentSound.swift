/// The sound of one segment at every rate of a render.
struct SegmentSound: Sendable {
  /// One stream's share.
  struct Stretch: Sendable {
    /// The first frame, counted from the programme's start.
    let firstFrame: Int
    /// The frames, not yet levelled.
    let block: AudioBlock

    /// A copy of some frames, counted from the programme's start.
    func copy(_ frames: Range<Int>) -> AudioBlock {
      block.slice(frames.lowerBound - firstFrame..<frames.upperBound - firstFrame)
    }
  }

  /// By sample rate.
  let stretches: [Int: Stretch]
}
