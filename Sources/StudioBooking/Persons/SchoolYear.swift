/// The school year, for which a guardian's authorisation is given.
public enum SchoolYear {
  /// The last day on which an authorisation given on a date counts: the next 31 August.
  ///
  /// Source: in the Fédération Wallonie-Bruxelles lessons end at the beginning of July and begin
  /// again on the last Monday of August at the earliest (decree of 31 March 2022 on the rhythm of
  /// the school year); holding an authorisation until 31 August covers the summer holidays.
  public static func lastDay(after date: CivilDate) -> CivilDate {
    let (year, month, _) = date.parts
    let last = CivilDate(year: month <= 8 ? year : year + 1, month: 8, day: 31)
    // 31 August exists in every year.
    return last ?? date
  }
}
