import Localization
import MediaProtocol

/// What was done to a recording: one sentence a podcaster understands, the numbers after.
enum Verdict {
  /// The sentence first, then a line a deliverable.
  static func lines(_ report: RenderReport, _ language: Language) -> [String] {
    [sentence(report, language)] + report.deliverables.map { line($0, language) }
      + mixes(report.deliverables.map { ($0.path, $0.matrix) }, language)
  }

  /// Says what was wrong, what was done, and what was proved.
  static func sentence(_ report: RenderReport, _ language: Language) -> String {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      soundMessages.text(key, in: language, values)
    }
    guard !report.warnings.contains("silence"), let verified = report.deliverables.first?.verified
    else { return say("verdict_silence") }
    // Too short to be measured the standard's way: nothing is claimed that was not measured.
    guard report.plan.targetMeasure != nil || verified.integratedLUFS != nil else {
      return [
        change(report, language),
        say("verdict_peak_only", ["peak": Decimal.text(verified.truePeakDBTP, in: language)]),
      ].joined(separator: " ")
    }
    let misses = ["ceiling_binds", "target_missed"].contains(where: report.warnings.contains)
    let isRefused = report.warnings.contains("noise_floor_too_high")
    let target = Decimal.text(report.plan.targetLUFS, in: language)
    var parts = [
      misses
        ? say(
          report.plan.targetMeasure == nil ? "verdict_limited" : "verdict_limited_rms",
          ["target": target])
        : say(isRefused ? "verdict_noisy" : "verdict_good"),
      change(report, language),
    ]
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

  /// How the original was, and what was done about it.
  private static func change(_ report: RenderReport, _ language: Language) -> String {
    let gain = report.plan.gainDB
    var values = ["gain": Decimal.text(abs(gain), in: language)]
    guard report.plan.targetMeasure == nil, let loudness = report.input.integratedLUFS else {
      if report.plan.targetMeasure != nil { return rms(report, language) }
      // Shorter than a gating block of 400 ms (BS.1770-5 Annex 1).
      values["gain"] = Decimal.text(gain, in: language)
      return soundMessages.text("verdict_brief", in: language, values)
    }
    values["loudness"] = Decimal.text(loudness, in: language)
    let isMixed = report.deliverables.first?.matrix.map {
      $0.contains { $0.count(where: { $0 != 0 }) > 1 }
    }
    if isMixed == true {
      values["gain"] = Decimal.signed(gain, in: language)
      return soundMessages.text("verdict_mixed", in: language, values)
    }
    let key = key(loudness: loudness, targetLUFS: report.plan.targetLUFS, gainDB: gain)
    if key == "verdict_adjusted" { values["gain"] = Decimal.signed(gain, in: language) }
    return soundMessages.text(key, in: language, values)
  }

  /// The same for a target that counts the root mean square.
  private static func rms(_ report: RenderReport, _ language: Language) -> String {
    soundMessages.text(
      "verdict_rms", in: language,
      [
        "gain": Decimal.signed(report.plan.gainDB, in: language),
        "rms": Decimal.text(report.deliverables.first?.verified.rmsDB, in: language),
      ])
  }

  /// Which sentence is true of an original and its gain.
  ///
  /// The original is judged by its distance from the target, never by the gain: where the limiter
  /// takes more than was missing, a recording that was a little too loud is raised.
  static func key(loudness: Double, targetLUFS: Double, gainDB: Double) -> String {
    let missing = targetLUFS - loudness
    if abs(missing) < 0.05, abs(gainDB) < 0.05 { return "verdict_right" }
    if abs(missing) < 0.05 || missing * gainDB <= 0 { return "verdict_adjusted" }
    return missing > 0 ? "verdict_quiet" : "verdict_loud"
  }

  /// The factors of each mix, once: `left = 1.00 × 1 + 0.71 × 3`.
  static func mixes(
    _ files: [(path: String, matrix: [[Double]]?)], _ language: Language
  ) -> [String] {
    var said: Set<[[Double]]> = []
    return files.compactMap { _, matrix in
      guard let matrix, said.insert(matrix).inserted else { return nil }
      let rows = matrix.enumerated().map { row, factors in
        let name =
          matrix.count == 1 ? "mix_mono" : row == 0 ? "mix_left" : "mix_right"
        let terms = factors.enumerated().filter { $0.element != 0 }.map { channel, factor in
          "\(Decimal.text(factor, decimals: 2).replacing(".", with: mark(language))) × \(channel + 1)"
        }
        return soundMessages.text(name, in: language) + " = " + terms.joined(separator: " + ")
      }
      return soundMessages.text(
        "mix", in: language, ["rows": rows.joined(separator: "; ")])
    }
  }

  private static func mark(_ language: Language) -> String { language == .english ? "." : "," }

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
    var facts = [
      deliverable.path, deliverable.format.uppercased(), "\(deliverable.bitRate / 1000) kb/s",
      ClockText.text(deliverable.durationSeconds),
      ByteText.text(deliverable.bytes, in: language),
    ]
    // Silence has neither.
    for (figure, unit) in [
      (deliverable.verified.integratedLUFS, "LUFS"), (deliverable.verified.truePeakDBTP, "dBTP"),
    ] where figure != nil {
      facts.append("\(Decimal.text(figure, in: language)) \(unit)")
    }
    return facts.joined(separator: " · ")
  }
}
