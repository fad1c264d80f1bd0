/// The loudness of one file: the object of `studio measure --json` and the report's `input`.
///
/// A figure that is undefined, as for silence, is null and its key is present (DESIGN §7).
public struct LoudnessSummary: Sendable, Hashable, Codable {
  /// The file, as the request named it.
  public var file: String
  /// Its playing time, from the samples decoded.
  public var durationSeconds: Double
  /// Frames a second.
  public var sampleRate: Int
  /// Its channels.
  public var channels: Int
  /// Integrated loudness (ITU-R BS.1770-5), LUFS.
  public var integratedLUFS: Double?
  /// Loudness range (EBU Tech 3342), LU.
  public var loudnessRangeLU: Double?
  /// True peak (ITU-R BS.1770-5 Annex 2), dBTP.
  public var truePeakDBTP: Double?
  /// Largest sample, dBFS.
  public var samplePeakDBFS: Double?
  /// Largest momentary loudness (400 ms), LUFS.
  public var maxMomentaryLUFS: Double?
  /// Largest short-term loudness (3 s), LUFS.
  public var maxShortTermLUFS: Double?
  /// Samples at the end of the 16-bit scale or beyond.
  public var clippedSamples = 0
  /// Stretches of half a second or more at or below −70 LUFS, in order.
  public var silences: [LoudnessCourse.Stretch] = []
  /// Packets that could not be decoded and were skipped.
  public var damagedPackets = 0
  /// Samples that were not finite or far beyond full scale, and were replaced.
  public var repairedSamples = 0
  /// Stable codes of what a person should know, such as `truncated`.
  public var warnings: [String] = []
  /// Loudness over time; only when asked for, and never part of the contract's JSON.
  public var course: LoudnessCourse?

  /// Puts the figures together.
  public init(
    file: String, durationSeconds: Double, sampleRate: Int, channels: Int,
    integratedLUFS: Double?, loudnessRangeLU: Double?, truePeakDBTP: Double?,
    samplePeakDBFS: Double?, maxMomentaryLUFS: Double?, maxShortTermLUFS: Double?
  ) {
    self.file = file
    self.durationSeconds = durationSeconds
    self.sampleRate = sampleRate
    self.channels = channels
    self.integratedLUFS = integratedLUFS
    self.loudnessRangeLU = loudnessRangeLU
    self.truePeakDBTP = truePeakDBTP
    self.samplePeakDBFS = samplePeakDBFS
    self.maxMomentaryLUFS = maxMomentaryLUFS
    self.maxShortTermLUFS = maxShortTermLUFS
  }

  /// Writes every key, also those whose figure is undefined.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(durationSeconds, forKey: .durationSeconds)
    try container.encode(sampleRate, forKey: .sampleRate)
    try container.encode(channels, forKey: .channels)
    try container.encode(integratedLUFS, forKey: .integratedLUFS)
    try container.encode(loudnessRangeLU, forKey: .loudnessRangeLU)
    try container.encode(truePeakDBTP, forKey: .truePeakDBTP)
    try container.encode(samplePeakDBFS, forKey: .samplePeakDBFS)
    try container.encode(maxMomentaryLUFS, forKey: .maxMomentaryLUFS)
    try container.encode(maxShortTermLUFS, forKey: .maxShortTermLUFS)
    try container.encode(clippedSamples, forKey: .clippedSamples)
    try container.encode(silences, forKey: .silences)
    try container.encode(damagedPackets, forKey: .damagedPackets)
    try container.encode(repairedSamples, forKey: .repairedSamples)
    try container.encode(warnings, forKey: .warnings)
    try container.encodeIfPresent(course, forKey: .course)
  }
}
