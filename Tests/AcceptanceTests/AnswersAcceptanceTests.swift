import Foundation
import StudioTestSupport
import Testing

/// Answers as people and programs get them from the built program.
@Suite struct AnswersAcceptanceTests {
  let installation: Installation

  init() throws { installation = try Installation() }

  private func run(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> ProgramResult {
    try BuiltProgram.studio.start(
      installation.arguments(arguments),
      environment: Installation.clock.merging(environment) { $1 }
    ).result()
  }

  private func book(_ offering: String, _ start: String, _ more: String...) throws {
    let result = try run(["book", offering, "--start", start, "--json"] + more)
    try #require(result.exitCode == 0, "\(result.standardOutput)")
  }

  @Test(arguments: ["UTC", "Asia/Tokyo", "America/New_York"])
  func `the day view is the same under any TZ and fits 80 columns`(zone: String) throws {
    try book("gaming-station", "2026-12-02T14:00", "--duration", "2h", "--for", "Zoë 🎙️ مريم")
    try book("gaming-station", "2026-12-02T16:00", "--duration", "1h", "--for", "Bob")
    let here = try run(
      ["calendar", "gaming", "--day", "2026-12-02"], ["TZ": zone, "COLUMNS": "80"])
    #expect(here.exitCode == 0)
    let lines = here.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    #expect(lines[0] == "Wednesday 2 December 2026")
    let row = try #require(lines.first { $0.hasPrefix("PC-1 ") })
    // From 08:00 in quarters of an hour behind ten columns of name: 14:00 is column 10 + 24.
    #expect(Array(row)[34] == "[")
    #expect(row.contains("[Zoë"))
    #expect(row.contains("[Bo]"))
    #expect(lines.allSatisfy { $0.count <= 80 || $0.contains("1 sign") })
    #expect(lines.contains { $0.hasPrefix("14:00 – 16:00  PC-1  R-1  confirmed  Zoë") })
    #expect(!here.standardOutput.contains("\u{1B}"))
  }

  @Test func `scenario 5: every view of a week with a clock change says 19:00`() throws {
    for (day, zulu) in [("2026-10-20", "17:00"), ("2026-10-27", "18:00")] {
      let result = try run(
        [
          "book", "podcast-studio", "--start", "\(day)T19:00", "--duration", "1h", "--for", "A",
          "--json",
        ], ["STUDIO_NOW": "2026-10-15T09:00:00Z"])
      #expect(try result.json["startUTC"] as? String == "\(day)T\(zulu):00Z")
      let view = try run(["calendar", "podcast-studio", "--day", day])
      #expect(view.standardOutput.contains("19:00 – 20:00"))
      let json = try run(["calendar", "podcast-studio", "--day", day, "--json"])
      #expect((try json.jsonArray.first?["start"] as? String)?.contains("T19:00:00") == true)
    }
  }

  @Test(arguments: ["2026-W44", "2027-W12", "2026-W49"])
  func `the week view has one row a unit and fits 80 columns`(week: String) throws {
    let result = try run(["calendar", "--week", week], ["COLUMNS": "80"])
    #expect(result.exitCode == 0)
    let rows = result.standardOutput.split(separator: "\n").filter { $0.contains("│") }
    // Two rooms with a line of days each, four units in the studio, eight in the gaming room.
    #expect(rows.count == 14)
    #expect(rows.allSatisfy { $0.count <= 80 })
  }

  @Test func `why names every rule, what is free instead, and exits 0`() throws {
    try book("podcast-studio", "2026-12-01T14:00", "--for", "lea@example.be", "--title", "Secret")
    let text = try run(["why", "podcast-studio", "--start", "2026-12-01T15:00"])
    #expect(text.exitCode == 0)
    #expect(text.standardOutput.hasPrefix("No: “Podcast studio” cannot be booked"))
    #expect(text.standardOutput.split(separator: "\n").count { $0.hasPrefix("✓ ") } >= 6)
    #expect(text.standardOutput.contains("✗ “Podcast studio” is not free: studio is taken"))
    #expect(text.standardOutput.split(separator: "\n").count { $0.hasPrefix("→ ") } == 3)
    for secret in ["Secret", "lea@"] { #expect(!text.standardOutput.contains(secret)) }
    let json = try run(["why", "podcast-studio", "--start", "2026-12-01T17:00", "--json"])
    #expect(try json.json["bookable"] as? Bool == true)
    let wrong = try run(["why", "sauna", "--start", "2026-12-01T17:00", "--json"])
    #expect(wrong.exitCode == 1)
    #expect(try wrong.error["code"] as? String == "unknown_offering")
  }

  @Test func `today answers in at most twelve lines, whatever happens`() throws {
    for number in 0..<8 {
      try book("gaming-station", "2026-12-02T14:00", "--for", "Player \(number)")
    }
    let text = try run(["today"], ["STUDIO_NOW": "2026-12-02T13:10:00Z"])
    #expect(text.exitCode == 0)
    let lines = text.standardOutput.split(separator: "\n")
    #expect(lines.count <= 12)
    #expect(lines[0] == "Wednesday 2 December 2026, 14:10")
    #expect(lines.contains { $0.hasPrefix("Late: 8  14:00 R-1 Player 0 (PC-1), ") })
    #expect(lines.allSatisfy { $0.count <= 80 })
    let json = try run(["today", "--json"], ["STUDIO_NOW": "2026-12-02T13:10:00Z"])
    #expect((try json.json["late"] as? [Any])?.count == 8)
  }

  @Test func `the day sheet is one document that asks for nothing else`() throws {
    try book(
      "gaming-station", "2026-12-02T14:00", "--duration", "2h", "--for", "<b>Bob</b> & \"co\"")
    let result = try run(["calendar", "gaming", "--day", "2026-12-02", "--html", "--lang", "fr"])
    let html = result.standardOutput
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(html.contains("&lt;b&gt;Bob&lt;/b&gt; &amp; &quot;co&quot;"))
    for outside in ["http", "<script", "<link", "<img"] { #expect(!html.contains(outside)) }
    #expect(html.contains("size: A4 landscape"))
  }

  @Test func `reports are CSV with a header and exit 64 for a period that is none`() throws {
    try book("gaming-station", "2026-12-02T14:00", "--duration", "2h", "--for", "Bob")
    let csv = try run(["report", "utilisation", "gaming", "--period", "2026-12", "--csv"])
    let lines = csv.standardOutput.components(separatedBy: "\r\n")
    #expect(lines[0].hasPrefix("month,space,unit,open_hours,used_hours,used_percent"))
    #expect(lines[1].hasPrefix("2026-12,gaming,PC-1,") && lines[1].contains(",2.00,"))
    #expect(lines.last == "")
    #expect(try run(["report", "no-show", "--period", "Q4"]).exitCode == 64)
    #expect(try run(["report", "subsidy", "--smallest", "2"]).exitCode == 64)
    #expect(try run(["report", "subsidy", "--period", "2026", "--json"]).exitCode == 0)
  }

  @Test func `a booking made public is on the public side at once and leaves it when cancelled`()
    throws
  {
    let folder = installation.data.appending(path: "public/agenda")
    func page() throws -> String {
      try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    }
    try book("podcast-studio", "2026-12-01T14:00", "--for", "Private Person")
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    try book(
      "podcast-studio", "2026-12-02T14:00", "--for", "Private Person", "--title", "Hidden",
      "--public", "Open recording", "--seats", "12", "--audience", "from 12 years")
    #expect(try page().contains("Open recording"))
    #expect(try !page().contains("Private") && !page().contains("Hidden"))
    #expect(try run(["cancel", "R-2"]).exitCode == 0)
    #expect(try page().contains("class=\"cancelled\""))
    #expect(try run(["agenda", "withdraw", "R-2"]).exitCode == 0)
    #expect(try !page().contains("Open recording"))
    let shown = try run(["agenda", "--rss"])
    #expect(shown.standardOutput.hasPrefix("<?xml"))
    try book(
      "podcast-studio", "2026-12-02T16:00", "--for", "A", "--and", "gaming-station", "--public",
      "Two rooms")
    #expect(try page().components(separatedBy: "Two rooms").count == 3)
    let wrong = try run(
      ["book", "podcast-studio", "--start", "2026-12-03T14:00", "--for", "A", "--seats", "3"])
    #expect(wrong.exitCode == 64)
  }

  @Test func `a running server takes out of the agenda what the night has ended`() throws {
    let page = installation.data.appending(path: "public/agenda/index.html")
    try book("podcast-studio", "2026-12-02T14:00", "--for", "A", "--public", "Open recording")
    #expect(try String(contentsOf: page, encoding: .utf8).contains("Open recording"))
    let output = Pipe()
    let server = try BuiltProgram.studio.start(
      installation.arguments(["serve", "--port", "0", "--test-clock"]),
      environment: ["STUDIO_NOW": "2026-12-03T08:00:00Z"], outputTo: output)
    defer { server.send(SIGTERM) }
    #expect(try output.nextLine()?.contains("http://") == true)
    let patience = ContinuousClock.now.advanced(by: .seconds(60))
    var isThere = true
    while isThere, ContinuousClock.now < patience {
      isThere = try String(contentsOf: page, encoding: .utf8).contains("Open recording")
    }
    #expect(!isThere)
  }

  @Test func `the first four stations together are proposed with their names`() throws {
    for unit in ["PC-1", "PC-2", "PC-3", "PC-4", "PC-5"] {
      try book(
        "gaming-station", "2026-12-02T13:00", "--duration", "2h", "--for", unit, "--unit", unit)
    }
    let json = try run([
      "availability", "gaming-station", "--date", "2026-12-01", "--first", "--together", "4",
      "--duration", "1h", "--json",
    ])
    let slots = try #require(try json.json["slots"] as? [[String: Any]])
    #expect(slots.count == 1)
    #expect((slots[0]["start"] as? String)?.hasPrefix("2026-12-02T15:00") == true)
    #expect((slots[0]["together"] as? [String])?.count == 4)
    let many = try run(["availability", "gaming-station", "--together", "9", "--json"])
    #expect(try many.error["rule"] as? String == "too_few_units")
  }
}
