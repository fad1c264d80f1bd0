public import MediaProtocol

extension LoudnessCourse {
  /// The course of a reading's loudness, rounded to what a picture can show.
  ///
  /// - Parameter reading: what the meter read.
  /// - Complexity: O(seconds).
  public init(_ reading: LoudnessReading) {
    let curve = reading.curve
    self.init(
      stepSeconds: LoudnessCurve.stepSeconds,
      momentaryLUFS: curve.powers.indices.map { Self.rounded(curve.momentaryLUFS(at: $0)) },
      shortTermLUFS: curve.powers.indices.map { Self.rounded(curve.shortTermLUFS(at: $0)) },
      silences: reading.silences.map(Stretch.init))
  }

  /// To 0.1 LU: a course of ten hours is then two megabytes of JSON, not twelve.
  private static func rounded(_ loudness: Double?) -> Double? {
    loudness.map { ($0 * 10).rounded() / 10 }
  }
}

extension LoudnessCourse.Stretch {
  /// A part of the recording as it is sent.
  init(_ range: TimeRange) {
    self.init(startSeconds: range.startSeconds, endSeconds: range.endSeconds)
  }
}

extension LoudnessCourse {
  /// Above this a true peak is shown: the ceiling of every podcast target.
  static let peakCeilingDBTP = -1.0
}

extension [LoudnessCourse.Peak] {
  /// Adds a place above a ceiling; of every second the loudest stays.
  mutating func add(_ over: CeilingCurve.Over, ceilingDBTP: Double) {
    let peak = LoudnessCourse.Peak(
      timeSeconds: (over.timeSeconds * 100).rounded() / 100,
      truePeakDBTP: ((ceilingDBTP + over.overDB) * 100).rounded() / 100)
    guard let last, last.timeSeconds.rounded(.down) == peak.timeSeconds.rounded(.down) else {
      return append(peak)
    }
    if peak.truePeakDBTP > last.truePeakDBTP { self[count - 1] = peak }
  }
}
