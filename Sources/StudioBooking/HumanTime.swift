public import Localization

/// Writes times as people read them at the desk.
public enum HumanTime {
  /// Day of the week, date and clock: `mar. 01/12/2026 14:00`; with the offset,
  /// `dim. 25/10/2026 02:30+01:00`, where the clock shows a reading twice.
  public static func moment(_ instant: ZonedInstant, in language: Language) -> String {
    moment(instant.local, in: language) + (instant.isRepeated ? instant.offsetText : "")
  }

  /// Day of the week, date and clock of a reading.
  public static func moment(_ local: LocalDateTime, in language: Language) -> String {
    "\(day(local.date, in: language)) \(local.clockText)"
  }

  /// Day of the week and date: `mar. 01/12/2026`.
  public static func day(_ date: CivilDate, in language: Language) -> String {
    let (year, month, day) = date.parts
    return bookingMessages.text(
      "time.day", in: language,
      [
        "weekday": bookingMessages.text("time.weekday.\(date.weekday.rawValue)", in: language),
        "year": padded(year, to: 4), "month": padded(month, to: 2), "day": padded(day, to: 2),
      ])
  }

  /// The end of something: only the clock when it is on the day of the start.
  public static func end(
    _ end: ZonedInstant, after start: ZonedInstant, in language: Language
  ) -> String {
    end.local.date == start.local.date && end.offsetSeconds == start.offsetSeconds
      ? end.local.clockText : moment(end, in: language)
  }

  /// Hours and minutes: `1 h 30`, `45 min`.
  public static func duration(minutes: Int) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60)
    if hours == 0 { return "\(rest) min" }
    return rest == 0 ? "\(hours) h" : "\(hours) h \(padded(rest, to: 2))"
  }
}
