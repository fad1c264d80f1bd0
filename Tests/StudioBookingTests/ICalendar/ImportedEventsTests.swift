import StudioBooking
import Testing

@Suite struct ImportedEventsTests {
  private let zone = VenueZone(identifier: "Europe/Brussels")!

  private func read(_ events: String, _ zones: String = "") throws -> ImportedEvents {
    let text = "BEGIN:VCALENDAR\n\(zones)\n\(events)\nEND:VCALENDAR\n"
    let window = UTCInterval(
      startUTC: RFC3339.instant("2026-10-01T00:00:00Z")!,
      endUTC: RFC3339.instant("2027-10-01T00:00:00Z")!)
    return ImportedEvents(
      try ICalendarReader.read(Array(text.utf8)), zone: zone, window: window)
  }

  private func starts(_ events: ImportedEvents) -> [String] {
    events.occurrences.map { RFC3339.utc($0.interval.startUTC) }
  }

  @Test func `one event in each way of writing a time`() throws {
    for start in [
      "DTSTART:20261201T130000Z", "DTSTART;TZID=Europe/Brussels:20261201T140000",
      "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Brussels:20261201T140000",
      "DTSTART:20261201T140000", "DTSTART;TZID=\"America/New_York\":20261201T080000",
      "DTSTART;TZID=Nowhere/Known:20261201T140000",
    ] {
      let found = try read("BEGIN:VEVENT\nUID:1\n\(start)\nDURATION:PT1H30M\nEND:VEVENT")
      #expect(starts(found) == ["2026-12-01T13:00:00Z"], "\(start)")
      #expect(found.occurrences[0].interval.durationSeconds == 5400)
      #expect(found.problems.isEmpty)
    }
  }

  @Test func `a zone only the file describes is read from its description`() throws {
    let zones = """
      BEGIN:VTIMEZONE
      TZID:Romance Standard Time
      BEGIN:STANDARD
      DTSTART:16010101T030000
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:16010101T020000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
      END:DAYLIGHT
      END:VTIMEZONE
      """
    let found = try read(
      """
      BEGIN:VEVENT
      UID:1
      DTSTART;TZID=Romance Standard Time:20261020T190000
      DTEND;TZID=Romance Standard Time:20261020T200000
      RRULE:FREQ=WEEKLY;COUNT=3
      END:VEVENT
      """, zones)
    #expect(
      starts(found) == ["2026-10-20T17:00:00Z", "2026-10-27T18:00:00Z", "2026-11-03T18:00:00Z"])
  }

  @Test func `an occurrence moved, one cancelled, one excluded and one added`() throws {
    let found = try read(
      """
      BEGIN:VEVENT
      UID:s
      DTSTART;TZID=Europe/Brussels:20261201T140000
      DTEND;TZID=Europe/Brussels:20261201T150000
      RRULE:FREQ=WEEKLY;COUNT=5
      EXDATE;TZID=Europe/Brussels:20261208T140000
      RDATE;TZID=Europe/Brussels:20261209T140000
      SUMMARY:Atelier\\, le mardi
      END:VEVENT
      BEGIN:VEVENT
      UID:s
      RECURRENCE-ID;TZID=Europe/Brussels:20261215T140000
      DTSTART;TZID=Europe/Brussels:20261216T100000
      DTEND;TZID=Europe/Brussels:20261216T110000
      END:VEVENT
      BEGIN:VEVENT
      UID:s
      RECURRENCE-ID;TZID=Europe/Brussels:20261222T140000
      DTSTART;TZID=Europe/Brussels:20261222T140000
      DTEND;TZID=Europe/Brussels:20261222T150000
      STATUS:CANCELLED
      END:VEVENT
      """)
    #expect(
      starts(found) == [
        "2026-12-01T13:00:00Z", "2026-12-09T13:00:00Z", "2026-12-16T09:00:00Z",
        "2026-12-29T13:00:00Z",
      ])
    #expect(found.occurrences[0].summary == "Atelier, le mardi")
    #expect(Set(found.occurrences.map(\.recurrence)).count == 4)
  }

  @Test func `an endless rule stops at the window, a rule we cannot read is named`() throws {
    let endless = try read(
      "BEGIN:VEVENT\nUID:e\nDTSTART:20260101T100000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY\nEND:VEVENT"
    )
    #expect(endless.occurrences.count == 12)
    let hourly = try read(
      "BEGIN:VEVENT\nUID:h\nDTSTART:20261201T100000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY\nEND:VEVENT"
    )
    #expect(hourly.occurrences.count == 1)
    #expect(hourly.problems.map(\.line) == ["FREQ=HOURLY"])
    let broken = try read("BEGIN:VEVENT\nUID:b\nDTSTART:yesterday\nEND:VEVENT")
    #expect(broken.occurrences.isEmpty && broken.problems.count == 1)
  }

  @Test func `school holidays become a day calendar`() throws {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:1
      DTSTART;VALUE=DATE:20261019
      DTEND;VALUE=DATE:20261031
      SUMMARY:Congé d'automne
      END:VEVENT
      BEGIN:VEVENT
      UID:2
      DTSTART;VALUE=DATE:20261221
      DTEND;VALUE=DATE:20270102
      SUMMARY:Vacances d'hiver
      END:VEVENT
      BEGIN:VEVENT
      UID:3
      DTSTART;VALUE=DATE:20270327
      END:VEVENT
      END:VCALENDAR
      """
    let content = try ICalendarReader.read(Array(text.utf8))
    let calendar = try DayCalendar(name: "conges-scolaires", importing: content, zone: zone)
    #expect(
      calendar.days.map { "\($0.from) \($0.to)" } == [
        "2026-10-19 2026-10-30", "2026-12-21 2027-01-01", "2027-03-27 2027-03-27",
      ])
    #expect(calendar.days[0].name == "Congé d'automne")
    #expect(calendar.lastDate?.description == "2027-03-27")
    #expect(throws: Refusal.self) {
      try DayCalendar(name: "jours-feries", importing: content, zone: zone)
    }
  }
}
