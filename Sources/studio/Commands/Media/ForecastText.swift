import Foundation
import Localization
import MediaProtocol

/// What a render would do, in words: the answer to `studio process --dry-run`.
enum ForecastText {
  /// One line a decision, then one a file.
  static func lines(_ forecast: RenderForecast, _ language: Language) -> [String] {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      soundMessages.text("plan_\(key)", in: language, values)
    }
    let plan = forecast.plan
    let ceiling = Decimal.text(plan.ceilingDBTP, in: language)
    var lines = [say("nothing")]
    if forecast.warnings.contains("silence") {
      lines.append(say("silence"))
    } else {
      lines.append(
        say(
          plan.targetMeasure == nil ? "level" : "level_rms",
          [
            "loudness": Decimal.text(forecast.input.integratedLUFS, in: language),
            "target": Decimal.text(reached(forecast) ?? plan.targetLUFS, in: language),
            "gain": Decimal.signed(plan.gainDB, in: language),
          ]))
      lines.append(
        plan.limiter.active
          ? say(
            "limiter",
            [
              "reduction": Decimal.text(plan.limiter.maxReductionDB, in: language),
              "ceiling": ceiling,
            ]) : say("no_limiter", ["ceiling": ceiling]))
    }
    let tags = forecast.tags.keys.sorted().joined(separator: ", ")
    lines.append(
      say(
        "extras",
        [
          "chapters": "\(forecast.chapters)", "cover": say(forecast.hasCover ? "yes" : "no"),
          "tags": tags.isEmpty ? say("none") : tags,
        ]))
    return lines + forecast.outputs.map { line($0, language) }
      + Verdict.mixes(forecast.outputs.map { ($0.path, $0.matrix) }, language)
  }

  /// The level that the ceiling allows, where it keeps the first file from its target.
  private static func reached(_ forecast: RenderForecast) -> Double? {
    let decisions = forecast.outputs.first?.decisions ?? []
    guard decisions.contains(where: { $0.code == .ceilingBinds }) else { return nil }
    return decisions.lazy.filter { $0.code == .ceilingBinds }.compactMap { $0.figures["reachedDB"] }
      .first
  }

  /// `128 kb/s`, or the quality that decides; nil where nothing is lost.
  private static func rate(_ output: PlannedOutput) -> String? {
    if output.bitRate > 0 { return "\(output.bitRate / 1000) kb/s" }
    let quality = output.decisions?.lazy.compactMap { $0.figures["quality"] }.first
    return quality.map { "VBR V\($0.formatted())" }
  }

  /// `48 kHz`, and from what when it changes.
  private static func rates(_ output: PlannedOutput, _ language: Language) -> String {
    func text(_ hertz: Double) -> String { "\(Decimal.text(hertz / 1000, in: language)) kHz" }
    let source = output.decisions?.lazy.compactMap { $0.figures["sourceSampleRate"] }.first
    guard let source, Int(source) != output.sampleRate else {
      return text(Double(output.sampleRate))
    }
    return "\(text(source)) → \(text(Double(output.sampleRate)))"
  }

  private static func line(_ output: PlannedOutput, _ language: Language) -> String {
    func say(_ key: String) -> String { soundMessages.text("plan_\(key)", in: language) }
    return [
      output.path, output.format.uppercased(),
      rate(output) ?? say("lossless"),
      rates(output, language),
      say(output.channels == 1 ? "mono" : "stereo"),
    ].joined(separator: " · ")
  }
}
