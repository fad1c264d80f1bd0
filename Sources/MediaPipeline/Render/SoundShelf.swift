internal import Synchronization

/// Where the sound of the segments under way lies until every deliverable has used it.
final class SoundShelf: Sendable {
  private let sounds = Mutex<[Int: SegmentSound]>([:])

  /// Lays a segment's sound down.
  func put(_ sound: SegmentSound, segment: Int) { sounds.withLock { $0[segment] = sound } }

  /// Throws a segment's sound away.
  func remove(_ segment: Int) { _ = sounds.withLock { $0.removeValue(forKey: segment) } }

  /// The stretch of a segment under way at one rate.
  func stretch(_ segment: Int, sampleRate: Int) -> SegmentSound.Stretch {
    guard let stretch = sounds.withLock({ $0[segment]?.stretches[sampleRate] }) else {
      preconditionFailure("the segment is not under way")
    }
    return stretch
  }

  /// Some frames of a segment under way, levelled.
  ///
  /// - Parameters:
  ///   - frames: counted from the programme's start; those that it does not have are left out.
  ///   - segment: the segment.
  ///   - sampleRate: which stream.
  ///   - curve: gain and limiter.
  /// - Returns: the frames that are there.
  func levelled(
    _ frames: Range<Int>, of segment: Int, sampleRate: Int, by curve: LimiterCurve
  ) -> AudioBlock {
    let stretch = stretch(segment, sampleRate: sampleRate)
    let present = frames.clamped(
      to: stretch.firstFrame..<stretch.firstFrame + stretch.block.frameCount)
    var block = stretch.copy(present)
    curve.apply(to: &block, firstFrame: present.lowerBound, sampleRate: sampleRate)
    return block
  }
}
