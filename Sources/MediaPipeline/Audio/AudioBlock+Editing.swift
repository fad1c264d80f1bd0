extension AudioBlock {
  /// Adds the frames of another block behind the valid ones.
  ///
  /// - Parameter other: a block with as many channels.
  /// - Complexity: O(frames × channels), amortised.
  public mutating func append(contentsOf other: AudioBlock) {
    append(other, frames: 0..<other.frameCount)
  }

  /// Adds some of the frames of another block behind the valid ones.
  ///
  /// - Parameters:
  ///   - other: a block with as many channels.
  ///   - frames: a range within its valid frames.
  /// - Complexity: O(frames × channels), amortised.
  mutating func append(_ other: AudioBlock, frames: Range<Int>) {
    precondition(other.channelCount == channelCount, "channel counts differ")
    precondition(frames.lowerBound >= 0 && frames.upperBound <= other.frameCount, "no such frames")
    let start = frameCount
    let needed = start + frames.count
    if needed > capacity { reserveCapacity(max(needed, 2 * capacity)) }
    setFrameCount(needed)
    guard !frames.isEmpty else { return }
    for channel in 0..<channelCount {
      unsafe other.withChannelPointer(channel) { source in
        unsafe withMutableChannelPointer(channel) { target in
          unsafe (target + start).update(from: source + frames.lowerBound, count: frames.count)
        }
      }
    }
  }

  /// Adds silence behind the valid frames.
  ///
  /// - Parameter frames: how many are valid afterwards; at least as many as before.
  mutating func padWithSilence(to frames: Int) {
    reserveCapacity(frames)
    let start = frameCount
    setFrameCount(frames)
    for channel in 0..<channelCount {
      unsafe withMutableChannelPointer(channel) { target in
        unsafe (target + start).update(repeating: 0, count: frames - start)
      }
    }
  }

  /// Removes frames from the front; the rest moves up.
  ///
  /// - Parameter frames: 0…``frameCount``.
  /// - Complexity: O(frames left × channels).
  public mutating func dropFirst(_ frames: Int) {
    precondition(frames >= 0 && frames <= frameCount, "fewer frames than to be dropped")
    guard frames > 0 else { return }
    let left = frameCount - frames
    for channel in 0..<channelCount {
      unsafe withMutableChannelPointer(channel) { plane in
        unsafe plane.update(from: plane + frames, count: left)
      }
    }
    setFrameCount(left)
  }

  /// Copies some of the frames.
  ///
  /// - Parameter frames: a range within `0..<frameCount`.
  /// - Returns: a block of exactly those frames.
  /// - Complexity: O(frames × channels).
  public func slice(_ frames: Range<Int>) -> AudioBlock {
    precondition(frames.lowerBound >= 0 && frames.upperBound <= frameCount, "no such frames")
    var part = AudioBlock(channelCount: channelCount, capacity: frames.count)
    part.append(self, frames: frames)
    return part
  }
}

extension AudioBlock: Equatable {
  /// Whether both blocks hold the same valid frames; capacity does not count.
  public static func == (one: AudioBlock, other: AudioBlock) -> Bool {
    guard one.channelCount == other.channelCount, one.frameCount == other.frameCount else {
      return false
    }
    return (0..<one.channelCount).allSatisfy { channel in
      one.withChannel(channel) { first in
        other.withChannel(channel) { second in
          for frame in 0..<first.count where first[frame] != second[frame] { return false }
          return true
        }
      }
    }
  }
}
