import Foundation
import StudioTestSupport
import Testing

/// The life of a reservation, typed as people type it.
@Suite struct LifecycleCommandTests {
  let installation: Installation

  init() throws { installation = try Installation() }

  private func run(_ words: [String], at time: String? = nil) throws -> ProgramResult {
    try BuiltProgram.studio.start(
      installation.arguments(words + ["--json"]),
      environment: time.map { ["STUDIO_NOW": $0] } ?? Installation.clock
    ).result()
  }

  private func book(_ words: String...) throws -> [String: Any] {
    let result = try run(["book"] + words)
    #expect(result.exitCode == 0, "\(result.standardOutput)")
    return try result.json
  }

  @Test func `a hold is confirmed, moved, extended and its history told`() throws {
    let held = try book(
      "podcast-studio", "--start", "2026-12-01T14:00", "--for", "Léa", "--hold", "10m", "--guest",
      "Tom <tom@example.be>")
    #expect(held["status"] as? String == "held")
    #expect(held["heldUntil"] as? String == "2026-11-30T10:10:00+01:00")
    #expect(held["people"] as? Int == 2)
    let id = try #require(held["id"] as? String)
    #expect(try run(["confirm", id]).json["status"] as? String == "confirmed")
    let moved = try run(["move", id, "--start", "2026-12-02T10:00", "--if-version", "2"])
    #expect(try moved.json["start"] as? String == "2026-12-02T10:00:00+01:00")
    let stale = try run(["extend", id, "30m", "--if-version", "2"])
    #expect(stale.exitCode == 1)
    let versions = try #require(try stale.error["versions"] as? [String: Any])
    #expect(
      (versions["seen"] as? [String: Any])?["start"] as? String == "2026-12-01T14:00:00+01:00")
    #expect((versions["current"] as? [String: Any])?["version"] as? Int == 3)
    let longer = try run(["extend", id, "30m"])
    #expect(try longer.json["end"] as? String == "2026-12-02T12:30:00+01:00")
    let history = try run(["history", id]).jsonArray
    #expect(history.map { $0["change"] as? String } == ["reserve", "confirm", "move", "move"])
    #expect(!(try run(["history", id]).standardOutput.contains("Tom")))
  }

  @Test func `two offerings together, a walk-in, a block, and the calendar knows them all`() throws
  {
    let both = try run([
      "book", "podcast-studio", "--and", "podcast-kit", "--start", "2026-12-04T13:00",
      "--duration", "4h", "--for", "Léa",
    ])
    #expect(both.exitCode == 0, "\(both.standardOutput)")
    #expect(try both.jsonArray.compactMap { $0["group"] as? String }.count == 2)
    let afternoon = "2026-12-02T13:05:00Z"
    let sitting = try run(["walk-in", "PC-3", "Nora, 12 ans", "--for", "1h"], at: afternoon)
    #expect(try sitting.json["status"] as? String == "checkedIn", "\(sitting.standardOutput)")
    let block = try run(
      ["block", "PC-4", "ventilateur cassé", "--until", "2026-12-02T18:00"], at: afternoon)
    #expect(try block.json["kind"] as? String == "block", "\(block.standardOutput)")
    let day = try run(["calendar", "--day", "2026-12-02"]).jsonArray
    #expect(
      Set(day.compactMap { $0["title"] as? String }) == ["Nora, 12 ans", "ventilateur cassé"])
  }

  @Test func `a walk-in of an age band is judged by it, and no birth date is asked`() throws {
    let morning = "2026-12-03T09:05:00Z"
    let walkIn = ["walk-in", "studio", "Tim", "--for", "1h", "--age"]
    let alone = try run(walkIn + ["12-15"], at: morning)
    #expect(try alone.error["rule"] as? String == "minimum_age_alone", "\(alone.standardOutput)")
    #expect(try run(walkIn + ["2012-05-01"], at: morning).exitCode == 64)
    #expect(try run(walkIn + ["12-15", "--accompanied"], at: morning).exitCode == 0)
    // The desk said it; the next visit knows it.
    #expect(try run(["cancel", "R-1"], at: morning).exitCode == 0)
    let again = try run(walkIn.dropLast() + [], at: morning)
    #expect(try again.error["rule"] as? String == "minimum_age_alone", "\(again.standardOutput)")
  }

  @Test func `closing a day proposes first, and acts on --confirm only`() throws {
    let booked = try book("podcast-studio", "--start", "2026-12-03T10:00", "--for", "Léa")
    let id = try #require(booked["id"] as? String)
    let words = ["space", "close", "podcast-studio", "--from", "2026-12-03", "--reason", "travaux"]
    let plan = try run(words)
    #expect(plan.exitCode == 0)
    #expect(try plan.json["confirmed"] as? Bool == false)
    let hits = try #require(try plan.json["hits"] as? [[String: Any]])
    #expect((hits.first?["alternatives"] as? [Any])?.count == 3)
    #expect(try run(["closure", "list"]).jsonArray.isEmpty)
    #expect(try run(words + ["--confirm"]).json["confirmed"] as? Bool == true)
    let waiting = try run(["closure", "decisions"]).jsonArray
    #expect((waiting.first?["reservation"] as? [String: Any])?["id"] as? String == id)
    let kept = try run(["closure", "decide", id, "--keep"])
    #expect(kept.exitCode == 0, "\(kept.standardOutput)")
    #expect(try run(["closure", "decisions"]).jsonArray.isEmpty)
    #expect(try run(["closure", "decide", id]).exitCode == 64)
    #expect(try run(["closure", "lift", "C-1"]).exitCode == 0)
  }

  @Test func `who waits gets what another gives up, and due does the rest`() throws {
    let booked = try book("podcast-studio", "--start", "2026-12-03T10:00", "--for", "Léa")
    let id = try #require(booked["id"] as? String)
    for person in ["Bob", "Chris"] {
      let joined = try run([
        "waitlist", "join", "podcast-studio", "--start", "2026-12-03T10:00", "--for", person,
      ])
      #expect(joined.exitCode == 0, "\(joined.standardOutput)")
    }
    #expect(try run(["cancel", id]).exitCode == 0)
    let list = try run(["waitlist", "list", "podcast-studio"]).jsonArray
    #expect(list.compactMap { $0["status"] as? String } == ["offered", "waiting"])
    let later = "2026-11-30T09:30:00Z"
    let pass = try run(["due"], at: later)
    #expect((try pass.json["done"] as? [Any])?.count == 1, "\(pass.standardOutput)")
    let accepted = try run(["waitlist", "accept", "W-2"], at: later)
    #expect(try accepted.json["status"] as? String == "confirmed", "\(accepted.standardOutput)")
    #expect(try run(["waitlist", "leave", "W-1"], at: later).exitCode == 1)
  }

  @Test func `a ninth station joins, and a retired one says who sits on it`() throws {
    let added = try run([
      "unit", "add", "PC-9", "--space", "gaming", "--kind", "pc", "--into", "gaming-station",
    ])
    #expect(added.exitCode == 0, "\(added.standardOutput)")
    _ = try book("gaming-station", "--start", "2026-12-02T14:00", "--for", "Tom", "--unit", "PC-9")
    let plan = try run(["unit", "retire", "PC-9"])
    if PythonTool.isWanted {
      #expect(try JSONSchema.problems(text: plan.standardOutput, "venue-outcome") == "")
    }
    #expect(try plan.json["isDone"] as? Bool == false)
    #expect((try plan.json["effects"] as? [Any])?.count == 1)
    #expect(try run(["unit", "retire", "PC-9", "--confirm"]).json["isDone"] as? Bool == true)
    #expect(
      try run(["unit", "edit", "PC-1", "--name", "Poste 1", "--capacity", "2"]).exitCode == 0)
    #expect(try run(["unit", "list"]).standardOutput.contains("Poste 1"))
  }

  @Test func `the server ends a hold by itself, also one that another process made`() throws {
    let output = Pipe()
    let server = try BuiltProgram.studio.start(
      installation.arguments(["serve", "--port", "0"]), outputTo: output)
    defer { server.send(SIGTERM) }
    #expect(try output.nextLine()?.contains("http://") == true)
    // The server's clock is the real one: what is booked must be free to book on any day of the year.
    // Held for a minute, 59.5 seconds ago: it ends half a second after the server may notice it.
    let past = Date(timeIntervalSinceNow: -59).ISO8601Format()
    let start = Date(timeIntervalSinceNow: 20 * 86_400)
    let day = start.ISO8601Format().prefix(10)
    let held = try run(
      [
        "book", "podcast-studio", "--start", "\(day)T14:00", "--duration", "2h", "--for", "Léa",
        "--hold", "1m",
        "--override", "closed", "--reason", "test",
      ], at: past)
    let id = try #require(try held.json["id"] as? String, "\(held.standardOutput)")
    var status = ""
    let patience = ContinuousClock.now.advanced(by: .seconds(30))
    while status != "expired", ContinuousClock.now < patience {
      status =
        try installation.sql("SELECT status FROM reservation")?.standardOutput
        .trimmingCharacters(in: .newlines) ?? "expired"
    }
    #expect(status == "expired")
    let history = try run(["history", id]).jsonArray
    #expect(history.last?["actor"] as? String == "system")
  }
}
