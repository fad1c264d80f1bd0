/// The ten legal public holidays of Belgium, computed.
///
/// Source: royal decree of 18 April 1974 fixing the general way the law of 4 January 1974 on
/// public holidays is carried out, article 1.
public enum BelgianHolidays {
  /// The name under which venue files use these days.
  public static let calendarName = "jours-feries"

  /// The ten days of a year, in order.
  public static func days(in year: Int) -> [CivilDate] {
    let fixed = [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)]
    let easter = Easter.sunday(in: year)
    // Easter Monday, Ascension (39 days after Easter), Whit Monday (50 days after).
    let movable = [1, 39, 50].map { easter.adding(days: $0) }
    return
      (fixed.compactMap { CivilDate(year: year, month: $0.0, day: $0.1) } + movable).sorted()
  }

  /// Whether a date is one of them.
  public static func isHoliday(_ date: CivilDate) -> Bool {
    days(in: date.parts.year).contains(date)
  }
}
