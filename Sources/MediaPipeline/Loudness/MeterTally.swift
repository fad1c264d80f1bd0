/// Puts the figures of chunks together, in order.
struct MeterTally: Sendable {
  private let format: AudioFormat
  private let keepsSteps: Bool
  private var windows: LoudnessWindows
  private var stepEnergies: [Float] = []
  private var totalEnergy = 0.0
  private var openEnergy = 0.0
  private var stepSquares: [Float] = []
  private var totalSquares = 0.0
  private var openSquares = 0.0
  private var frames = 0
  private var peaks = ChunkPeaks()
  private var map: PeakMap?
  private var waveform: WaveformPeaks?

  /// Prepares for one stream.
  ///
  /// - Parameters:
  ///   - format: rate and channels.
  ///   - keepsSteps: whether ``record()`` is to have the energies of all steps.
  init(format: AudioFormat, keepsSteps: Bool = false) {
    self.format = format
    self.keepsSteps = keepsSteps
    windows = LoudnessWindows(sampleRate: format.sampleRate)
  }

  /// Adds the chunk that follows.
  mutating func add(_ chunk: MeteredChunk) {
    frames += chunk.frames
    for energy in chunk.energies {
      totalEnergy += Double(energy)
      windows.add(Double(energy))
    }
    openEnergy = chunk.openEnergy
    for square in chunk.squares { totalSquares += Double(square) }
    openSquares = chunk.openSquares
    if keepsSteps {
      stepEnergies += chunk.energies
      stepSquares += chunk.squares
    }
    peaks.truePeak = max(peaks.truePeak, chunk.peaks.truePeak)
    peaks.samplePeak = max(peaks.samplePeak, chunk.peaks.samplePeak)
    peaks.clippedSamples += chunk.peaks.clippedSamples
    if let peaks = chunk.groupPeaks {
      if map == nil { map = PeakMap(sampleRate: format.sampleRate) }
      map?.append(contentsOf: peaks)
    }
    if let part = chunk.waveform {
      waveform == nil ? waveform = part : waveform?.append(contentsOf: part)
    }
  }

  /// Everything measured so far.
  ///
  /// - Complexity: O(seconds × log seconds).
  func record() -> MeterRecord {
    let isOpen = keepsSteps && MeterGrid(format).boundary(stepEnergies.count) < frames
    return MeterRecord(
      reading: reading(),
      stepEnergies: isOpen ? stepEnergies + [Float(openEnergy)] : stepEnergies,
      stepSquares: isOpen ? stepSquares + [Float(openSquares)] : stepSquares,
      peakMap: map, waveform: waveform)
  }

  /// A window that is not complete does not count, except in `ungatedLUFS`.
  func reading() -> LoudnessReading {
    let curve = LoudnessCurve(powers: Array(windows.powers(tenthsInWindow: 1)))
    let samples = Double(max(1, frames) * format.channelCount)
    let power = (totalEnergy + openEnergy) / Double(max(1, frames))
    var reading = LoudnessReading(
      durationSeconds: Double(frames) / Double(format.sampleRate),
      sampleRate: format.sampleRate,
      channels: format.channelCount,
      integratedLUFS: GatedLoudness.integratedLUFS(windows.powers(tenthsInWindow: 4)),
      loudnessRangeLU: GatedLoudness.rangeLU(windows.powers(tenthsInWindow: 30)),
      truePeakDBTP: Decibels.level(amplitude: Double(peaks.truePeak)),
      samplePeakDBFS: Decibels.level(amplitude: Double(peaks.samplePeak)),
      maxMomentaryLUFS: Decibels.loudness(power: windows.maxMomentaryPower),
      maxShortTermLUFS: Decibels.loudness(power: windows.maxShortTermPower),
      ungatedLUFS: Decibels.loudness(power: power),
      clippedSamples: peaks.clippedSamples,
      silences: curve.silences(),
      curve: curve)
    reading.rmsDB = Decibels.level(power: (totalSquares + openSquares) / samples)
    return reading
  }
}

/// Everything that one pass over a stream finds out.
struct MeterRecord: Sendable {
  /// Loudness, peaks, silences.
  let reading: LoudnessReading
  /// Weighted, K-weighted sum of squares of each 10 ms, the last one as far as the stream has it; empty
  /// when not asked for.
  ///
  /// What a gain does to the loudness follows from it without reading the sound again.
  let stepEnergies: [Float]
  /// Plain sum of squares of each 10 ms over all channels; empty when not asked for.
  let stepSquares: [Float]
  /// The true peak of every short group; `nil` when not asked for.
  var peakMap: PeakMap?
  /// Smallest and largest samples for drawing; `nil` when not asked for.
  let waveform: WaveformPeaks?
}
