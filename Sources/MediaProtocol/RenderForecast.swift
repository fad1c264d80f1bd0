/// What a render would do: the answer to a process request with `dryRun`.
public struct RenderForecast: Sendable, Hashable, Codable {
  /// The input as it was measured.
  public var input: LoudnessSummary
  /// The gain, and the limiter as far as it can be told before: no events, and the reduction that
  /// the highest peak would need.
  public var plan: PlanReport
  /// The files that would be written, in the order of the request.
  public var outputs: [PlannedOutput]
  /// The tags they would carry, by generic key.
  public var tags: [String: String]
  /// How many chapters they would carry.
  public var chapters: Int
  /// Whether they would carry a cover.
  public var hasCover: Bool
  /// Stable codes of what a person should know.
  public var warnings: [String]

  /// Puts a forecast together.
  public init(
    input: LoudnessSummary, plan: PlanReport, outputs: [PlannedOutput], tags: [String: String],
    chapters: Int, hasCover: Bool, warnings: [String]
  ) {
    self.input = input
    self.plan = plan
    self.outputs = outputs
    self.tags = tags
    self.chapters = chapters
    self.hasCover = hasCover
    self.warnings = warnings
  }
}

/// One file that would be written.
public struct PlannedOutput: Sendable, Hashable, Codable {
  /// Where.
  public var path: String
  /// `mp3`, `m4a`, `opus`, `flac` or `wav`.
  public var format: String
  /// Hertz.
  public var sampleRate: Int
  /// 1 or 2.
  public var channels: Int
  /// Bits a second; 0 where nothing is lost, and where a quality decides.
  public var bitRate: Int
  /// Everything decided about it, in the order in which a person would explain it.
  public var decisions: [PlanDecision]?
  /// One row a channel of the file, one factor a channel of the recording; nil when nothing is mixed.
  public var matrix: [[Double]]?

  /// Describes one file.
  public init(path: String, format: String, sampleRate: Int, channels: Int, bitRate: Int) {
    self.path = path
    self.format = format
    self.sampleRate = sampleRate
    self.channels = channels
    self.bitRate = bitRate
  }
}
