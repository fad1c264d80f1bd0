/// One chunk of a stream, with the frames around it that its figures depend on.
struct MeterChunk: Sendable {
  /// ``MeterGrid/bufferFrames`` frames: history, the chunk, margin; silence where the stream has
  /// none.
  var block: AudioBlock
  /// The chunk's first frame in the stream.
  let start: Int
  /// How many of its frames the stream has; fewer than ``MeterGrid/chunkFrames`` only at the end.
  let frames: Int
}

/// Cuts a stream of frames into chunks.
struct ChunkCutter: Sendable {
  private let grid: MeterGrid
  private let channelCount: Int
  private var buffer: AudioBlock
  private var start = 0
  private var hasEnded = false
  private let pool = BlockPool()

  /// Prepares for one stream.
  init(_ grid: MeterGrid, channelCount: Int) {
    self.grid = grid
    self.channelCount = channelCount
    // Silence before the first frame.
    buffer = AudioBlock(
      channelCount: channelCount, frameCount: grid.historyFrames, capacity: grid.bufferFrames)
  }

  /// Frames that the chunk under way has room for.
  private var room: Int { grid.bufferFrames - buffer.frameCount }

  /// Reads until the next chunk is complete or the stream ends.
  ///
  /// - Parameter read: adds 1 to so many frames to the block, or none at the end of the stream.
  /// - Returns: the next chunk, `nil` behind the last one.
  /// - Throws: what `read` throws.
  mutating func next(
    _ read: (inout AudioBlock, Int) throws(MediaError) -> Void
  ) throws(MediaError) -> MeterChunk? {
    while !hasEnded && room > 0 {
      let before = buffer.frameCount
      try read(&buffer, room)
      hasEnded = buffer.frameCount == before
    }
    return room == 0 || hasEnded ? takeChunk() : nil
  }

  /// Takes frames of a block.
  ///
  /// - Returns: how many fitted, and the chunk that they complete.
  mutating func add(_ block: AudioBlock, from first: Int) -> (taken: Int, chunk: MeterChunk?) {
    let taken = min(room, block.frameCount - first)
    buffer.append(block, frames: first..<first + taken)
    return (taken, room == 0 ? takeChunk() : nil)
  }

  /// Ends the stream: what is left, chunk by chunk; `nil` behind the last one.
  mutating func rest() -> MeterChunk? { takeChunk() }

  /// Takes back a chunk that nobody needs any more, so that its memory serves again.
  func recycle(_ chunk: MeterChunk) { pool.give(chunk.block) }

  /// Gives away what is there of the chunk under way; what the next one needs of it stays.
  private mutating func takeChunk() -> MeterChunk? {
    let known = buffer.frameCount
    let own = min(known - grid.historyFrames, grid.chunkFrames)
    guard own > 0 else { return nil }
    var next = pool.take(channelCount: channelCount, capacity: grid.bufferFrames)
    next.append(buffer, frames: min(known, grid.chunkFrames)..<known)
    buffer.padWithSilence(to: grid.bufferFrames)
    swap(&next, &buffer)
    defer { start += own }
    return MeterChunk(block: next, start: start, frames: own)
  }
}
