internal import SampleKernels

/// The peaks of one chunk, linear.
struct ChunkPeaks: Sendable {
  /// The largest magnitude of the continuous signal, at least ``samplePeak``.
  var truePeak: Float = 0
  /// The largest magnitude of a sample.
  var samplePeak: Float = 0
  /// Samples at the end of the 16-bit scale or beyond.
  var clippedSamples = 0
}

/// Finds the peaks of chunks.
///
/// Groups whose samples cannot lead to the chunk's maximum are skipped: what they can reach follows from
/// the interpolator's norm, and what its scan may miss. The loudest come first, so that speech is skipped nearly everywhere. From
/// 192 kHz on, samples are dense enough to be their own true peak.
///
/// - Source: ITU-R BS.1770-5 Annex 2.
struct PeakSearch: Sendable {
  /// The sample rate from which nothing is interpolated, in hertz.
  static let leastDenseSampleRate = 192_000
  /// Samples at or beyond the largest 16-bit code count as clipped.
  static let clippedMagnitude: Float = 32_767 / 32_768
  /// Groups at least this share of the largest sample are searched first.
  private static let loudShare: Float = 0.9

  private let historyFrames: Int
  private let groups: Int
  private let interpolates: Bool
  private let finder = InterSamplePeaks()

  /// Prepares for one stream.
  init(_ grid: MeterGrid, sampleRate: Int) {
    historyFrames = grid.historyFrames
    let size = InterSamplePeaks.framesInGroup
    groups = (grid.chunkFrames + size - 1) / size
    interpolates = sampleRate < Self.leastDenseSampleRate
  }

  /// Finds the peaks of one chunk.
  ///
  /// - Complexity: O(frames × channels), and more for each group that may hold the maximum.
  func peaks(of chunk: MeterChunk) -> ChunkPeaks {
    var found = ChunkPeaks()
    // The group before the chunk's first one and the one behind its last one are neighbours.
    let maxima = (0..<chunk.block.channelCount).map { channel in
      groupMaxima(chunk.block, channel, largest: &found.samplePeak)
    }
    if found.samplePeak >= Self.clippedMagnitude { found.clippedSamples = clippedSamples(chunk) }
    found.truePeak = found.samplePeak
    guard interpolates, found.samplePeak > 0 else { return found }
    for isLoudTurn in [true, false] {
      for (channel, plane) in maxima.enumerated() {
        search(
          chunk.block, channel, plane, limit: Self.loudShare * found.samplePeak,
          isLoudTurn: isLoudTurn, truePeak: &found.truePeak)
      }
    }
    return found
  }

  /// The largest magnitude of each group, from the one before the chunk to the one behind it.
  ///
  /// Raises `largest` to the largest magnitude of the chunk itself.
  private func groupMaxima(
    _ block: AudioBlock, _ channel: Int, largest: inout Float
  ) -> [Float] {
    let size = InterSamplePeaks.framesInGroup
    return unsafe [Float](unsafeUninitializedCapacity: groups + 2) { maxima, count in
      count = groups + 2
      guard let target = maxima.baseAddress else { return }
      unsafe block.withChannelPointer(channel) { samples in
        let first = unsafe samples + historyFrames
        _ = unsafe sk_group_maxima(first - size, 1, target)
        largest = unsafe max(largest, sk_group_maxima(first, groups, target + 1))
        _ = unsafe sk_group_maxima(first + groups * size, 1, target + groups + 1)
      }
    }
  }

  private func clippedSamples(_ chunk: MeterChunk) -> Int {
    (0..<chunk.block.channelCount).reduce(0) { sum, channel in
      unsafe chunk.block.withChannelPointer(channel) { samples in
        sum
          + (unsafe sk_count_at_least(
            samples + historyFrames, chunk.frames, Self.clippedMagnitude))
      }
    }
  }

  /// Searches the groups at or above `limit`, or those below it.
  private func search(
    _ block: AudioBlock, _ channel: Int, _ maxima: [Float], limit: Float, isLoudTurn: Bool,
    truePeak: inout Float
  ) {
    var peaks: [InterSamplePeaks.Peak] = []
    let (maxima, size) = (maxima.span, InterSamplePeaks.framesInGroup)
    block.withChannel(channel) { samples in
      for group in 1...groups where (maxima[group] >= limit) == isLoudTurn {
        let nearby = max(maxima[group - 1], maxima[group], maxima[group + 1])
        guard nearby * finder.bound > truePeak else { continue }
        finder.find(
          samples, first: historyFrames + (group - 1) * size, above: truePeak, into: &peaks)
        for peak in peaks where peak.value > truePeak { truePeak = peak.value }
        peaks.removeAll(keepingCapacity: true)
      }
    }
  }
}
