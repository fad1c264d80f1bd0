import Localization
import StudioBooking

/// The views of a day and of a week as people read them in a terminal.
struct BoardText {
  private let board: CalendarBoard
  private let venue: Venue
  private let surface: TerminalSurface
  private let language: Language

  init(_ board: CalendarBoard, _ venue: Venue, _ surface: TerminalSurface, _ language: Language) {
    self.board = board
    self.venue = venue
    self.surface = surface
    self.language = language
  }

  /// Time across, one row a unit, then one line a reservation with exact times.
  var day: [String] {
    let window = board.shownInterval(ofDay: 0, board.shownSeconds)
    let axis = TimeAxis(window, columns: surface.width - nameWidth - 1, zone: board.zone)
    var lines = [HumanTime.longDay(board.firstDate, in: language)]
    for space in spaces {
      lines += ["", TextColumns.fit(space.name.text(in: language), into: surface.width)]
      lines.append(String(repeating: " ", count: nameWidth + 1) + labels(of: axis))
      lines += rows(of: space).map { row in
        name(of: row) + " " + BoardLine(row, on: axis).text(hasColour: surface.hasColour)
      }
    }
    lines.append("")
    if let change = axis.clockChange { lines.append(sentence(about: change)) }
    lines.append(
      viewMessages.text(
        "board.legend", in: language,
        ["step": HumanTime.duration(minutes: axis.minutesPerColumn)]))
    return lines + [""] + list
  }

  /// Seven days across, one row a unit: how full each stretch of time is.
  var week: [String] {
    let shown = board.shownSeconds
    let columns = max((surface.width - nameWidth - 1) / board.days - 1, 3)
    let windows = (0..<board.days).map { board.shownInterval(ofDay: $0, shown) }
    let step =
      windows.map { TimeAxis($0, columns: columns, zone: board.zone).minutesPerColumn }
      .max() ?? 60
    let axes = windows.map { TimeAxis($0, minutesPerColumn: step, zone: board.zone) }
    var lines = [
      HumanTime.longDay(board.firstDate, in: language) + " – "
        + HumanTime.longDay(board.firstDate.adding(days: board.days - 1), in: language)
    ]
    let heads = (0..<board.days).map { offset in
      TextColumns.padded(
        HumanTime.shortDay(board.firstDate.adding(days: offset), in: language),
        to: axes[offset].columns)
    }
    for space in spaces {
      lines += ["", TextColumns.fit(space.name.text(in: language), into: surface.width)]
      lines.append(
        String(repeating: " ", count: nameWidth + 1) + heads.joined(separator: "│"))
      lines += rows(of: space).map { row in
        name(of: row) + " " + axes.map { WeekCells.text(row, on: $0) }.joined(separator: "│")
      }
    }
    return lines + [
      "",
      viewMessages.text(
        "board.weekLegend", in: language,
        [
          "from": clock(shown.lowerBound), "to": clock(shown.upperBound),
          "step": HumanTime.duration(minutes: step),
        ]),
    ]
  }

  /// One line a reservation and unit, by time, with times that cannot be mistaken.
  var list: [String] {
    let entries = board.entries
    if entries.isEmpty { return [deskMessages.text("calendar.none", in: language)] }
    return entries.map { entry in
      let title = entry.title ?? deskMessages.text("calendar.busy", in: language)
      return "\(moment(entry.start)) – \(moment(entry.end))  \(entry.unit)  \(entry.id)  "
        + "\(entry.status.name(in: language))  \(title)"
    }
  }

  private func moment(_ instant: ZonedInstant) -> String {
    let clock = ClockLabel.text(instant, in: board.zone)
    let isInside = board.days == 1 && instant.local.date == board.firstDate
    return isInside ? clock : HumanTime.shortDay(instant.local.date, in: language) + " " + clock
  }

  private var spaces: [Space] {
    venue.spaces.filter { space in board.rows.contains { $0.space == space.id } }
  }

  private func rows(of space: Space) -> [CalendarBoard.Row] {
    board.rows.filter { $0.space == space.id }
  }

  private var nameWidth: Int {
    min(board.rows.map { TextColumns.width(of: $0.unit.id.rawValue) }.max() ?? 0, 12)
  }

  private func name(of row: CalendarBoard.Row) -> String {
    TextColumns.padded(row.unit.id.rawValue, to: nameWidth)
  }

  private func labels(of axis: TimeAxis) -> String {
    var line = ""
    for label in axis.labels {
      line += String(repeating: " ", count: max(label.column - line.count, 0)) + label.text
    }
    return line
  }

  private func clock(_ second: Int) -> String {
    second == 86_400
      ? "24:00" : LocalDateTime(date: board.firstDate, secondOfDay: second).clockText
  }

  private func sentence(about change: (before: ZonedInstant, after: ZonedInstant)) -> String {
    let isBack = change.after.offsetSeconds < change.before.offsetSeconds
    let (before, after) = (change.before.rfc3339.dropFirst(11), change.after.rfc3339.dropFirst(11))
    return viewMessages.text(
      isBack ? "board.back" : "board.forward", in: language,
      [
        "before": change.before.local.clockText + before.suffix(6),
        "after": change.after.local.clockText + after.suffix(6),
        "hour": String(change.after.local.secondOfDay / 3600),
      ])
  }
}

/// One unit's day in a week view: how full each stretch of time is.
enum WeekCells {
  /// Eighths, from a trace to full.
  private static let eighths = Array("▁▂▃▄▅▆▇█")

  /// One character a column: blank is closed, `·` free, the taller the fuller.
  static func text(_ row: CalendarBoard.Row, on axis: TimeAxis) -> String {
    let used = IntervalSet(
      row.entries.map { UTCInterval(startUTC: $0.start.utc, endUTC: $0.end.utc) })
    return String(
      (0..<axis.columns).map { column -> Character in
        let interval = axis.interval(ofColumn: column)
        let seconds = used.intersection(IntervalSet([interval])).intervals
          .reduce(0) { $0 + $1.durationSeconds }
        if seconds > 0 { return eighths[(seconds * 8 - 1) / interval.durationSeconds] }
        return row.open.contains((interval.startUTC + interval.endUTC) / 2) ? "·" : " "
      })
  }
}

/// The words of views, reports and the agenda's commands.
let viewMessages = MessageCatalogue([
  .french: PackageResources.views_fr_json, .dutch: PackageResources.views_nl_json,
  .german: PackageResources.views_de_json, .english: PackageResources.views_en_json,
])
