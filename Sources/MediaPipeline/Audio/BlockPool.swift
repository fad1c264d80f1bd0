internal import Synchronization

/// Blocks of sound that nobody needs any more, so that their memory serves again.
///
/// To be given new memory for every segment costs a hundredth of a render's time in page faults.
final class BlockPool: Sendable {
  private let spares = Mutex<[AudioBlock]>([])

  /// An empty block.
  ///
  /// - Parameters:
  ///   - channelCount: planes, at least 1.
  ///   - capacity: frames that fit without a new buffer.
  /// - Returns: a block that was given back where one is as large, else a new one; what its planes hold
  ///   beyond its frames means nothing.
  func take(channelCount: Int, capacity: Int) -> AudioBlock {
    let spare = spares.withLock { spares in
      spares.firstIndex { $0.channelCount == channelCount && $0.capacity >= capacity }
        .map { spares.remove(at: $0) }
    }
    guard var block = spare else {
      return AudioBlock(channelCount: channelCount, capacity: capacity)
    }
    block.setFrameCount(0)
    return block
  }

  /// Throws all spare blocks away.
  func empty() { spares.withLock { $0.removeAll() } }

  /// Takes a block back.
  func give(_ block: consuming AudioBlock) {
    let block = block
    spares.withLock { $0.append(block) }
  }
}
