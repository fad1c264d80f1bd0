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
          "level",
          [
            "loudness": Decimal.text(forecast.input.integratedLUFS, in: language),
            "target": Decimal.text(plan.targetLUFS, in: language),
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
  }

  /// `128 kb/s`, or the quality that decides; nil where nothing is lost.
  private static func rate(_ output: PlannedOutput) -> String? {
    if output.bitRate > 0 { return "\(output.bitRate / 1000) kb/s" }
    let quality = output.decisions?.lazy.compactMap { $0.figures["quality"] }.first
    return quality.map { "VBR V\($0.formatted())" }
  }

  private static func line(_ output: PlannedOutput, _ language: Language) -> String {
    func say(_ key: String) -> String { soundMessages.text("plan_\(key)", in: language) }
    return [
      output.path, output.format.uppercased(),
      rate(output) ?? say("lossless"),
      "\(Decimal.text(Double(output.sampleRate) / 1000, in: language)) kHz",
      say(output.channels == 1 ? "mono" : "stereo"),
    ].joined(separator: " · ")
  }
}
