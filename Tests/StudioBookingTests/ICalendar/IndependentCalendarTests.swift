import Foundation
import Localization
import StudioTestSupport
import Testing

@testable import StudioBooking

/// Loads our calendars in PyPI icalendar with recurring-ical-events, PyPI vobject and Debian's khal.
@Suite(.needsPython, .serialized)
struct IndependentCalendarTests {
  private let zone = VenueZone(identifier: "Europe/Brussels")!

  @Test(arguments: ["UTC", "Asia/Tokyo", "America/New_York"])
  func `other programs find the booked instants under any TZ`(machine: String) throws {
    let folder = try TemporaryFolder()
    for (name, series) in cases() { try write(series, name, to: folder) }
    let result = try PythonTool.run(
      ["-m", "pytest", "-q", "-p", "no:cacheprovider", "Tests/Interop/test_calendars.py"],
      environment: [
        "STUDIO_CALENDAR_FOLDER": folder.url.path, "TZ": machine, "PYTHONDONTWRITEBYTECODE": "1",
      ])
    #expect(result.exitCode == 0, "\(result.standardOutput)")
  }

  /// A series with every date booked; some moved, cancelled, on the second 02:30.
  private func cases() -> [(String, Series)] {
    var found: [(String, Series)] = []
    func add(
      _ name: String, _ rule: String, _ start: String, _ length: SeriesPattern.Length,
      added: [String] = [], fold: RecurrenceSet.Fold = .first,
      change: (Int, Reservation) -> Reservation? = { $1 }
    ) {
      let pattern = SeriesPattern(
        times: RecurrenceSet(
          start: LocalDateTime(start)!, rule: try! RecurrenceRule(text: rule),
          added: added.map { LocalDateTime($0)! }, fold: fold),
        length: length)
      let times = try! pattern.times.times(in: zone)
      let dates = times.times.enumerated().compactMap { index, time -> Series.Occurrence? in
        guard let interval = pattern.interval(of: time, in: zone) else { return nil }
        let booked = reservation(index + 1, interval)
        return Series.Occurrence(
          local: time.local, state: .booked,
          reservation: change(index, booked) ?? cancelled(booked),
          reason: nil)
      }
      found.append(
        (
          name,
          Series(
            id: SeriesID(found.count + 1), offering: OfferingID(rawValue: "station"),
            person: PersonID(1), title: "Zoë Čapek-d'Ursel 🎙️ / مريم; \(name)", pattern: pattern,
            sequence: 3, continues: nil, occurrences: dates)
        ))
    }
    add("weekly", "FREQ=WEEKLY;COUNT=10", "2026-10-06T19:00", .minutes(120))
    add("spring", "FREQ=WEEKLY;COUNT=4", "2027-03-16T19:00", .minutes(60))
    add("gap", "FREQ=WEEKLY;COUNT=4", "2027-03-14T02:30", .minutes(30))
    add("fold", "FREQ=WEEKLY;COUNT=4", "2026-10-11T02:30", .minutes(30))
    add("second", "FREQ=WEEKLY;COUNT=4", "2026-10-11T02:30", .minutes(30), fold: .second)
    add("night", "FREQ=WEEKLY;COUNT=4", "2026-10-10T22:00", .clock(days: 1, secondOfDay: 14_400))
    add("hours", "FREQ=WEEKLY;COUNT=4", "2026-10-10T22:00", .minutes(360))
    add("short", "FREQ=WEEKLY;COUNT=3", "2027-03-20T22:00", .clock(days: 1, secondOfDay: 14_400))
    add("last", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5", "2027-01-31T10:00", .minutes(60))
    add("thursday", "FREQ=MONTHLY;BYDAY=1TH;COUNT=8", "2026-12-03T10:00", .minutes(90))
    add("leap", "FREQ=YEARLY;COUNT=2", "2028-02-29T10:00", .minutes(60))
    add("daily", "FREQ=DAILY;COUNT=40", "2026-10-10T01:30", .minutes(60))
    add(
      "added", "FREQ=WEEKLY;COUNT=3", "2026-12-01T10:00", .minutes(60), added: ["2026-12-03T10:00"])
    add("edited", "FREQ=WEEKLY;COUNT=8", "2026-12-01T14:00", .minutes(60)) { index, booked in
      switch index {
      case 0: return nil
      case 3: return reservation(4, at: booked.start.utc + 86_400, seconds: 5400)
      case 5: return nil
      default: return booked
      }
    }
    return found
  }

  private func reservation(_ number: Int, _ interval: UTCInterval) -> Reservation {
    Reservation(
      id: ReservationID(number), status: .confirmed, offering: OfferingID(rawValue: "station"),
      units: [UnitID(rawValue: "A")], start: zone.zoned(interval.startUTC),
      end: zone.zoned(interval.endUTC), version: 1)
  }

  private func reservation(_ number: Int, at utc: Int, seconds: Int) -> Reservation {
    reservation(number, UTCInterval(startUTC: utc, endUTC: utc + seconds))
  }

  private func cancelled(_ booked: Reservation) -> Reservation {
    Reservation(
      id: booked.id, status: .cancelled, offering: booked.offering, units: booked.units,
      start: booked.start, end: booked.end, version: 2)
  }

  private func write(_ series: Series, _ name: String, to folder: TemporaryFolder) throws {
    let calendar = ReservationCalendar(
      venue: DeskFixture().venue, domain: "test", reader: .insider, language: .french)
    let document = CalendarDocument(
      method: .publish, name: name, zone: zone, events: calendar.events(series))
    let text = document.text(stampUTC: 1_790_000_000)
    try Data(text.utf8).write(to: folder.file("\(name).ics"))
    let booked = series.occurrences.compactMap(\.reservation).filter(\.status.ownsClaims)
      .map { [RFC3339.utc($0.start.utc), RFC3339.utc($0.end.utc)] }
    try JSONEncoder().encode(booked).write(to: folder.file("\(name).json"))
    // Our own reader agrees with the others.
    let read = ImportedEvents(
      try ICalendarReader.read(Array(text.utf8)), zone: zone,
      window: UTCInterval(startUTC: 0, endUTC: 4_000_000_000))
    #expect(
      read.occurrences.map { [RFC3339.utc($0.interval.startUTC), RFC3339.utc($0.interval.endUTC)] }
        == booked.sorted { $0[0] < $1[0] }, "\(name)")
  }

