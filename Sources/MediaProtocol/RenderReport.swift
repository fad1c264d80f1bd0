/// What one run of the pipeline did, and the proof of what it wrote (DESIGN §7).
public struct RenderReport: Sendable, Hashable, Codable {
  /// The input as it was measured.
  public var input: LoudnessSummary
  /// What was decided, and why.
  public var plan: PlanReport
  /// The files written, in the order of the request.
  public var deliverables: [DeliverableReport]
  /// Stable codes of what a person should know, such as `silence` and `truncated`.
  public var warnings: [String]
  /// Seconds of wall time by stage.
  public var timings: [String: Double]
  /// What the bytes depend on beside input and settings: library versions, CPU features, encoder
  /// options.
  public var environment: [String: String]

  /// Puts a report together.
  public init(
    input: LoudnessSummary, plan: PlanReport, deliverables: [DeliverableReport],
    warnings: [String], timings: [String: Double], environment: [String: String]
  ) {
    self.input = input
    self.plan = plan
    self.deliverables = deliverables
    self.warnings = warnings
    self.timings = timings
    self.environment = environment
  }

  /// The same report without loudness over time: what is printed and kept.
  public var withoutCourses: RenderReport {
    var report = self
    report.input.course = nil
    for index in report.deliverables.indices { report.deliverables[index].course = nil }
    return report
  }
}

/// The decisions of a render.
public struct PlanReport: Sendable, Hashable, Codable {
  /// The level to reach, LUFS; dB RMS where ``targetMeasure`` says so.
  public var targetLUFS: Double
  /// `rms` where the target counts the root mean square; nil for loudness.
  public var targetMeasure: String?
  /// The true-peak ceiling that holds on the decoded deliverable, dBTP.
  public var ceilingDBTP: Double
  /// The one linear gain, dB.
  public var gainDB: Double
  /// What the limiter did.
  public var limiter: LimiterReport

  /// Puts the decisions together.
  public init(
    targetLUFS: Double, ceilingDBTP: Double, gainDB: Double, limiter: LimiterReport
  ) {
    self.targetLUFS = targetLUFS
    self.ceilingDBTP = ceilingDBTP
    self.gainDB = gainDB
    self.limiter = limiter
  }
}

/// What the limiter did.
public struct LimiterReport: Sendable, Hashable, Codable {
  /// Whether it acted at all.
  public var active: Bool
  /// The largest reduction, dB, not negative.
  public var maxReductionDB: Double
  /// When it acted, in order.
  public var events: [LimiterEvent]

  /// Describes the limiter's work.
  public init(active: Bool, maxReductionDB: Double, events: [LimiterEvent]) {
    self.active = active
    self.maxReductionDB = maxReductionDB
    self.events = events
  }
}

/// One stretch over which the limiter acted.
public struct LimiterEvent: Sendable, Hashable, Codable {
  /// Where it starts, seconds on the output's timeline.
  public var startSeconds: Double
  /// Where it ends.
  public var endSeconds: Double
  /// The largest reduction within it, dB, not negative.
  public var maxReductionDB: Double

  /// Describes one stretch.
  public init(startSeconds: Double, endSeconds: Double, maxReductionDB: Double) {
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
    self.maxReductionDB = maxReductionDB
  }
}

/// One file written, measured after decoding it again.
public struct DeliverableReport: Sendable, Hashable, Codable {
  /// What was measured on the decoded file.
  public struct Verified: Sendable, Hashable, Codable {
    /// Integrated loudness, LUFS; nil for silence.
    public var integratedLUFS: Double?
    /// True peak, dBTP; nil for silence.
    public var truePeakDBTP: Double?
    /// Root mean square, dB; only where the target counts it.
    public var rmsDB: Double?

    /// Pairs the two figures.
    public init(integratedLUFS: Double?, truePeakDBTP: Double?) {
      self.integratedLUFS = integratedLUFS
      self.truePeakDBTP = truePeakDBTP
    }

    /// Writes both keys, also those whose figure is undefined.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(integratedLUFS, forKey: .integratedLUFS)
      try container.encode(truePeakDBTP, forKey: .truePeakDBTP)
      try container.encodeIfPresent(rmsDB, forKey: .rmsDB)
    }
  }

  /// Where it is.
  public var path: String
  /// `mp3`, `m4a`, `opus`, `flac` or `wav`.
  public var format: String
  /// Its size.
  public var bytes: Int
  /// Bits a second, on average.
  public var bitRate: Int
  /// Its playing time, gapless.
  public var durationSeconds: Double
  /// SHA-256 of its bytes, lower-case hexadecimal.
  public var sha256: String
  /// The proof.
  public var verified: Verified
  /// Everything decided about it, in the order in which a person would explain it.
  public var decisions: [PlanDecision]?
  /// One row a channel of the file, one factor a channel of the recording; nil when nothing was mixed.
  public var matrix: [[Double]]?
  /// What its limiter did.
  public var limiter: LimiterReport?
  /// Loudness over time of the decoded file; only when asked for.
  public var course: LoudnessCourse?

  /// Describes one file.
  public init(
    path: String, format: String, bytes: Int, bitRate: Int, durationSeconds: Double,
    sha256: String, verified: Verified
  ) {
    self.path = path
    self.format = format
    self.bytes = bytes
    self.bitRate = bitRate
    self.durationSeconds = durationSeconds
    self.sha256 = sha256
    self.verified = verified
  }
}
