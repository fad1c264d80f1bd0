/// Loudness over time, for a picture; sent only when asked for.
public struct LoudnessCourse: Sendable, Hashable, Codable {
  /// One part of the recording.
  public struct Stretch: Sendable, Hashable, Codable {
    /// Where it starts, seconds.
    public var startSeconds: Double
    /// Where it ends, seconds.
    public var endSeconds: Double

    /// Names a part.
    public init(startSeconds: Double, endSeconds: Double) {
      self.startSeconds = startSeconds
      self.endSeconds = endSeconds
    }
  }

  /// The distance between two values, seconds.
  public var stepSeconds: Double
  /// Loudness of the 400 ms that end with each step, LUFS; nil in silence and before 400 ms.
  public var momentaryLUFS: [Double?]
  /// Loudness of the 3 s that end with each step, LUFS; nil in silence and before 3 s.
  public var shortTermLUFS: [Double?]
  /// Stretches of half a second or more at or below −70 LUFS.
  public var silences: [Stretch]
  /// Where the true peak is above −1 dBTP, the loudest of every second; nil when not looked for.
  public var peaks: [Peak]?

  /// A true peak that stands out.
  public struct Peak: Sendable, Hashable, Codable {
    /// When, seconds.
    public var timeSeconds: Double
    /// How high, dBTP.
    public var truePeakDBTP: Double

    /// Names a peak.
    public init(timeSeconds: Double, truePeakDBTP: Double) {
      self.timeSeconds = timeSeconds
      self.truePeakDBTP = truePeakDBTP
    }
  }

  /// Puts a course together.
  public init(
    stepSeconds: Double, momentaryLUFS: [Double?], shortTermLUFS: [Double?], silences: [Stretch]
  ) {
    self.stepSeconds = stepSeconds
    self.momentaryLUFS = momentaryLUFS
    self.shortTermLUFS = shortTermLUFS
    self.silences = silences
  }
}
