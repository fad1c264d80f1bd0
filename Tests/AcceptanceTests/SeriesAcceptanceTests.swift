import Foundation
import StudioTestSupport
import Testing

@Suite struct SeriesAcceptanceTests {
  let installation: Installation

  init() throws { installation = try Installation() }

  @Test func `people's words: preview, book, move what follows, undo`() throws {
    let words = [
      "book", "podcast-studio", "--start", "2026-12-01T18:00", "--duration", "2h", "--for",
      "lea@example.be", "--every", "week", "--on", "tue", "--times", "5", "--except",
      "jours-feries,2026-12-08", "--json",
    ]
    let preview = try BuiltProgram.studio.start(
      installation.arguments(words + ["--preview"]), environment: Installation.clock
    ).result()
    #expect(preview.exitCode == 0, "\(preview.standardError)")
    #expect(try preview.json["free"] as? Int == 5)
    #expect(try preview.json["excluded"] as? [String] == ["2026-12-08T18:00"])
    let list = try installation.run("series", "list", "--json")
    #expect(list.standardOutput == "[\n\n]\n" || list.standardOutput == "[]\n")

    let made = try BuiltProgram.studio.start(
      installation.arguments(words), environment: Installation.clock
    ).result()
    #expect(made.exitCode == 0, "\(made.standardOutput)")
    #expect(try made.json["id"] as? String == "SR-1")
    #expect(try made.json["rule"] as? String == "FREQ=WEEKLY;COUNT=6;BYDAY=TU")

    let moved = try installation.run(
      "series", "move", "SR-1", "--from", "2026-12-22", "--to", "19:00", "--json")
    #expect(moved.exitCode == 0, "\(moved.standardOutput)")
    let continued = try #require(try moved.json["continued"] as? [String: Any])
    #expect(continued["start"] as? String == "2026-12-22T19:00")
    let undone = try installation.run("series", "undo", "SR-1", "--json")
    #expect(undone.exitCode == 0, "\(undone.standardOutput)")
    #expect(try undone.json["continued"] == nil)
    let shown = try installation.run("series", "show", "R-5")
    #expect(shown.standardOutput.contains("SR-1"))
    #expect(shown.standardOutput.contains("every week, on Tuesday, 5 times"))
  }

  @Test(arguments: [
    ["--every", "week"], ["--on", "tue"], ["--every", "fortnight", "--times", "2"],
    ["--every", "week", "--repeat", "FREQ=DAILY", "--times", "2"], ["--skip"],
    ["--every", "week", "--times", "2", "--until", "2027-01-01"],
  ])
  func `a repetition that says nothing is wrong usage`(words: [String]) throws {
    let result = try BuiltProgram.studio.start(
      installation.arguments(
        ["book", "podcast-studio", "--start", "2026-12-01T18:00", "--for", "A"] + words),
      environment: Installation.clock
    ).result()
    #expect(result.exitCode == 64, "\(words): \(result.standardError)")
  }

  @Test func `an RRULE that cannot be booked is one sentence`() throws {
    let result = try installation.run(
      "book", "podcast-studio", "--start", "2026-12-01T18:00", "--for", "A", "--repeat",
      "FREQ=DAILY;COUNT=1000000000", "--json")
    #expect(result.exitCode == 1)
    #expect(try result.error["code"] as? String == "bad_recurrence")
  }

  @Test func `a calendar goes out as a file and comes in as bookings`() throws {
    let booked = try installation.run(
      "book", "podcast-studio", "--start", "2026-12-01T14:00", "--for", "zoe@example.be")
    #expect(booked.exitCode == 0)
    let calendar = try installation.run("calendar", "--ics")
    #expect(calendar.standardOutput.hasPrefix("BEGIN:VCALENDAR\r\n"))
    #expect(calendar.standardOutput.hasSuffix("END:VCALENDAR\r\n"))
    let invite = try installation.run("calendar", "invite", "R-1")
    #expect(invite.standardOutput.contains("METHOD:REQUEST\r\n"))

    let file = installation.temporary.file("in.ics")
    try Data(calendar.standardOutput.utf8).write(to: file)
    let busy = try installation.run(
      "calendar", "import", file.path, "--offering", "podcast-studio", "--for", "Import",
      "--dry-run", "--json")
    #expect(busy.exitCode == 0, "\(busy.standardOutput)\(busy.standardError)")
    let events = try #require(try busy.json["events"] as? [[String: Any]])
    #expect(events.map { $0["state"] as? String } == ["busy"])

    let days = installation.temporary.file("days.ics")
    try Data(
      """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:20261221
      DTEND;VALUE=DATE:20270102
      SUMMARY:Vacances
      END:VEVENT
      END:VCALENDAR
      """.utf8
    ).write(to: days)
    let read = try installation.run(
      "calendar", "import-days", days.path, "--as", "conges-scolaires", "--json")
    #expect(read.exitCode == 0, "\(read.standardOutput)")
    let doctor = try installation.run("doctor", "--json")
    #expect(doctor.standardOutput.contains("calendar_ends"))
  }

  @Test func `a calendar's address is shown once and can be taken back`() throws {
    let made = try installation.run("token", "create", "calendar", "--space", "gaming", "--json")
    #expect(made.exitCode == 0, "\(made.standardOutput)")
    let token = try #require(try made.json["token"] as? String)
    #expect(token.count == 43)
    #expect((try made.json["url"] as? String)?.hasSuffix("/calendar/\(token).ics") == true)
    let list = try installation.run("token", "list", "--json")
    #expect(!list.standardOutput.contains(token))
    #expect(try list.jsonArray[0]["id"] as? String == "K-1")
    #expect(try installation.run("token", "revoke", "K-1").exitCode == 0)
    #expect(try installation.run("token", "revoke", "K-1").exitCode == 1)
  }
}
