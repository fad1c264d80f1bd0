internal import SampleKernels

/// Measures chunks: a pure function of their frames, for any thread.
struct ChunkMeter: Sendable {
  /// What to find out besides loudness.
  struct Options: Sendable {
    /// True peak, sample peak, clipping.
    var peaks = true
    /// The peak of every group, for a limiter's plan.
    var peakMap: PeakMapper.Detail?
    /// Plain sums of squares of every step too, for the root mean square.
    var squares = false
    /// Whether the energies of all steps are kept, for a plan.
    var keepsSteps = false
    /// Frames of a waveform's point; `nil` for no waveform.
    var framesPerPoint: Int?
  }

  let grid: MeterGrid
  let options: Options
  private let weights: [Double]
  private let filter: sk_k_filter
  private let peakSearch: PeakSearch?
  private let mapper: PeakMapper?

  /// Prepares for one stream.
  ///
  /// - Parameters:
  ///   - format: rate and loudspeakers; they decide the channels' weights.
  ///   - dualMono: count a single channel twice.
  ///   - options: what to find out.
  init(format: AudioFormat, dualMono: Bool = false, options: Options = Options()) {
    grid = MeterGrid(format)
    self.options = options
    let weighting = KWeighting(sampleRate: format.sampleRate)
    // Both filters' first numerator terms only scale; they are applied once, to the sums.
    let gain = weighting.shelf.b0 * weighting.highPass.b0
    let twice: Double = dualMono && format.channelCount == 1 ? 2 : 1
    weights = format.loudnessWeights.map { $0 * twice * gain * gain }
    filter = sk_k_filter(
      high_pass_a1: weighting.highPass.a1, high_pass_a2: weighting.highPass.a2,
      shelf_b1: weighting.shelf.b1 / weighting.shelf.b0,
      shelf_b2: weighting.shelf.b2 / weighting.shelf.b0,
      shelf_a1: weighting.shelf.a1, shelf_a2: weighting.shelf.a2)
    peakSearch = options.peaks ? PeakSearch(grid, sampleRate: format.sampleRate) : nil
    let grid = grid
    mapper = options.peakMap.map {
      PeakMapper(grid, sampleRate: format.sampleRate, detail: $0)
    }
  }

  /// Measures one chunk.
  ///
  /// - Complexity: O(chunk's frames × channels).
  func measure(_ chunk: MeterChunk) -> MeteredChunk {
    let complete = grid.completeSteps(chunk.frames)
    let energies = energies(of: chunk.block)
    let squares = options.squares ? squares(of: chunk.block) : []
    let peaks = peakSearch?.peaks(of: chunk) ?? ChunkPeaks()
    return MeteredChunk(
      frames: chunk.frames,
      energies: energies.prefix(complete).map(Float.init),
      openEnergy: complete < energies.count ? energies[complete] : 0,
      squares: squares.prefix(complete).map(Float.init),
      openSquares: complete < squares.count ? squares[complete] : 0,
      peaks: peaks,
      groupPeaks: mapper?.peaks(of: chunk, samplePeak: peaks.samplePeak),
      waveform: options.framesPerPoint.map {
        WaveformPeaks(of: chunk, grid: grid, framesPerPoint: $0)
      })
  }

  /// The sum of squares of each step of the chunk, all channels alike, nothing filtered.
  private func squares(of block: AudioBlock) -> [Double] {
    var sums = [Double](repeating: 0, count: MeterGrid.lanes * grid.laneSteps)
    for channel in 0..<block.channelCount {
      block.withChannel(channel) { samples in
        for step in sums.indices {
          // A chunk begins with a whole second, where steps begin anew.
          let start = grid.historyFrames + grid.boundary(step)
          var sum = 0.0
          for frame in start..<grid.historyFrames + grid.boundary(step + 1) {
            let sample = Double(samples[frame])
            sum += sample * sample
          }
          if sum.isFinite { sums[step] += sum }
        }
      }
    }
    return sums
  }

  /// The weighted sum of squares of each step of the chunk.
  private func energies(of block: AudioBlock) -> [Double] {
    let (steps, laneSteps) = (grid.stepFrames.count, grid.laneSteps)
    var sums = [Double](repeating: 0, count: MeterGrid.lanes * laneSteps)
    var channel = [Double](repeating: 0, count: MeterGrid.lanes * steps)
    for (index, weight) in weights.enumerated() where weight != 0 {
      unsafe withUnsafePointer(to: filter) { filter in
        unsafe block.withChannelPointer(index) { samples in
          unsafe sk_k_energies(
            filter, samples, grid.laneFrames, grid.stepFrames, steps, &channel)
        }
      }
      for lane in 0..<MeterGrid.lanes {
        let first = lane * steps + MeterGrid.warmUpSteps
        for step in 0..<laneSteps {
          sums[lane * laneSteps + step] += weight * channel[first + step]
        }
      }
    }
    return sums
  }
}

/// What one chunk measures.
struct MeteredChunk: Sendable {
  /// Frames of the stream in it.
  let frames: Int
  /// Weighted sum of squares of each complete step of 10 ms, K-weighted; 1.4 MB an hour.
  let energies: [Float]
  /// The same of the step that the stream's end leaves open, with the filters' last ringing.
  let openEnergy: Double
  /// Sum of squares of each complete step, all channels, unfiltered; empty when not asked for.
  let squares: [Float]
  /// The same of the open step.
  let openSquares: Double
  let peaks: ChunkPeaks
  /// The true peak of every group that begins in the chunk, linear; `nil` when not asked for.
  var groupPeaks: [Float]?
  let waveform: WaveformPeaks?
}
