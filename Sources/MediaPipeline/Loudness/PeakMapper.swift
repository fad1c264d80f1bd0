internal import SampleKernels

/// Measures the true peak of every group of a chunk.
struct PeakMapper: Sendable {
  /// Which groups are interpolated; the peak of the others is an upper bound, at most 6 dB too high.
  enum Detail: Sendable, Hashable {
    /// Those less than so far below their chunk's largest sample, as a factor.
    case near(share: Float)
    /// Those that may exceed this amplitude.
    case above(Float)

    /// For planning a limiter: −40 dB.
    ///
    /// A click may stand 20 dB above speech and be limited by as much;
    /// a bound instead of the speech's own peaks would then have the speech limited too.
    static let planning = Detail.near(share: 0.01)
  }

  private let detail: Detail
  private let grid: MeterGrid
  private let sampleRate: Int
  private let taps: [Float]
  private let norm: Float
  private let interpolates: Bool

  /// Prepares for one stream.
  init(_ grid: MeterGrid, sampleRate: Int, detail: Detail) {
    self.detail = detail
    self.grid = grid
    self.sampleRate = sampleRate
    // Within 0.14 dB of the continuous signal on clipped noise, whose energy reaches to the end of
    // the band, and closer on everything smoother.
    let kernel = InterpolationKernel(phases: 4, tapsPerPhase: Int(SK_TAPS), kaiserBeta: 6)
    taps = Array(kernel.phases.dropFirst().joined())
    interpolates = sampleRate < PeakSearch.leastDenseSampleRate
    norm = interpolates ? kernel.largestNorm : 1
  }

  /// Measures the groups that begin in a chunk; they lie on the stream's own grid.
  ///
  /// - Complexity: O(frames × channels); 144 products for each frame that is interpolated.
  func peaks(of chunk: MeterChunk, samplePeak: Float) -> [Float] {
    let size = PeakMap.framesInGroup(sampleRate: sampleRate)
    let first = (size - chunk.start % size) % size
    let groups = (chunk.frames - first + size - 1) / size
    guard groups > 0 else { return [] }
    let floor: Float =
      switch detail {
      case _ where !interpolates: .infinity
      case .near(let share): share * samplePeak
      case .above(let amplitude): amplitude
      }
    var peaks = [Float](repeating: 0, count: groups)
    for channel in 0..<chunk.block.channelCount {
      unsafe chunk.block.withChannelPointer(channel) { samples in
        unsafe sk_raise_peaks(
          taps, samples + grid.historyFrames + first, size, groups, norm, floor, &peaks)
      }
    }
    return peaks
  }
}
