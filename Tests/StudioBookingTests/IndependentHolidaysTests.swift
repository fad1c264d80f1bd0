import StudioBooking
import StudioTestSupport
import Testing

/// Compares with PyPI `holidays` and python-dateutil, which were written by others.
@Suite(.needsPython)
struct IndependentHolidaysTests {
  @Test func `the legal holidays of fifty years are those of PyPI holidays`() throws {
    // That package lists Easter Sunday and Whit Sunday too; the decree does not, they are Sundays.
    let said = try output(
      of: """
        import holidays
        for day, name in sorted(holidays.Belgium(years=range(2000, 2051), language="en_US").items()):
          if name not in ("Easter Sunday", "Whit Sunday", "Pentecost"): print(day)
        """)
    let ours = Set((2000...2050).flatMap(BelgianHolidays.days(in:)).map(\.description))
    #expect(said.split(separator: "\n").map(String.init) == ours.sorted())
  }

  @Test func `Easter from 1583 to 4099 is that of python-dateutil`() throws {
    let said = try output(
      of: """
        from dateutil.easter import easter
        for year in range(1583, 4100): print(easter(year))
        """)
    #expect(
      said.split(separator: "\n").map(String.init)
        == (1583...4099).map { Easter.sunday(in: $0).description })
  }

  private func output(of program: String) throws -> String {
    let result = try PythonTool.run(["-c", program])
    try #require(result.exitCode == 0, "\(result.standardError)")
    return result.standardOutput
  }
}