  @Test func `scenario 30: REQUEST 0, REQUEST 1, CANCEL 2 with one UID`() throws {
    let calendar = ReservationCalendar(
      venue: DeskFixture().venue, domain: "0123abcd", reader: .insider, language: .french)
    let start = RFC3339.instant("2026-12-01T13:00:00Z")!
    func step(_ version: Int, _ status: ReservationStatus, _ start: Int) -> CalendarEvent {
      calendar.event(
        .init(
          Reservation(
            id: ReservationID(17), status: status, offering: OfferingID(rawValue: "station"),
            units: [UnitID(rawValue: "A")], start: zone.zoned(start), end: zone.zoned(start + 3600),
            version: version), title: "Zoë Čapek-d'Ursel 🎙️ / مريم"))
    }
    let steps = [
      step(1, .confirmed, start), step(2, .confirmed, start + 86_400),
      step(3, .cancelled, start + 86_400),
    ]
    #expect(Set(steps.map(\.uid)) == ["R-17@0123abcd"])
    #expect(steps.map(\.sequence) == [0, 1, 2])
    #expect(steps.map(\.status) == [.confirmed, .confirmed, .cancelled])
  }

  @Test func `to outsiders every event is busy and names nobody`() throws {
    let calendar = ReservationCalendar(
      venue: DeskFixture().venue, domain: "x", reader: .outsider, language: .french)
    for (_, series) in cases() {
      let text = CalendarDocument(
        method: .publish, name: "x", zone: zone, events: calendar.events(series)
      ).text(stampUTC: 0)
      #expect(text.contains("SUMMARY:Occupé"))
      #expect(!text.contains("Zoë") && !text.contains("DESCRIPTION"))
    }
  }
}
