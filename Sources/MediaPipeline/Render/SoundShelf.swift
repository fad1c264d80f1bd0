internal import Synchronization

/// Where the sound of the segments under way lies until every deliverable has used it.
final class SoundShelf: Sendable {
  /// Where the blocks of segments come from and go to.
  let pool = BlockPool()
  private let sounds = Mutex<[Int: SegmentSound]>([:])

  /// Frames that are levelled at a time, which bounds the memory of a thread.
  private static let portionFrames = 1 << 16

  /// Lays a segment's sound down.
  func put(_ sound: SegmentSound, segment: Int) { sounds.withLock { $0[segment] = sound } }

  /// Gives a segment's sound back to the pool.
  func remove(_ segment: Int) {
    guard let sound = sounds.withLock({ $0.removeValue(forKey: segment) }) else { return }
    for stretch in sound.stretches.values { pool.give(stretch.block) }
  }

  /// The stretch of a segment under way at one rate.
  func stretch(_ segment: Int, sampleRate: Int) -> SegmentSound.Stretch {
    guard let stretch = sounds.withLock({ $0[segment]?.stretches[sampleRate] }) else {
      preconditionFailure("the segment is not under way")
    }
    return stretch
  }

  /// Gives some frames of a segment under way, levelled, in portions.
  ///
  /// - Parameters:
  ///   - frames: counted from the programme's start; those that it does not have are left out.
  ///   - segment: the segment.
  ///   - sampleRate: which stream.
  ///   - curve: gain and limiter.
  ///   - take: receives the frames that are there, in order.
  /// - Returns: how many there were.
  /// - Throws: what `take` throws.
  func level(
    _ frames: Range<Int>, of segment: Int, sampleRate: Int, by curve: LimiterCurve,
    _ take: (AudioBlock) throws(MediaError) -> Void
  ) throws(MediaError) -> Int {
    let stretch = stretch(segment, sampleRate: sampleRate)
    let present = frames.clamped(
      to: stretch.firstFrame..<stretch.firstFrame + stretch.block.frameCount)
    for start in stride(from: present.lowerBound, to: present.upperBound, by: Self.portionFrames) {
      var block = stretch.copy(start..<min(present.upperBound, start + Self.portionFrames))
      curve.apply(to: &block, firstFrame: start, sampleRate: sampleRate)
      try take(block)
    }
    return present.count
  }

  /// The same for an encoder that must hear every frame.
  ///
  /// - Throws: what `take` throws, and ``MediaError`` with code `unreadable` when frames are missing.
  func levelWhole(
    _ frames: Range<Int>, of segment: Int, sampleRate: Int, by curve: LimiterCurve,
    _ take: (AudioBlock) throws(MediaError) -> Void
  ) throws(MediaError) {
    let heard = try level(frames, of: segment, sampleRate: sampleRate, by: curve, take)
    guard heard == frames.count else {
      throw MediaError(.unreadable, detail: "the input changed while it was read")
    }
  }
}
