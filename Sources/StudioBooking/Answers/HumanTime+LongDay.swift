public import Localization

extension HumanTime {
  /// Day of the week, day, month and year in full: `mardi 1 décembre 2026`.
  public static func longDay(_ date: CivilDate, in language: Language) -> String {
    let (year, month, day) = date.parts
    return answerMessages.text(
      "time.longDay", in: language,
      [
        "weekday": answerMessages.text("time.weekday.\(date.weekday.rawValue)", in: language),
        "day": String(day), "month": answerMessages.text("time.month.\(month)", in: language),
        "year": String(year),
      ])
  }
}

extension HumanTime {
  /// Day of the week and of the month: `mar. 1`.
  public static func shortDay(_ date: CivilDate, in language: Language) -> String {
    bookingMessages.text("time.weekday.\(date.weekday.rawValue)", in: language)
      + " \(date.parts.day)"
  }
}
