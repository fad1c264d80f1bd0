internal import SampleKernels

/// The smallest and the largest sample of every stretch of a recording, for drawing its waveform.
public struct WaveformPeaks: Sendable, Hashable {
  /// Frames per second of the recording.
  public let sampleRate: Int
  /// How many channels each point has.
  public let channelCount: Int
  /// Frames of one point; the last point may have fewer.
  public let framesPerPoint: Int
  /// 16-bit values, full scale ±32 767: of each point, channel by channel, the smallest and the
  /// largest sample.
  public private(set) var values: [Int16] = []
  /// Frames heard.
  private var frames = 0

  /// How many points there are.
  public var count: Int { values.count / (2 * channelCount) }

  /// Measures one chunk; points lie on the stream's own grid, so that its first one may be the end
  /// of one that the chunk before began.
  init(of chunk: MeterChunk, grid: MeterGrid, framesPerPoint: Int) {
    precondition(framesPerPoint > 0, "a point has at least one frame")
    sampleRate = grid.sampleRate
    channelCount = chunk.block.channelCount
    self.framesPerPoint = framesPerPoint
    frames = chunk.frames
    let before = chunk.start % framesPerPoint
    let points = (before + chunk.frames + framesPerPoint - 1) / framesPerPoint
    values = [Int16](repeating: 0, count: 2 * channelCount * points)
    for channel in 0..<channelCount {
      for point in 0..<points {
        let first = max(0, point * framesPerPoint - before)
        let end = min(chunk.frames, (point + 1) * framesPerPoint - before)
        var (smallest, largest): (Float, Float) = (0, 0)
        unsafe chunk.block.withChannelPointer(channel) { samples in
          unsafe sk_extremes(
            samples + grid.historyFrames + first, end - first, &smallest, &largest)
        }
        let index = 2 * (point * channelCount + channel)
        values[index] = Self.value(smallest)
        values[index + 1] = Self.value(largest)
      }
    }
  }

  /// Adds the stretch that follows.
  mutating func append(contentsOf other: WaveformPeaks) {
    precondition(
      other.channelCount == channelCount && other.framesPerPoint == framesPerPoint,
      "waveforms of different shape")
    var rest = other.values[...]
    if !frames.isMultiple(of: framesPerPoint) {
      let width = 2 * channelCount
      let open = values.count - width
      for index in stride(from: 0, to: width, by: 2) {
        values[open + index] = min(values[open + index], rest[index])
        values[open + index + 1] = max(values[open + index + 1], rest[index + 1])
      }
      rest = rest.dropFirst(width)
    }
    values.append(contentsOf: rest)
    frames += other.frames
  }

  /// A sample as a 16-bit value; beyond full scale it is cut.
  private static func value(_ sample: Float) -> Int16 {
    Int16(max(-32_767, min(32_767, (sample * 32_767).rounded())))
  }
}
