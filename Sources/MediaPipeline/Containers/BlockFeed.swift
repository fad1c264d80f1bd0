/// Deals out a stream of blocks in portions of the taker's choice.
struct BlockFeed: Sendable {
  private var block: AudioBlock?
  private var taken = 0

  /// Adds 1 to `frames` of the next frames to a block, or none at the end of the stream.
  ///
  /// - Parameters:
  ///   - target: has the stream's channels.
  ///   - frames: how many at most, at least 1.
  ///   - next: gives the next block of the stream, not an empty one; `nil` at its end.
  /// - Throws: what `next` throws.
  mutating func read(
    into target: inout AudioBlock, upTo frames: Int, next: () throws(MediaError) -> AudioBlock?
  ) throws(MediaError) {
    if block == nil {
      block = try next()
      taken = 0
    }
    guard let source = block else { return }
    let end = min(source.frameCount, taken + frames)
    target.append(source, frames: taken..<end)
    taken = end
    if end == source.frameCount { block = nil }
  }
}
