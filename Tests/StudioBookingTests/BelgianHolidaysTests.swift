import StudioBooking
import Testing

@Suite struct BelgianHolidaysTests {
  @Test func `2026 and 2027 have their ten days`() {
    #expect(
      BelgianHolidays.days(in: 2026).map(\.description) == [
        "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-07-21",
        "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
      ])
    #expect(BelgianHolidays.isHoliday(CivilDate("2027-03-29")!))
    #expect(!BelgianHolidays.isHoliday(CivilDate("2027-03-28")!))
  }

  @Test(arguments: [
    // Extremes and the two exceptions of the tables: 1954 and 1981 (moon 28), 2076.
    (1818, "1818-03-22"), (1943, "1943-04-25"), (1954, "1954-04-18"), (1981, "1981-04-19"),
    (2000, "2000-04-23"), (2038, "2038-04-25"), (2076, "2076-04-19"), (2285, "2285-03-22"),
  ])
  func `Easter falls on the published date`(year: Int, date: String) {
    #expect(Easter.sunday(in: year).description == date)
  }
}
