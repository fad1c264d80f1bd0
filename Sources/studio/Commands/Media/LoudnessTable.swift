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
    return [
      URL(filePath: summary.file).lastPathComponent, ClockText.text(summary.durationSeconds),
    ] + figures.map { Decimal.text($0, in: language) }
  }

  /// Pads the cells: the first column to the left, figures to the right.
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
