import StudioBooking

/// One unit's line of a day view: openings and reservations drawn into equal columns of time.
///
/// Shapes carry the meaning, colours only repeat it: `[…]` is confirmed, `[✓…]` has arrived,
/// `(…)` still waits, `·` is free, a blank is closed, `‹ ›` goes on outside the view.
struct BoardLine {
  private struct Cell {
    var text: String
    var colour: String?
  }

  private var cells: [Cell]

  /// Draws a row.
  init(_ row: CalendarBoard.Row, on axis: TimeAxis) {
    cells = (0..<axis.columns).map { column in
      let middle = axis.interval(ofColumn: column)
      let isOpen = row.open.contains((middle.startUTC + middle.endUTC) / 2)
      return Cell(text: isOpen ? "·" : " ", colour: nil)
    }
    var taken: Set<Int> = []
    for entry in row.entries {
      let interval = UTCInterval(startUTC: entry.start.utc, endUTC: entry.end.utc)
      guard let columns = axis.columns(of: interval) else { continue }
      if columns.count == 1, taken.contains(columns.lowerBound) {
        cells[columns.lowerBound].text = "+"
        continue
      }
      draw(
        entry, in: columns, beginsBefore: interval.startUTC < axis.window.startUTC,
        endsAfter: interval.endUTC > axis.window.endUTC)
      taken.formUnion(columns)
    }
  }

  private mutating func draw(
    _ entry: CalendarEntry, in columns: Range<Int>, beginsBefore: Bool, endsAfter: Bool
  ) {
    let isWaiting = entry.status == .requested || entry.status == .held
    let colour = isWaiting ? "33;7" : entry.status == .checkedIn ? "32;7" : "7"
    var texts: [String]
    if columns.count == 1 {
      texts = [isWaiting ? "◇" : "◆"]
    } else {
      let inside = columns.count - 2
      let label = (entry.status == .checkedIn ? "✓" : "") + (entry.title ?? "")
      let fitted = TextColumns.fit(label, into: inside)
      texts = [beginsBefore ? "‹" : isWaiting ? "(" : "["]
      for character in fitted {
        texts.append(String(character))
        // A wide character fills the column after it too.
        if TextColumns.width(of: character) == 2 { texts.append("") }
      }
      texts += Array(repeating: "─", count: max(columns.count - 1 - texts.count, 0))
      texts.append(endsAfter ? "›" : isWaiting ? ")" : "]")
    }
    for (column, text) in zip(columns, texts) {
      cells[column] = Cell(text: text, colour: colour)
    }
  }

  /// The line.
  ///
  /// - Parameter hasColour: whether terminal colours are wanted.
  /// - Returns: the cells one after the other, without a line break.
  func text(hasColour: Bool) -> String {
    guard hasColour else { return cells.map(\.text).joined() }
    var text = ""
    var current: String?
    for cell in cells {
      if cell.colour != current {
        text += current == nil ? "" : "\u{1B}[0m"
        if let colour = cell.colour { text += "\u{1B}[\(colour)m" }
        current = cell.colour
      }
      text += cell.text
    }
    return current == nil ? text : text + "\u{1B}[0m"
  }
}
