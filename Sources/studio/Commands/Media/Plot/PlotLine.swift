/// Loudness over time as an SVG path.
enum PlotLine {
  /// Columns a path is reduced to: one each two and a half units, so that an hour still shows its
  /// course and not a hatching.
  private static let columns = 440

  /// A line through the mean of each column; it breaks where there is no loudness.
  static func line(_ values: [Double?], stepSeconds: Double, in area: PlotArea) -> String {
    var path = ""
    var isDrawing = false
    for column in reduced(values) {
      guard let column else {
        isDrawing = false
        continue
      }
      // A value stands at the end of its window.
      let point = "\(text(area.x(column.middle * stepSeconds))) \(text(area.y(column.mean)))"
      path += isDrawing ? "L\(point)" : "M\(point)"
      isDrawing = true
    }
    return path
  }

  /// A surface between the softest and the loudest of each column.
  static func band(_ values: [Double?], stepSeconds: Double, in area: PlotArea) -> String {
    var path = ""
    var run: [Column] = []
    for column in reduced(values) + [nil] {
      if let column {
        run.append(column)
        continue
      }
      if !run.isEmpty {
        let upper = run.map { point($0, $0.highest, stepSeconds, area) }
        let lower = run.reversed().map { point($0, $0.lowest, stepSeconds, area) }
        path += "M" + (upper + lower).joined(separator: "L") + "Z"
      }
      run = []
    }
    return path
  }

  /// A coordinate, to a tenth of a unit.
  static func text(_ coordinate: Double) -> String {
    let tenths = Int((coordinate * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  private struct Column {
    var middle: Double
    var lowest: Double
    var highest: Double
    var mean: Double
  }

  private static func point(
    _ column: Column, _ loudness: Double, _ stepSeconds: Double, _ area: PlotArea
  ) -> String {
    "\(text(area.x(column.middle * stepSeconds))) \(text(area.y(loudness)))"
  }

  /// The values in at most ``columns`` columns; nil where a column has none.
  private static func reduced(_ values: [Double?]) -> [Column?] {
    let size = max(1, (values.count + columns - 1) / columns)
    return stride(from: 0, to: values.count, by: size).map { start in
      let end = min(start + size, values.count)
      let known = values[start..<end].compactMap(\.self)
      guard let lowest = known.min(), let highest = known.max() else { return nil }
      return Column(
        middle: Double(start + end + 1) / 2, lowest: lowest, highest: highest,
        mean: known.reduce(0, +) / Double(known.count))
    }
  }
}
