import Foundation
import Localization
import StudioTestSupport
import Testing

@testable import StudioBooking

@Suite struct AgendaTests {
  static let zone = VenueZone(identifier: "Europe/Brussels")!

  static func event(
    _ number: Int, _ title: String, _ start: String, hours: Int, cancelled: Bool = false
  ) -> Agenda.Event {
    let utc = RFC3339.instant(start)!
    return Agenda.Event(
      id: ReservationID(number),
      publicity: Publicity(
        title: title, summary: "<script>alert(1)</script> & \u{0} \"more\"",
        url: "https://example.be/?a=1&b=2", organiser: "Asbl <L'Été>", audience: "dès 12 ans",
        seats: 20)!,
      start: zone.zoned(utc), end: zone.zoned(utc + hours * 3600),
      places: [LocalizedText("Studio & salle")], isCancelled: cancelled, publishedUTC: utc - 86_400,
      sequence: 1)
  }

  static let agenda = Agenda(
    venue: LocalizedText("Tiers-lieu <&>"), zone: zone,
    events: [
      event(7, "Nuit du jeu « A & B »", "2026-10-24T20:00:00Z", hours: 7),
      event(9, "Zoë Čapek-d'Ursel 🎙️ / مريم", "2026-10-25T00:30:00Z", hours: 1, cancelled: true),
    ])

  @Test(arguments: Language.allCases)
  func `the page escapes everything and says when without doubt`(language: Language) {
    let page = AgendaPage(
      Self.agenda, in: language, languages: Language.allCases, base: "https://x.be",
      stylesheet: "https://x.be/agenda/agenda.css"
    ).html
    #expect(!page.contains("<script") && !page.contains("L'Été>"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"))
    #expect(page.contains("02:30+02:00"))
    #expect(page.contains("<article id=\"R-9\" class=\"cancelled\">"))
    #expect(!page.contains("agenda.title") && !page.contains("{"), "an unfilled sentence")
    #expect(!page.contains("style=\"") && !page.contains("<style"), "the CSP forbids inline styles")
  }

  @Test(.needsPython)
  func `the feed is read by feedparser without complaint`() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("feed.xml")
    try Data(AgendaFeed(Self.agenda, in: .french, base: "https://x.be").xml.utf8).write(to: file)
    let result = try PythonTool.run([
      "-c",
      """
      import feedparser, json, sys
      feed = feedparser.parse(sys.argv[1])
      assert not feed.bozo, feed.bozo_exception
      print(json.dumps([[e.title, e.id, e.published, e.link] for e in feed.entries]))
      """, file.path,
    ])
    try #require(result.exitCode == 0, "\(result.standardError)")
    let entries = try JSONDecoder().decode(
      [[String]].self, from: Data(result.standardOutput.utf8))
    #expect(
      entries == [
        [
          "Nuit du jeu « A & B »", "https://x.be/agenda/#R-7-1", "Fri, 23 Oct 2026 20:00:00 GMT",
          "https://example.be/?a=1&b=2",
        ],
        [
          "Annulé : Zoë Čapek-d'Ursel 🎙️ / مريم", "https://x.be/agenda/#R-9-1",
          "Sat, 24 Oct 2026 00:30:00 GMT", "https://example.be/?a=1&b=2",
        ],
      ])
  }

  @Test(.needsPython)
  func `the calendar is read by PyPI icalendar with the same instants`() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("agenda.ics")
    let text = AgendaCalendar(Self.agenda, in: .french, base: "https://x.be").text
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    try Data(text.utf8).write(to: file)
    let result = try PythonTool.run([
      "-c",
      """
      import icalendar, json, sys
      calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
      print(json.dumps([[str(e["SUMMARY"]), e["DTSTART"].dt.isoformat(), e["DTEND"].dt.isoformat(),
        str(e["STATUS"]), str(e["DESCRIPTION"])] for e in calendar.walk("VEVENT")]))
      """, file.path,
    ])
    try #require(result.exitCode == 0, "\(result.standardError)")
    let events = try JSONDecoder().decode([[String]].self, from: Data(result.standardOutput.utf8))
    let words = "<script>alert(1)</script> &  \"more\"\ndès 12 ans\nOrganisation : Asbl <L'Été>"
    #expect(
      events == [
        [
          "Nuit du jeu « A & B »", "2026-10-24T20:00:00+00:00", "2026-10-25T03:00:00+00:00",
          "CONFIRMED", words + "\n20 places",
        ],
        [
          "Zoë Čapek-d'Ursel 🎙️ / مريم", "2026-10-25T00:30:00+00:00",
          "2026-10-25T01:30:00+00:00", "CANCELLED", words + "\n20 places",
        ],
      ])
  }

  @Test(
    arguments: [
      ("", nil, nil), ("t", "javascript:alert(1)", nil), ("t", "https://x.be/ y", nil),
      ("t", "https://x.be/\"><script>", nil), ("t", nil, 0),
      (String(repeating: "é", count: 201), nil, nil),
    ] as [(String, String?, Int?)])
  func `a description that could do harm is not made`(title: String, url: String?, seats: Int?) {
    #expect(Publicity(title: title, url: url, seats: seats) == nil)
  }
}
