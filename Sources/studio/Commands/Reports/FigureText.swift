import Localization
import StudioBooking

/// Reports as tables in a terminal: names left, numbers right.
enum FigureText {
  static func lines(_ report: Utilisation, _ language: Language) -> [String] {
    let heads = ["month", "name", "open", "used", "share", "outside"]
    return table(
      heads.map { text("report.\($0)", language) },
      report.rows.map { row in
        [
          row.month, row.unit?.rawValue ?? row.space?.rawValue ?? text("report.all", language),
          hours(row.openSeconds), hours(row.usedSeconds),
          row.share.map { DecimalText.percent($0) + " %" } ?? "–", hours(row.outsideSeconds),
        ]
      }, leftColumns: 2)
  }

  static func lines(_ report: NoShowReport, _ language: Language) -> [String] {
    func line(_ name: String, _ row: NoShowReport.Row) -> [String] {
      [
        name, String(row.came), String(row.noShows), String(row.unnoted),
        row.share.map { DecimalText.percent($0) + " %" } ?? "–", hours(row.lostSeconds),
      ]
    }
    let heads = ["offering", "came", "noShows", "unnoted", "share", "lost"]
    let repeated = report.repeated.map { "\($0.person) (\($0.noShows))" }
    return table(
      heads.map { text("report.\($0)", language) },
      report.rows.map { line($0.offering?.rawValue ?? "", $0) }
        + [line(text("report.all", language), report.total)], leftColumns: 1)
      + (repeated.isEmpty
        ? []
        : [
          "",
          viewMessages.text(
            "report.repeated", in: language, ["people": repeated.joined(separator: ", ")]),
        ])
  }

  static func lines(_ report: SubsidyReport, _ language: Language) -> [String] {
    func line(_ name: String, _ count: SubsidyReport.Count) -> [String] {
      [name, String(count.persons), String(count.entries), hours(count.seconds)]
    }
    func name(_ row: SubsidyReport.Row) -> String {
      row.isMerged ? text("report.merged", language) : row.value ?? text("report.unknown", language)
    }
    let heads = ["persons", "entries", "hours"].map { text("report.\($0)", language) }
    let total = line(text("report.all", language), report.total)
    let ages = report.byAgeBand.map { line(name($0), $0.count) }
    let places = report.byPostcode.map { line(name($0), $0.count) }
    let rule = viewMessages.text(
      "report.smallest", in: language, ["count": String(report.smallest)])
    return table([text("report.ageBand", language)] + heads, ages + [total], leftColumns: 1)
      + [""] + table([text("report.postcode", language)] + heads, places + [total], leftColumns: 1)
      + ["", rule]
  }

  /// Columns as wide as what is in them.
  private static func table(
    _ heads: [String], _ rows: [[String]], leftColumns: Int
  ) -> [String] {
    let widths = heads.indices.map { column in
      ([heads] + rows).map { TextColumns.width(of: $0[column]) }.max() ?? 0
    }
    return ([heads] + rows).map { cells in
      cells.indices.map { column in
        let fill = String(
          repeating: " ", count: widths[column] - TextColumns.width(of: cells[column]))
        return column < leftColumns ? cells[column] + fill : fill + cells[column]
      }.joined(separator: "  ")
    }
  }

  private static func hours(_ seconds: Int) -> String { DecimalText.hours(seconds: seconds) }

  private static func text(_ key: String, _ language: Language) -> String {
    viewMessages.text(key, in: language)
  }
}
