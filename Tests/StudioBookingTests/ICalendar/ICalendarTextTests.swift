import Testing

@testable import StudioBooking

@Suite struct ICalendarTextTests {
  @Test(arguments: [
    "Zoë Čapek-d'Ursel 🎙️ / مريم", "Zoe\u{308} C\u{30C}apek", String(repeating: "é", count: 200),
    String(repeating: "👨‍👩‍👧‍👦", count: 40), "a" + String(repeating: "\u{301}", count: 100),
    String(repeating: "x", count: 75), String(repeating: "x", count: 67),
  ])
  func `scenario 30: lines fold at 75 octets without cutting a character`(name: String) throws {
    let component = ICalendarComponent(
      "VEVENT", properties: [ICalendarProperty("SUMMARY", text: name)])
    let text = ICalendarWriter.text(of: component)
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    for line in lines {
      #expect(line.last == 0x0D)
      #expect(line.dropLast().count <= 75)
      #expect(String(validating: line, as: UTF8.self) != nil, "no line is cut within a character")
    }
    let read = try ICalendarReader.read(
      Array(("BEGIN:VCALENDAR\r\n" + text + "END:VCALENDAR\r\n").utf8))
    #expect(read.components[0].children[0].property("SUMMARY")?.text == name)
  }

  @Test(arguments: [
    "a;b,c\\d\ne", "\\n", "\\\\n", "tab\there", "\"quoted\"", "", "c:\\new;folder,\n\nend\\",
  ])
  func `what is written is read back`(text: String) {
    let property = ICalendarProperty("SUMMARY", text: text)
    #expect(!property.value.contains("\n"))
    #expect(property.text == text)
  }

  @Test(arguments: ["Léa; Bob, et: \"Zoë\"", "^caret^", "plain", "a\nb", "^n"])
  func `a parameter is read back with every quote and caret`(name: String) throws {
    let component = ICalendarComponent(
      "VCALENDAR",
      properties: [
        ICalendarProperty(
          "ATTENDEE", [.init("CN", name), .init("RSVP", "FALSE")], raw: "mailto:a@b")
      ])
    let read = try ICalendarReader.read(Array(ICalendarWriter.text(of: component).utf8))
    let property = try #require(read.components[0].property("ATTENDEE"))
    #expect(property.parameter("CN") == name)
    #expect(property.parameter("RSVP") == "FALSE")
    #expect(property.value == "mailto:a@b")
  }

  @Test
  func `a reader takes what others write: bare line feeds, lower case, folds within a letter`()
    throws
  {
    var bytes = Array("\u{FEFF}begin:vcalendar\nbegin:vevent\nsummary;language=fr:Caf".utf8)
    bytes += [0xC3, 0x0A, 0x20, 0xA9]  // é cut in two by a fold
    bytes += Array("\nthis is no line\nUID:1\nEND:VEVENT".utf8)
    let content = try ICalendarReader.read(bytes)
    let event = content.components[0].children[0]
    #expect(event.name == "VEVENT")
    #expect(event.property("SUMMARY")?.text == "Café")
    #expect(event.property("SUMMARY")?.parameter("LANGUAGE") == "fr")
    #expect(content.strayLines == [5])
  }

  @Test func `a file too large, too deep or without a calendar is refused`() {
    func rule(_ bytes: [UInt8]) -> RefusalRule? {
      do throws(Refusal) {
        _ = try ICalendarReader.read(bytes)
        return nil
      } catch {
        return error.rule
      }
    }
    #expect(
      rule([UInt8](repeating: 0x41, count: ICalendarReader.maximumBytes + 1)) == .calendarFile)
    #expect(rule(Array(String(repeating: "BEGIN:X\n", count: 20).utf8)) == .calendarFile)
    #expect(rule(Array("hello".utf8)) == .calendarFile)
    #expect(rule([]) == .calendarFile)
  }

  @Test func `Brussels is described by the last Sundays of March and October`() throws {
    let zone = VenueZone(identifier: "Europe/Brussels")!
    let start = RFC3339.instant("2026-12-01T12:00:00Z")!
    let component = VTimezone.component(
      zone, covering: UTCInterval(startUTC: start, endUTC: start + 3600))
    let rules = Set(component.children.map { "\($0.name) \($0.property("RRULE")?.value ?? "")" })
    #expect(
      rules == [
        "DAYLIGHT FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "STANDARD FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
      ])
    let tokyo = VTimezone.component(
      VenueZone(identifier: "Asia/Tokyo")!,
      covering: UTCInterval(startUTC: start, endUTC: start + 1))
    #expect(tokyo.children.map { $0.property("TZOFFSETTO")?.value } == ["+0900"])
  }
}
