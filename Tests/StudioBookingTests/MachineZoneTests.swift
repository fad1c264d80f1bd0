import Foundation
import StudioBooking
import Testing

/// Scenario 8: the machine's own time zone changes nothing.
///
/// Each case is a process of its own,
/// because a process reads TZ once.
@Suite struct MachineZoneTests {
  @Test(arguments: ["UTC", "Asia/Tokyo", "America/New_York"])
  func `both clock-change nights are the same under any TZ`(name: String) async {
    await #expect(processExitsWith: .success) { [name = name as String] in
      unsafe setenv("TZ", name, 1)
      tzset()
      NSTimeZone.resetSystemTimeZone()
      precondition(
        TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: 0))
          == [
            "UTC": 0, "Asia/Tokyo": 32_400, "America/New_York": -18_000,
          ][name])
      let desk = DeskFixture()
      func instants(_ start: String, _ end: String) -> [String] {
        guard case .success(let found) = desk.decide(desk.ask(start, end: end)) else { return [] }
        return [RFC3339.utc(found.interval.startUTC), RFC3339.utc(found.interval.endUTC)]
      }
      precondition(
        instants("2026-10-24T22:00", "2026-10-25T04:00")
          == ["2026-10-24T20:00:00Z", "2026-10-25T03:00:00Z"])
      precondition(
        instants("2027-03-27T22:00", "2027-03-28T04:00")
          == ["2027-03-27T21:00:00Z", "2027-03-28T02:00:00Z"])
      precondition(desk.rule("2027-03-28T02:30") == .nonexistentTime)
      precondition(desk.rule("2026-10-25T02:30") == .ambiguousTime)
    }
  }

  @Test(arguments: ["UTC", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe"])
  func `scenario 8: scenarios 1 to 7 come to the same bytes under any TZ`(name: String) async {
    let here = ClockScenarios.text
    #expect(here.contains("1: 2026-10-24T20:00:00Z 2026-10-25T03:00:00Z 25200"))
    #expect(here.contains("2: 2027-03-27T21:00:00Z 2027-03-28T02:00:00Z 18000"))
    #expect(here.contains("7 2026-10-25: 50 90000"))
    #expect(here.contains("7 2027-03-28: 46 82800"))
    #expect(here.contains("mardi 27 octobre 2026 19:00"))
    await #expect(processExitsWith: .success) { [name = name as String, here = here as String] in
      unsafe setenv("TZ", name, 1)
      tzset()
      NSTimeZone.resetSystemTimeZone()
      precondition(TimeZone.current.identifier == name || name == "UTC")
      precondition(ClockScenarios.text == here)
    }
  }
}
