import Foundation
import StudioBooking
import Testing

@Suite struct CivilDateTests {
  @Test func `every day of eight centuries round-trips and agrees with Foundation's calendar`() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    let first = CivilDate(year: 1600, month: 1, day: 1)!.dayNumber
    let last = CivilDate(year: 2400, month: 12, day: 31)!.dayNumber
    for number in first...last {
      let date = CivilDate(dayNumber: number)
      let (year, month, day) = date.parts
      #expect(CivilDate(year: year, month: month, day: day) == date)
      guard number % 13 == 0 else { continue }
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      #expect(parts.year == year && parts.month == month && parts.day == day, "\(date)")
      // Foundation counts Sunday as 1, ISO 8601 counts Monday as 1.
      #expect(parts.weekday! == date.weekday.rawValue % 7 + 1, "\(date)")
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-04-01", "2026-4-1",
    "2026-04-01x", "+026-04-01", "",
  ])
  func `a date that does not exist is not read`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: ["2028-02-29", "2000-02-29", "1970-01-01", "0001-01-01"])
  func `a date reads and writes itself`(text: String) {
    #expect(CivilDate(text)?.description == text)
  }
}
