import Foundation
import GRDB
import Localization
import Testing

@testable import StudioBooking
@testable import StudioStore

@Suite struct CalendarStoreTests {
  private let staff = Actor.staff(nil)

  private func fixture() async throws -> BookingFixture {
    try await BookingFixture(venue: SeriesFixture.venue())
  }

  @Test func `a link shows busy to others, names to staff, and nothing once revoked`() async throws
  {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    _ = try await fixture.store.reserve(
      request("one", "2026-12-01T14:00", for: "Zoë", title: "Podcast secret"), by: staff)
    let made = try await store.createCalendarLink(
      .space(SpaceID(rawValue: "room")), names: false, at: now)
    let busy = try #require(try await store.calendarFeed(token: made.token, at: now)).text
    #expect(busy.contains("SUMMARY:Occupé\r\n"))
    #expect(busy.contains("DTSTART;TZID=Europe/Brussels:20261201T140000\r\n"))
    #expect(!busy.contains("Podcast") && !busy.contains("Zoë"))
    // Equal content has equal bytes, whenever it is asked for.
    #expect(try await store.calendarFeed(token: made.token, at: now + 60)?.text == busy)

    let inside = try await store.createCalendarLink(.venue, names: true, at: now)
    let names = try #require(try await store.calendarFeed(token: inside.token, at: now)).text
    #expect(names.contains("SUMMARY:Podcast secret (Studio A)\r\n"))

    _ = try await store.revokeCalendarLink(made.link.id, at: now)
    #expect(try await store.calendarFeed(token: made.token, at: now) == nil)
    #expect(try await store.calendarFeed(token: "guess", at: now) == nil)
    #expect(
      try await refusal { _ = try await store.revokeCalendarLink(made.link.id, at: now) }?.rule
        == .unknownToken)
    // The database does not hold the secret.
    let hashes = try await store.read {
      try String.fetchAll($0, sql: "SELECT hash FROM calendar_token")
    }
    #expect(hashes.count == 2 && !hashes.contains(made.token))
  }

  @Test func `a person's link shows their own and nobody else's`() async throws {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    let series = try await store.reserve(
      try SeriesFixture.request("FREQ=WEEKLY;COUNT=3", "2026-12-01T18:00"), by: staff, at: now)
    _ = try await fixture.store.reserve(
      request("one", "2026-12-01T14:00", for: "Bob", title: "Bob's"), by: staff)
    let made = try await store.createCalendarLink(.person(series.person), names: false, at: now)
    let text = try #require(try await store.calendarFeed(token: made.token, at: now)).text
    #expect(text.contains("RRULE:FREQ=WEEKLY;UNTIL=20261215T170000Z\r\n"))
    #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 2)
    #expect(!text.contains("Bob"))
  }

  @Test func `a calendar leaves lapsed holds out and keeps a long loan until it ended long ago`()
    async throws
  {
    let fixture = try await BookingFixture(venue: SampleVenue.lendingFreely())
    let week = try await fixture.store.reserve(
      request("podcast-kit", "2026-11-26T10:00", minutes: 7 * 1440), by: staff)
    let held = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", for: "Bob", hold: 10), by: staff)
    func events(at now: Int) async throws -> Int {
      try await fixture.database.calendarText(.venue, in: .english, at: now).text
        .components(separatedBy: "BEGIN:VEVENT").count - 1
    }
    let heldUntil = try #require(held.heldUntil).utc
    #expect(try await events(at: heldUntil - 1) == 2)
    #expect(try await events(at: heldUntil) == 1)
    let old = week.end.utc + CalendarExport.pastDays * 86_400
    #expect(try await events(at: old - 1) == 1)
    #expect(try await events(at: old) == 0)
  }

  @Test func `scenario 30: the invitation goes REQUEST 0, REQUEST 1, CANCEL 2 with one UID`()
    async throws
  {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    // Both forms of the name are one person.
    let name = "Zoë Čapek-d'Ursel 🎙️ / مريم"
    let first = try await fixture.store.reserve(
      request("one", "2026-11-30T14:00", for: name.decomposedStringWithCanonicalMapping),
      by: staff)
    let booked = try await fixture.store.reserve(
      request("one", "2026-12-01T14:00", for: name.precomposedStringWithCanonicalMapping),
      by: staff)
    let people = try await store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM person") }
    #expect(people == 1 && first.id != booked.id)
    try await store.write { db in
      try db.execute(sql: "UPDATE person SET email = 'zoe@example.be'")
    }
    let house = CalendarEvent.Party(name: "Maison", email: "reservations@example.be")
    func step() async throws -> (method: String, uid: String, sequence: String) {
      let file = try await store.invitation(booked.id, from: house, in: .french, at: now)
      let lines = file.text.utf8.split(separator: 0x0A)
      #expect(lines.allSatisfy { $0.count <= 76 && $0.last == 0x0D })
      let read = try ICalendarReader.read(Array(file.text.utf8)).components[0]
      let event = try #require(read.children.last)
      #expect(event.property("ATTENDEE")?.parameter("CN") == name)
      return (
        read.property("METHOD")!.value, event.property("UID")!.text,
        event.property("SEQUENCE")!.value
      )
    }
    let guest = try await fixture.store.reserve(
      BookingRequest(
        offering: OfferingID(rawValue: "one"), start: RequestedTime("2026-12-04T14:00")!,
        person: .name("Alice"), guests: [Guest(text: "Léa <lea@example.be>")!, Guest(text: "Max")!]),
      by: staff)
    let invited = try await store.invitation(guest.id, from: house, in: .french, at: now).text
      .replacing("\r\n ", with: "")
    #expect(invited.contains("ATTENDEE;CN=Léa;"))
    #expect(invited.contains("PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:lea@example.be"))
    #expect(!invited.contains("Max"), "who has no address cannot be invited")
    let asked = try await step()
    _ = try await store.move(
      booked.id, ReservationMove(start: RequestedTime("2026-12-02T14:00")!), by: staff, at: now)
    let moved = try await step()
    _ = try await fixture.store.change(.cancel, booked.id, by: staff)
    let cancelled = try await step()
    #expect([asked, moved, cancelled].map(\.method) == ["REQUEST", "REQUEST", "CANCEL"])
    #expect([asked, moved, cancelled].map(\.sequence) == ["0", "1", "2"])
    #expect(Set([asked, moved, cancelled].map(\.uid)).count == 1)
  }

  @Test func `an import books once, names what is busy, and a rehearsal writes nothing`()
    async throws
  {
    let fixture = try await fixture()
    let (store, now) = (fixture.database, fixture.store.nowUTC)
    _ = try await fixture.store.reserve(request("one", "2026-12-08T14:30", for: "Bob"), by: staff)
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:old-1
      DTSTART;TZID=Europe/Brussels:20261201T140500
      DTEND;TZID=Europe/Brussels:20261201T151000
      RRULE:FREQ=WEEKLY;COUNT=3
      SUMMARY:Ancien système
      END:VEVENT
      END:VCALENDAR
      """
    let events = ImportedEvents(
      try ICalendarReader.read(Array(text.utf8)),
      zone: VenueZone(identifier: "Europe/Brussels")!,
      window: UTCInterval(startUTC: now, endUTC: now + 100 * 86_400))
    func ask(skip: Bool, dry: Bool) -> CalendarImportRequest {
      CalendarImportRequest(
        offering: OfferingID(rawValue: "one"), person: .name("Import"), skipping: skip,
        isDryRun: dry)
    }
    let rehearsed = try await store.importEvents(
      events, ask(skip: false, dry: true), by: staff, at: now)
    #expect(rehearsed.events.map(\.state) == ["booked", "busy", "booked"])
    #expect(rehearsed.events[1].conflict?.unit.rawValue == "A")
    #expect(rehearsed.events[0].setAside.contains("granularity"))
    func count() async throws -> Int? {
      try await store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM reservation") }
    }
    #expect(try await count() == 1)
    let refused = try await refusal {
      _ = try await store.importEvents(events, ask(skip: false, dry: false), by: staff, at: now)
    }
    #expect(refused?.rule == .seriesConflict)
    #expect(try await count() == 1)
    let done = try await store.importEvents(
      events, ask(skip: true, dry: false), by: staff, at: now)
    #expect(done.events.map(\.state) == ["booked", "busy", "booked"])
    let again = try await store.importEvents(
      events, ask(skip: true, dry: false), by: staff, at: now)
    #expect(again.events.map(\.state) == ["known", "busy", "known"])
    #expect(try await count() == 3)
  }

  @Test func `a day calendar is replaced by its name and bends series`() async throws {
    let fixture = try await fixture()
    let store = fixture.database
    func days(_ from: String, _ to: String) -> DayCalendar {
      DayCalendar(
        name: "conges", days: [DayCalendar.Run(from: CivilDate(from)!, to: CivilDate(to)!)])
    }
    _ = try await store.replaceCalendar(
      days("2026-12-01", "2026-12-02"), isConfirmed: true, by: staff, at: fixture.store.nowUTC)
    _ = try await store.replaceCalendar(
      days("2026-12-07", "2026-12-13"), isConfirmed: true, by: staff, at: fixture.store.nowUTC)
    let venue = try await store.venue()
    #expect(venue.calendars.count == 1)
    let plan = try await store.preview(
      SeriesRequest(
        booking: request("one", "2026-12-01T14:00"),
        repetition: Repetition(
          rule: try RecurrenceRule(text: "FREQ=WEEKLY;COUNT=2"), exceptCalendars: ["conges"])),
      at: fixture.store.nowUTC)
    #expect(plan.dates.map(\.local.date.description) == ["2026-12-01", "2026-12-15"])
    #expect(plan.excluded.map(\.date.description) == ["2026-12-08"])
  }
}
