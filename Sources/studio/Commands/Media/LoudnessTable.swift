import Foundation
import Localization
import MediaProtocol

/// Loudness figures in aligned columns, one row a file.
enum LoudnessTable {
  /// The columns' names and units.
  static func heading(_ language: Language) -> [String] {
    ["file", "time", "integrated", "range", "true_peak", "max_m", "max_s"].map {
      soundMessages.text("column_\($0)", in: language)
    }
  }

  /// The figures of one file; an undefined one is a dash.
  static func row(_ summary: LoudnessSummary, _ language: Language) -> [String] {
    let figures = [
      summary.integratedLUFS, summary.loudnessRangeLU, summary.truePeakDBTP,
      summary.maxMomentaryLUFS, summary.maxShortTermLUFS,
    ]
    return [name(summary), ClockText.text(summary.durationSeconds)]
      + figures.map { Decimal.text($0, in: language) }
  }

  /// The file without its folder.
  static func name(_ summary: LoudnessSummary) -> String {
    URL(filePath: summary.file).lastPathComponent
  }

  /// One sentence: whether a file would do for a podcast as it is.
  static func verdict(_ summary: LoudnessSummary, _ language: Language) -> String {
    soundMessages.text(
      "judged", in: language,
      ["file": name(summary), "verdict": judgement(summary, language)])
  }

  /// Apple Podcasts asks for −16 LKFS ±1 and −1 dBTP (podcasters.apple.com/support/893).
  private static let podcastLUFS = -16.0
  private static let toleranceLU = 1.0
  private static let ceilingDBTP = -1.0

  /// What a podcaster would want to know about a file as it is.
  private static func judgement(_ summary: LoudnessSummary, _ language: Language) -> String {
    guard let loudness = summary.integratedLUFS else {
      return soundMessages.text("judged_silent", in: language)
    }
    let difference = loudness - podcastLUFS
    let key =
      if difference < -toleranceLU { "judged_quiet" } else if difference > toleranceLU {
        "judged_loud"
      } else if summary.truePeakDBTP ?? -.infinity > ceilingDBTP { "judged_peaks" } else {
        "judged_good"
      }
    return soundMessages.text(
      key, in: language,
      [
        "difference": Decimal.text(abs(difference), in: language),
        "loudness": Decimal.text(loudness, in: language),
        "peak": Decimal.text(summary.truePeakDBTP, in: language),
      ])
  }

  /// Pads the cells: the name to the left, figures to the right.
  static func lines(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }
  }
}

/// Figures for people: one decimal, a real minus sign, a dash for what is undefined.
enum Decimal {
  static func text(_ value: Double?, decimals: Int = 1) -> String {
    guard let value, value.isFinite else { return "—" }
    let scale = decimals == 2 ? 100.0 : 10.0
    let scaled = Int((abs(value) * scale).rounded())
    let whole = scaled / Int(scale)
    let fraction = scaled % Int(scale)
    let digits = decimals == 2 && fraction < 10 ? "0\(fraction)" : "\(fraction)"
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return "\(sign)\(whole).\(digits)"
  }

  /// Without decimals.
  static func whole(_ value: Double) -> String {
    let whole = Int(value.rounded())
    return whole < 0 ? "−\(-whole)" : "\(whole)"
  }

  /// The same with a plus sign where it is above zero.
  static func signed(_ value: Double, in language: Language) -> String {
    let text = text(value, in: language)
    return value > 0 && !text.allSatisfy({ "0.,".contains($0) }) ? "+\(text)" : text
  }

  /// The same with the language's decimal mark.
  static func text(_ value: Double?, in language: Language) -> String {
    let text = text(value)
    return language == .english ? text : text.replacing(".", with: ",")
  }
}

/// The sentences about loudness and renders.
let soundMessages = MessageCatalogue([
  .french: PackageResources.sound_fr_json, .dutch: PackageResources.sound_nl_json,
  .german: PackageResources.sound_de_json, .english: PackageResources.sound_en_json,
])
