internal import Synchronization

/// Decodes and measures an MP3 chunk by chunk, as its frames become final.
///
/// What a chunk reads follows from the frames it takes. Whoever writes frames first lets forget what
/// was read from those they replace; in a later pass only such chunks are decoded again. So what is
/// proved is what is in the file.
final class MP3Proof: Sendable {
  /// What one chunk reads.
  private struct Entry: Sendable {
    let metered: MeteredChunk
    let overs: [CeilingCurve.Over]
  }

  private let format: MP3Format
  private let meter: ChunkMeter
  private let ceilingDBTP: Double
  /// Frames of audio of the whole programme.
  private let frameCount: Int
  private let entries: Mutex<[Entry?]>
  private let pool = BlockPool()

  /// Prepares for one MP3.
  init(format: MP3Format, frameCount: Int, target: LevelTarget) {
    self.format = format
    self.frameCount = frameCount
    ceilingDBTP = target.ceilingDBTP
    meter = ChunkMeter(format: format.audio, options: .proof(of: target))
    let size = meter.grid.chunkFrames
    entries = Mutex(Array(repeating: nil, count: (frameCount + size - 1) / size))
  }

  /// How many chunks there are.
  var chunkCount: Int { entries.withLock { $0.count } }

  /// The frames of audio that a chunk is measured from.
  func samples(of chunk: Int) -> Range<Int> {
    let grid = meter.grid
    let start = chunk * grid.chunkFrames
    return max(
      0, start - grid.historyFrames)..<min(frameCount, start + grid.chunkFrames + grid.marginFrames)
  }

  /// The MP3 frames that decoding a chunk takes; the last may lie behind the programme's last.
  func framesNeeded(for chunk: Int) -> Range<Int> {
    MP3FrameDecoder.framesNeeded(for: samples(of: chunk), format: format)
  }

  /// Whether a chunk has to be measured, for the first time or again.
  func isMissing(_ chunk: Int) -> Bool { entries.withLock { $0[chunk] == nil } }

  /// Forgets what was read from frames that are about to be replaced.
  ///
  /// - Complexity: O(chunks).
  func forget(_ frames: Range<Int>) {
    entries.withLock { entries in
      for chunk in entries.indices
      where entries[chunk] != nil && framesNeeded(for: chunk).overlaps(frames) {
        entries[chunk] = nil
      }
    }
  }

  /// Decodes and measures a chunk.
  ///
  /// - Parameters:
  ///   - chunk: its number.
  ///   - frames: final frames that hold all that decoding it takes.
  /// - Throws: ``MediaError`` with code `unreadable`.
  func measure(_ chunk: Int, from frames: MP3Frames) throws(MediaError) {
    let grid = meter.grid
    let range = samples(of: chunk)
    let start = chunk * grid.chunkFrames
    var block = pool.take(channelCount: format.channels, capacity: grid.bufferFrames)
    block.padWithSilence(to: grid.historyFrames - (start - range.lowerBound))
    try MP3FrameDecoder.decode(range, from: frames, format: format, into: &block)
    block.padWithSilence(to: grid.bufferFrames)
    let heard = MeterChunk(
      block: block, start: start, frames: min(grid.chunkFrames, frameCount - start))
    var metered = meter.measure(heard)
    pool.give(heard.block)
    let overs = metered.takeOvers(
      from: start, sampleRate: format.sampleRate, ceilingDBTP: ceilingDBTP)
    let entry = Entry(metered: metered, overs: overs)
    entries.withLock { $0[chunk] = entry }
  }

  /// What the whole reads.
  ///
  /// - Throws: ``MediaError`` with code `outputUnwritable` when a chunk was never final.
  func proof() throws(MediaError) -> Proof {
    pool.empty()
    var tally = MeterTally(format: format.audio)
    var overs: [CeilingCurve.Over] = []
    for chunk in 0..<chunkCount {
      guard let entry = entries.withLock({ $0[chunk] }) else {
        throw MediaError(.outputUnwritable, detail: "fewer MP3 frames than the programme needs")
      }
      tally.add(entry.metered)
      overs += entry.overs
    }
    return Proof(reading: tally.reading(), overs: overs)
  }
}

extension MP3Format {
  /// Rate and channels of what is decoded.
  var audio: AudioFormat {
    channels == 1 ? .mono(sampleRate: sampleRate) : .stereo(sampleRate: sampleRate)
  }
}
