import Localization
import StudioBooking

/// A day of a space on one A4 sheet for the desk: what is booked, and boxes to write into.
struct DaySheet {
  private let board: CalendarBoard
  private let venue: Venue
  private let language: Language
  private let window: UTCInterval

  init(_ board: CalendarBoard, _ venue: Venue, _ language: Language) {
    self.board = board
    self.venue = venue
    self.language = language
    window = board.shownInterval(ofDay: 0, board.shownSeconds)
  }

  /// How many empty lines the walk-in table has.
  static let walkInLines = 8

  /// A complete HTML document without scripts or other files.
  var html: String {
    let date = HumanTime.longDay(board.firstDate, in: language)
    let spaces = venue.spaces.filter { space in board.rows.contains { $0.space == space.id } }
    let title = spaces.count == 1 ? spaces[0].name : venue.name
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <title>\(escaped(title.text(in: language))) – \(escaped(date))</title>
      <style>
      \(DaySheetStyle.css)</style>
      </head>
      <body>
      <header><h1>\(escaped(title.text(in: language)))</h1><p>\(escaped(date))</p></header>
      \(spaces.map { section($0, isAlone: spaces.count == 1) }.joined(separator: "\n"))
      \(changeNote)<p class="legend">\(escaped(text("sheet.legend")))</p>
      \(walkIns)
      </body>
      </html>
      """
  }

  private func section(_ space: Space, isAlone: Bool) -> String {
    let heading = isAlone ? "" : "<h2>\(escaped(space.name.text(in: language)))</h2>\n"
    let rows = board.rows.filter { $0.space == space.id }.map(row)
    return """
      <section>
      \(heading)<div class="row hours"><div class="unit"></div><div class="track">\(hours)</div></div>
      \(rows.joined(separator: "\n"))
      </section>
      """
  }

  private var hours: String {
    let axis = TimeAxis(window, minutesPerColumn: 60, zone: board.zone)
    return (0..<axis.columns).map { column in
      let start = axis.interval(ofColumn: column).startUTC
      let hour = ClockLabel.hour(board.zone.zoned(start), in: board.zone)
      return "<span style=\"left:\(percent(start))%\">\(hour)</span>"
    }.joined()
  }

  private func row(_ row: CalendarBoard.Row) -> String {
    let whole = IntervalSet([window])
    let taken = IntervalSet(
      row.entries.map { UTCInterval(startUTC: $0.start.utc, endUTC: $0.end.utc) })
    let free = row.open.intersection(whole).subtracting(taken).intervals
    let boxes = free.map { "<i class=\"free\" style=\"\(place($0))\"></i>" }
    let bars = row.entries.compactMap { entry -> String? in
      let interval = UTCInterval(startUTC: entry.start.utc, endUTC: entry.end.utc)
      guard let shown = whole.intersection(IntervalSet([interval])).intervals.first else {
        return nil
      }
      let times =
        ClockLabel.text(entry.start, in: board.zone) + "–"
        + ClockLabel.text(entry.end, in: board.zone)
      let title = entry.title ?? deskMessages.text("calendar.busy", in: language)
      let sign = entry.status == .checkedIn ? "☑" : entry.status == .confirmed ? "☐" : "?"
      return "<b class=\"\(entry.status.rawValue)\" style=\"\(place(shown))\">"
        + "\(sign) \(escaped(title))<br><small>\(times)</small></b>"
    }
    let grid = TimeAxis(window, minutesPerColumn: 60, zone: board.zone)
    let lines = (1..<max(grid.columns, 2)).map { column in
      "<u style=\"left:\(percent(grid.interval(ofColumn: column).startUTC))%\"></u>"
    }
    return "<div class=\"row\"><div class=\"unit\">\(escaped(row.unit.id.rawValue))</div>"
      + "<div class=\"track\">\((lines + boxes + bars).joined())</div></div>"
  }

  private var changeNote: String {
    guard let change = TimeAxis(window, columns: 60, zone: board.zone).clockChange else {
      return ""
    }
    let isBack = change.after.offsetSeconds < change.before.offsetSeconds
    let values = [
      "before": change.before.local.clockText + change.before.offsetText,
      "after": change.after.local.clockText + change.after.offsetText,
      "hour": String(change.after.local.secondOfDay / 3600),
    ]
    let note = viewMessages.text(isBack ? "board.back" : "board.forward", in: language, values)
    return "<p class=\"legend\">\(escaped(note))</p>\n"
  }

  private var walkIns: String {
    let heads = ["unit", "name", "age", "from", "to"].map {
      "<th class=\"w-\($0)\">\(escaped(text("sheet.\($0)")))</th>"
    }
    let line = "<tr>" + String(repeating: "<td></td>", count: 5) + "</tr>"
    return """
      <section class="walk-ins">
      <h2>\(escaped(text("sheet.walkIns")))</h2>
      <table><thead><tr>\(heads.joined())</tr></thead>
      <tbody>\(String(repeating: line, count: Self.walkInLines))</tbody></table>
      </section>
      """
  }

  /// Where an instant stands across the sheet, in per cent with two decimals.
  private func percent(_ utc: Int) -> String {
    let hundredths = (utc - window.startUTC) * 10_000 / window.durationSeconds
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }

  private func place(_ interval: UTCInterval) -> String {
    let hundredths = interval.durationSeconds * 10_000 / window.durationSeconds
    return "left:\(percent(interval.startUTC))%;width:"
      + "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)%"
  }

  private func text(_ key: String) -> String { viewMessages.text(key, in: language) }

  private func escaped(_ text: String) -> String { MarkupText.escaped(text) }
}

/// The look of the day sheet: black on white, readable from a copying machine.
enum DaySheetStyle {
  static let css = """
    @page { size: A4 landscape; margin: 10mm; }
    * { box-sizing: border-box; }
    body { color: #000; font: 9pt/1.25 system-ui, "DejaVu Sans", sans-serif; margin: 0 auto; max-width: 277mm; }
    header { align-items: baseline; border-bottom: .5mm solid; display: flex; justify-content: space-between; margin-bottom: 2mm; }
    h1 { font-size: 15pt; margin: 0; } header p { font-size: 12pt; margin: 0; }
    h2 { font-size: 10pt; margin: 3mm 0 1mm; }
    section { break-inside: avoid; }
    .row { display: flex; } .unit { flex: 0 0 24mm; font-weight: 600; padding: 2mm 1mm 0 0; }
    .track { background: repeating-linear-gradient(135deg, #ddd 0 .3mm, #fff .3mm 1.2mm); border: .3mm solid; border-bottom: 0; flex: 1; height: 10.5mm; position: relative; }
    .row:last-child .track { border-bottom: .3mm solid; }
    .hours .track { background: none; border: 0; height: 5mm; } .hours span { position: absolute; transform: translateX(-50%); }
    .hours span:first-child { transform: none; }
    .track i, .track b, .track u { bottom: 0; position: absolute; top: 0; }
    .track i { background: #fff; } .track u { border-left: .2mm dotted #777; z-index: 1; }
    .track b { background: #e4e4e4; border: .4mm solid; border-radius: 1mm; font-weight: 600; overflow: hidden; padding: .3mm .8mm; white-space: nowrap; z-index: 2; }
    .track b.requested, .track b.held { background: #fff; border-style: dashed; } small { font-weight: 400; }
    .legend { margin: 1.5mm 0 0; }
    table { border-collapse: collapse; width: 100%; } th { font-weight: 600; text-align: left; }
    th, td { border: .2mm solid; padding: .5mm 1.5mm; } td { height: 7mm; }
    th.w-unit, th.w-from, th.w-to { width: 24mm; } th.w-age { width: 34mm; }
    @media screen { body { padding: 8mm; } }

    """
}
