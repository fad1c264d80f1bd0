import StudioBooking
import Testing

@Suite struct TimeTextTests {
  @Test(arguments: [
    ("90m", 90), ("2h", 120), ("1h30", 90), ("1h30m", 90), ("1H05", 65), ("30m", 30), ("2d", 2880),
    ("1d12h", 2160),
  ])
  func `a duration reads as people type it`(text: String, minutes: Int) {
    #expect(DurationText.minutes(of: text) == minutes)
  }

  @Test(arguments: [
    "", "90", "h", "0m", "-2h", "1h60", "1h30x", "m30", "1h1h", "2h ", "1.5h", "30m2h",
  ])
  func `other text is no duration`(text: String) {
    #expect(DurationText.minutes(of: text) == nil)
  }

  @Test(arguments: [(45, "45m"), (60, "1h"), (90, "1h30"), (125, "2h05"), (2880, "48h")])
  func `a duration is written in its shortest form`(minutes: Int, text: String) {
    #expect(DurationText.text(minutes: minutes) == text)
    #expect(DurationText.minutes(of: text) == minutes)
  }

  @Test(arguments: [
    ("2026-12-01T14:00:00+01:00", "2026-12-01T13:00:00Z"),
    ("2026-12-01T13:00:00Z", "2026-12-01T13:00:00Z"),
    ("2026-12-01T08:00-05:00", "2026-12-01T13:00:00Z"),
    ("2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z"),
  ])
  func `RFC 3339 reads to the right instant`(text: String, utc: String) {
    #expect(RFC3339.instant(text).map(RFC3339.utc) == utc)
  }

  @Test(arguments: [
    "2026-12-01T14:00", "2026-12-01", "2026-12-01T25:00Z", "2026-12-01T14:00+1", "now",
  ])
  func `a time without offset is no instant`(text: String) {
    #expect(RFC3339.instant(text) == nil)
  }

  @Test func `an instant is written with the wall clock's offset`() {
    let instant = ZonedInstant(utc: RFC3339.instant("2026-12-01T13:00:00Z")!, offsetSeconds: 3600)
    #expect(instant.rfc3339 == "2026-12-01T14:00:00+01:00")
    let west = ZonedInstant(utc: instant.utc, offsetSeconds: -12_600)
    #expect(west.rfc3339 == "2026-12-01T09:30:00-03:30")
  }

  @Test(arguments: ["2026-12-01T14:00", "2026-12-01T14:00:30", "2026-10-25T02:30:00+02:00"])
  func `a requested time writes what it read`(text: String) {
    #expect(RequestedTime(text)?.description == text)
  }
}
