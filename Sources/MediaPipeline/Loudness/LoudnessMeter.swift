/// Measures loudness and peaks of a stream in one pass, at its own sample rate.
///
/// The digits do not depend on the sizes of the blocks in which the stream arrives.
///
/// - Source: ITU-R BS.1770-5, EBU R 128, EBU Tech 3341 and 3342.
public struct LoudnessMeter: Sendable {
  /// The stream being measured.
  public let format: AudioFormat

  private var power: KWeightedPower
  private var windows: LoudnessWindows
  private var peaks: TruePeakMeter?
  private var framesLeftInStep: Int
  private var frames = 0
  private var closedEnergy = 0.0

  /// Prepares for one stream.
  ///
  /// - Parameters:
  ///   - format: rate and loudspeakers; they decide the channels' weights.
  ///   - dualMono: count a single channel twice, as it is heard from two loudspeakers (+3.01 LU).
  public init(format: AudioFormat, dualMono: Bool = false) {
    self.init(format: format, dualMono: dualMono, measuresPeaks: true)
  }

  /// Prepares for one stream, with or without the peaks.
  ///
  /// Without them, true peak and sample peak read `nil`; long tones, on which every crest is as
  /// high as the highest, are then read several times as fast.
  init(format: AudioFormat, dualMono: Bool = false, measuresPeaks: Bool) {
    self.format = format
    var weights = format.loudnessWeights
    if dualMono && weights.count == 1 { weights[0] *= 2 }
    power = KWeightedPower(weights: weights, weighting: KWeighting(sampleRate: format.sampleRate))
    windows = LoudnessWindows(sampleRate: format.sampleRate)
    peaks = measuresPeaks ? TruePeakMeter(format: format) : nil
    framesLeftInStep = windows.framesInStep
  }

  /// Hears more of the stream.
  ///
  /// - Parameter block: any number of frames with the format's channels; finite samples.
  /// - Complexity: O(frames × channels).
  public mutating func add(_ block: AudioBlock) {
    precondition(block.channelCount == format.channelCount, "channel count differs from the format")
    var start = 0
    while start < block.frameCount {
      let end = min(block.frameCount, start + framesLeftInStep)
      power.add(block, frames: start..<end)
      framesLeftInStep -= end - start
      start = end
      if framesLeftInStep == 0 { closeStep() }
    }
    frames += block.frameCount
    peaks?.add(block)
  }

  /// Reads the meter; more may be added afterwards.
  ///
  /// A window that is not complete does not count, except in `ungatedLUFS`.
  ///
  /// - Returns: everything measured so far.
  /// - Complexity: O(seconds × log seconds).
  public func reading() -> LoudnessReading {
    let rate = Double(format.sampleRate)
    let total = closedEnergy + power.stretchEnergy
    let curve = LoudnessCurve(powers: windows.powers(tenthsInWindow: 1))
    let peak = peaks?.reading()
    return LoudnessReading(
      durationSeconds: Double(frames) / rate,
      sampleRate: format.sampleRate,
      channels: format.channelCount,
      integratedLUFS: GatedLoudness.integratedLUFS(windows.powers(tenthsInWindow: 4)),
      loudnessRangeLU: GatedLoudness.rangeLU(windows.powers(tenthsInWindow: 30)),
      truePeakDBTP: peak?.truePeakDBTP,
      samplePeakDBFS: peak?.samplePeakDBFS,
      maxMomentaryLUFS: Decibels.loudness(power: windows.maxMomentaryPower),
      maxShortTermLUFS: Decibels.loudness(power: windows.maxShortTermPower),
      ungatedLUFS: frames == 0 ? nil : Decibels.loudness(power: total / Double(frames)),
      clippedSamples: peak?.clippedSamples ?? 0,
      silences: curve.silences(),
      curve: curve)
  }

  private mutating func closeStep() {
    let energy = power.closeStretch()
    closedEnergy += energy
    windows.add(energy)
    framesLeftInStep = windows.framesInStep
  }
}
