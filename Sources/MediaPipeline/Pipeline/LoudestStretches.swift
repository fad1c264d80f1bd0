/// Keeps the few stretches of a programme with the highest peaks.
///
/// Encoders are tried on them, because what an encoder adds matters where peaks reach the ceiling.
struct LoudestStretches {
  /// The grid of the chunks that are heard.
  let grid: MeterGrid
  /// Highest peak first.
  private var kept: [(peak: Float, stretch: SegmentSound.Stretch)] = []

  /// How many, and how long each, seconds: half a minute of encoding is 1 % of an hour.
  private static let count = 3
  private static let seconds = 10

  /// Starts with none.
  init(_ grid: MeterGrid) { self.grid = grid }

  /// The stretches kept.
  var stretches: [SegmentSound.Stretch] { kept.map(\.stretch) }

  /// Hears a chunk of the programme and what was measured of it.
  mutating func hear(_ chunk: MeterChunk, _ metered: MeteredChunk) {
    let peak = metered.peaks.samplePeak
    // The first of equal ones stays, so that the choice is the same on every machine.
    guard kept.count < Self.count || peak > kept[kept.count - 1].peak else { return }
    let place = kept.firstIndex { $0.peak < peak } ?? kept.count
    kept.insert((peak, stretch(of: chunk, around: peak)), at: place)
    if kept.count > Self.count { kept.removeLast() }
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
