import Foundation
import StudioBooking
import StudioTestSupport
import Testing

@Suite struct VenueZoneTests {
  static let brussels = VenueZone(identifier: "Europe/Brussels")!

  @Test func `a made-up zone does not exist`() {
    #expect(VenueZone(identifier: "Europe/Atlantis") == nil)
  }

  @Test(arguments: [
    ("2026-12-01T14:00", "2026-12-01T13:00:00Z"), ("2026-07-01T14:00", "2026-07-01T12:00:00Z"),
    ("2027-03-28T01:59:59", "2027-03-28T00:59:59Z"), ("2027-03-28T03:00", "2027-03-28T01:00:00Z"),
    ("2026-10-25T01:59:59", "2026-10-24T23:59:59Z"), ("2026-10-25T03:00", "2026-10-25T02:00:00Z"),
  ])
  func `a reading that exists once is one instant`(local: String, utc: String) {
    #expect(Self.brussels.resolve(LocalDateTime(local)!) == .unique(RFC3339.instant(utc)!))
    #expect(Self.brussels.local(atUTC: RFC3339.instant(utc)!) == LocalDateTime(local)!)
  }

  @Test(arguments: ["2027-03-28T02:00", "2027-03-28T02:30", "2027-03-28T02:59:59"])
  func `the hour the clock skips does not exist`(local: String) {
    #expect(
      Self.brussels.resolve(LocalDateTime(local)!)
        == .missing(
          atUTC: RFC3339.instant("2027-03-28T01:00:00Z")!,
          from: LocalDateTime("2027-03-28T02:00")!, to: LocalDateTime("2027-03-28T03:00")!))
  }

  @Test(arguments: [("2026-10-25T02:00", "00:00:00"), ("2026-10-25T02:59:59", "00:59:59")])
  func `the hour the clock repeats exists twice`(local: String, first: String) {
    let firstUTC = RFC3339.instant("2026-10-25T\(first)Z")!
    #expect(
      Self.brussels.resolve(LocalDateTime(local)!)
        == .ambiguous(firstUTC: firstUTC, secondUTC: firstUTC + 3600))
  }

  @Test(arguments: [
    "Europe/Brussels", "UTC", "Asia/Beirut", "Australia/Lord_Howe", "America/St_Johns",
    "Asia/Pyongyang", "Pacific/Apia", "Africa/Casablanca",
  ])
  func `remembered offsets are those Foundation gives, in any order`(identifier: String) throws {
    let zone = try #require(VenueZone(identifier: identifier))
    let asked = try #require(TimeZone(identifier: identifier))
    var random = SeededGenerator(seed: 7)
    // From 1990, which is never remembered, to 2110; thrice, so that most are remembered.
    let instants = (0..<4_000).map { _ in
      Int.random(in: 631_152_000..<4_417_977_600, using: &random)
    }
    for utc in instants + instants.reversed() + instants.map({ $0 - $0 % 86_400 - 1 }) {
      #expect(
        zone.offsetSeconds(atUTC: utc)
          == asked.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(utc))), "\(utc)")
    }
  }

  @Test func `a zone whose clock jumps at midnight has a first instant on that day`() {
    // Beirut goes forward at 00:00 on the last Sunday of March: 2027-03-28 begins at 01:00.
    let beirut = VenueZone(identifier: "Asia/Beirut")!
    let start = beirut.startOfDay(CivilDate("2027-03-28")!)
    #expect(beirut.local(atUTC: start) == LocalDateTime("2027-03-28T01:00")!)
  }

  @Test func `a half-hour change is found exactly`() {
    // Lord Howe Island moves its clock by 30 minutes.
    let zone = VenueZone(identifier: "Australia/Lord_Howe")!
    #expect(
      zone.resolve(LocalDateTime("2026-10-04T02:15")!)
        == .missing(
          atUTC: RFC3339.instant("2026-10-03T15:30:00Z")!,
          from: LocalDateTime("2026-10-04T02:00")!, to: LocalDateTime("2026-10-04T02:30")!))
  }

  @Test func `every quarter hour of two years resolves back to itself`() {
    let zone = Self.brussels
    let start = RFC3339.instant("2026-01-01T00:00:00Z")!
    for utc in stride(from: start, to: start + 730 * 86_400, by: 900) {
      switch zone.resolve(zone.local(atUTC: utc)) {
      case .unique(let found): #expect(found == utc)
      case .ambiguous(let first, let second): #expect(first == utc || second == utc)
      case .missing: Issue.record("\(RFC3339.utc(utc)) has no local time")
      }
    }
  }
}
