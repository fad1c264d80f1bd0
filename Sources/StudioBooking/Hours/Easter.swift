/// The date of Easter in the Gregorian calendar.
public enum Easter {
  /// Easter Sunday of a year.
  ///
  /// Source: the Gregorian rules of 1582 as Christopher Clavius tabulated them: Easter is the
  /// Sunday after the first full moon of the church on or after 21 March. That moon is found from
  /// the year's place in the 19-year cycle of Meton, the solar correction (three leap days
  /// dropped in 400 years) and the lunar one (eight days in 2500 years).
  public static func sunday(in year: Int) -> CivilDate {
    let century = year / 100
    let solar = century - century / 4
    let lunar = (8 * century + 13) / 25
    // Days from 21 March to the full moon, 0…29, before the two exceptions below.
    var moon = (19 * (year % 19) + solar - lunar + 15) % 30
    // The church's moon never falls later than 18 April, nor twice on one date in a cycle.
    if moon == 29 || (moon == 28 && year % 19 > 10) { moon -= 1 }
    let march21 = CivilDate(year: year, month: 3, day: 21) ?? CivilDate(dayNumber: 0)
    let fullMoon = march21.adding(days: moon)
    return fullMoon.adding(days: 7 - fullMoon.weekday.rawValue % 7)
  }
}
