/// What a meter has read: the loudness and the peaks of a recording.
///
/// Values that are not defined are `nil`: a recording below the
/// gate has no integrated loudness, one shorter than 3 s no short-term loudness.
public struct LoudnessReading: Sendable, Hashable {
  /// How much was heard.
  public var durationSeconds: Double
  /// Frames per second.
  public var sampleRate: Int
  /// Channels per frame.
  public var channels: Int
  /// Integrated loudness (ITU-R BS.1770-5), `nil` when no 400 ms are above −70 LUFS.
  public var integratedLUFS: Double?
  /// Loudness range (EBU Tech 3342), `nil` when no 3 s are above −70 LUFS.
  public var loudnessRangeLU: Double?
  /// The largest level between or on samples (ITU-R BS.1770-5 Annex 2), `nil` in digital silence.
  public var truePeakDBTP: Double?
  /// The largest sample, `nil` in digital silence.
  public var samplePeakDBFS: Double?
  /// The loudest 400 ms, `nil` when shorter or silent.
  public var maxMomentaryLUFS: Double?
  /// The loudest 3 s, `nil` when shorter or silent.
  public var maxShortTermLUFS: Double?
  /// Loudness of everything without gates, `nil` in digital silence.
  ///
  /// A recording shorter than 400 ms has no integrated loudness; the plan then goes by this.
  public var ungatedLUFS: Double?
  /// Root mean square of all samples, dB of full scale; `nil` in digital silence and when plain
  /// squares were not summed.
  public var rmsDB: Double?
  /// How many samples are at the end of the 16-bit scale or beyond.
  public var clippedSamples: Int
  /// The stretches of half a second or more at or below −70 LUFS.
  public var silences: [TimeRange]
  /// Loudness over time.
  public var curve: LoudnessCurve

  /// Gathers a reading.
  ///
  /// - Parameters:
  ///   - durationSeconds: frames ÷ rate.
  ///   - sampleRate: frames per second.
  ///   - channels: channels per frame.
  ///   - integratedLUFS: integrated loudness.
  ///   - loudnessRangeLU: loudness range.
  ///   - truePeakDBTP: true peak.
  ///   - samplePeakDBFS: sample peak.
  ///   - maxMomentaryLUFS: loudest 400 ms.
  ///   - maxShortTermLUFS: loudest 3 s.
  ///   - ungatedLUFS: loudness without gates.
  ///   - clippedSamples: samples at full scale or beyond.
  ///   - silences: silent stretches.
  ///   - curve: loudness over time.
  public init(
    durationSeconds: Double, sampleRate: Int, channels: Int, integratedLUFS: Double? = nil,
    loudnessRangeLU: Double? = nil, truePeakDBTP: Double? = nil, samplePeakDBFS: Double? = nil,
    maxMomentaryLUFS: Double? = nil, maxShortTermLUFS: Double? = nil, ungatedLUFS: Double? = nil,
    clippedSamples: Int = 0, silences: [TimeRange] = [], curve: LoudnessCurve = .init(powers: [])
  ) {
    self.durationSeconds = durationSeconds
    self.sampleRate = sampleRate
    self.channels = channels
    self.integratedLUFS = integratedLUFS
    self.loudnessRangeLU = loudnessRangeLU
    self.truePeakDBTP = truePeakDBTP
    self.samplePeakDBFS = samplePeakDBFS
    self.maxMomentaryLUFS = maxMomentaryLUFS
    self.maxShortTermLUFS = maxShortTermLUFS
    self.ungatedLUFS = ungatedLUFS
    self.clippedSamples = clippedSamples
    self.silences = silences
    self.curve = curve
  }
}

extension LoudnessReading {
  /// From how many samples at full scale on a recording counts as clipped: fewer are the tops of a
  /// master that touches it.
  private static let leastClippedSamples = 100

  /// Whether tops of the wave are cut off.
  public var isClipped: Bool { clippedSamples >= Self.leastClippedSamples }
}
