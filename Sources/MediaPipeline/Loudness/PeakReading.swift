/// The peaks of a recording.
public struct PeakReading: Sendable, Hashable {
  /// The largest level between or on samples, `nil` in digital silence.
  public let truePeakDBTP: Double?
  /// The largest sample, `nil` in digital silence.
  public let samplePeakDBFS: Double?
  /// How many samples are at the end of the 16-bit scale or beyond.
  public let clippedSamples: Int
}
