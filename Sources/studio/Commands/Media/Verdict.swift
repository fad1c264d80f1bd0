import Localization
import MediaProtocol

/// What was done to a recording: one sentence a podcaster understands, the numbers after.
enum Verdict {
  /// The sentence first, then a line a deliverable.
  static func lines(_ report: RenderReport, _ language: Language) -> [String] {
    [sentence(report, language)] + report.deliverables.map { line($0, language) }
  }

  /// Says what was wrong, what was done, and what was proved.
  static func sentence(_ report: RenderReport, _ language: Language) -> String {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      soundMessages.text(key, in: language, values)
    }
    guard let loudness = report.input.integratedLUFS,
      let verified = report.deliverables.first?.verified, verified.integratedLUFS != nil
    else { return say("verdict_silence") }
    let gain = report.plan.gainDB
    let values = [
      "loudness": Decimal.text(loudness, in: language),
      "gain": Decimal.text(abs(gain), in: language),
    ]
    let change =
      if abs(gain) < 0.05 { "verdict_right" } else if gain > 0 { "verdict_quiet" } else {
        "verdict_loud"
      }
    var parts = [say("verdict_good"), say(change, values)]
    if report.plan.limiter.active { parts.append(peaks(report.plan.limiter, language)) }
    parts.append(
      say(
        "verdict_verified",
        [
          "loudness": Decimal.text(verified.integratedLUFS, in: language),
          "peak": Decimal.text(verified.truePeakDBTP, in: language),
        ]))
    return parts.joined(separator: " ")
  }

  private static func peaks(_ limiter: LimiterReport, _ language: Language) -> String {
    let strongest = limiter.events.max { $0.maxReductionDB < $1.maxReductionDB }
    return soundMessages.text(
      limiter.events.count == 1 ? "verdict_peak" : "verdict_peaks", in: language,
      [
        "count": "\(limiter.events.count)",
        "time": ClockText.long(strongest?.startSeconds ?? 0),
        "reduction": Decimal.text(limiter.maxReductionDB, in: language),
      ])
  }

  private static func line(_ deliverable: DeliverableReport, _ language: Language) -> String {
    [
      deliverable.path, deliverable.format.uppercased(), "\(deliverable.bitRate / 1000) kb/s",
      ClockText.text(deliverable.durationSeconds), ByteText.text(deliverable.bytes),
      "\(Decimal.text(deliverable.verified.integratedLUFS, in: language)) LUFS",
      "\(Decimal.text(deliverable.verified.truePeakDBTP, in: language)) dBTP",
    ].joined(separator: " · ")
  }
}
