/// Keeps the loudest moments of all parts of a programme.
///
/// Encoders are tried on them: what an encoder adds to peaks depends on the sound, and a programme
/// has several. Parts grow with the programme, so that their number stays the same.
struct LoudestStretches {
  /// The grid of the chunks that are heard.
  let grid: MeterGrid
  /// The loudest of each part, in order of time.
  private var kept: [(peak: Float, stretch: SegmentSound.Stretch)] = []
  /// Chunks in a part, and of the last one so far.
  private var chunksInPart = 1
  private var chunksInLast = 0

  /// Parts at most, and how long each moment is, seconds: half a minute of encoding in all, 1 % of
  /// an hour.
  private static let parts = 12
  private static let seconds = 3

  /// Starts with none.
  init(_ grid: MeterGrid) { self.grid = grid }

  /// The stretches kept.
  var stretches: [SegmentSound.Stretch] { kept.map(\.stretch) }

  /// Hears a chunk of the programme and what was measured of it.
  mutating func hear(_ chunk: MeterChunk, _ metered: MeteredChunk) {
    let peak = metered.peaks.samplePeak
    if kept.isEmpty || chunksInLast == chunksInPart {
      if kept.count == Self.parts { joinParts() }
      kept.append((peak, stretch(of: chunk, around: peak)))
      chunksInLast = 1
      return
    }
    chunksInLast += 1
    // The first of equal ones stays, so that the choice is the same on every machine.
    if peak > kept[kept.count - 1].peak {
      kept[kept.count - 1] = (peak, stretch(of: chunk, around: peak))
    }
  }

  /// Makes one part of every two, so that each is twice as long.
  private mutating func joinParts() {
    kept = stride(from: 0, to: kept.count, by: 2).map { first in
      kept[first + 1].peak > kept[first].peak ? kept[first + 1] : kept[first]
    }
    chunksInPart *= 2
  }

  /// The seconds of a chunk in whose middle its peak lies, or as near to it as they can.
  private func stretch(of chunk: MeterChunk, around peak: Float) -> SegmentSound.Stretch {
    let length = min(chunk.frames, Self.seconds * grid.sampleRate)
    let own = grid.historyFrames..<grid.historyFrames + chunk.frames
    var middle = own.lowerBound
    for channel in 0..<chunk.block.channelCount {
      chunk.block.withChannel(channel) { samples in
        if let frame = own.first(where: { abs(samples[$0]) >= peak }) { middle = frame }
      }
    }
    let start = min(max(own.lowerBound, middle - length / 2), own.upperBound - length)
    return SegmentSound.Stretch(
      firstFrame: chunk.start + start - own.lowerBound,
      block: chunk.block.slice(start..<start + length))
  }
}
