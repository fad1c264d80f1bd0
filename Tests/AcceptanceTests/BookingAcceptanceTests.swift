import Foundation
import StudioTestSupport
import Testing

@Suite struct BookingAcceptanceTests {
  let installation: Installation

  init() throws { installation = try Installation() }

  private func bookStudio(_ time: String, for person: String) throws -> ProgramResult {
    try installation.run(
      "book", "podcast-studio", "--start", "2026-12-01T\(time)", "--duration", "2h", "--for",
      person, "--json")
  }

  @Test func `the second of two overlapping bookings learns who sits where and what is free`()
    throws
  {
    let first = try bookStudio("14:00", for: "lea@example.be")
    #expect(first.exitCode == 0)
    #expect(try first.json["status"] as? String == "confirmed")
    let second = try bookStudio("15:00", for: "bob@example.be")
    #expect(second.exitCode == 1)
    let error = try second.error
    #expect(error["code"] as? String == "slot_taken")
    let conflict = try #require(error["conflict"] as? [String: Any])
    #expect(conflict["unit"] as? String == "studio")
    #expect(conflict["start"] as? String == "2026-12-01T14:00:00+01:00")
    #expect(conflict["end"] as? String == "2026-12-01T16:00:00+01:00")
    let alternatives = try #require(error["alternatives"] as? [[String: Any]])
    #expect(alternatives.count == 3)
    // Each alternative is a promise: booking it works.
    let start = try #require(alternatives.last?["start"] as? String)
    let third = try installation.run(
      "book", "podcast-studio", "--start", start, "--duration", "2h", "--for", "bob@example.be",
      "--json")
    #expect(third.exitCode == 0)
  }

  @Test func `touching bookings are both taken`() throws {
    #expect(try bookStudio("14:00", for: "a@example.be").exitCode == 0)
    #expect(try bookStudio("16:00", for: "b@example.be").exitCode == 0)
    #expect(try bookStudio("12:00", for: "c@example.be").exitCode == 0)
  }

  @Test(.needs("sqlite3")) func `raw SQL in the sqlite3 shell is refused by the trigger`() throws {
    try #require(try bookStudio("14:00", for: "lea@example.be").exitCode == 0)
    let overlapping = """
      INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id)
      SELECT unit_id, start_utc + 60, end_utc + 60, reservation_id FROM claim LIMIT 1
      """
    let result = try #require(try installation.sql(overlapping))
    #expect(result.exitCode != 0)
    #expect(result.standardError.contains("slot_taken"))
    let move = try #require(try installation.sql("UPDATE claim SET end_utc = end_utc + 60"))
    #expect(move.exitCode != 0)
  }

  @Test func `a whole room asked against a taken station names the station`() throws {
    // 14 days ahead is the last day a station, and the first day the whole room, can be booked.
    let now = ["STUDIO_NOW": "2026-12-02T09:00:00Z"]
    let station = try BuiltProgram.studio.start(
      installation.arguments([
        "book", "gaming-station", "--start", "2026-12-16T14:00", "--duration", "1h", "--for",
        "Nora", "--unit", "PC-3", "--json",
      ]), environment: now
    ).result()
    #expect(station.exitCode == 0)
    #expect(try station.json["units"] as? [String] == ["PC-3"])
    #expect(
      try installation.run(
        "organisation", "add", "École Saint-Roch", "--category", "ecole"
      ).exitCode == 0)
    let room = try BuiltProgram.studio.start(
      installation.arguments([
        "book", "whole-gaming-room", "--start", "2026-12-16T13:00", "--duration", "3h", "--for",
        "Mme Lambert", "--organisation", "École Saint-Roch", "--json",
      ]), environment: now
    ).result()
    #expect(room.exitCode == 1)
    let conflict = try #require(try room.error["conflict"] as? [String: Any])
    #expect(conflict["unit"] as? String == "PC-3")
    let message = try #require(try room.error["message"] as? String)
    #expect(message.contains("PC-3"))
    #expect(!message.contains("Nora"))
  }

  @Test func `wrong usage exits 64 with the sentence on stderr`() throws {
    let result = try installation.run(
      "book", "podcast-studio", "--start", "yesterday", "--for", "A")
    #expect(result.exitCode == 64)
    #expect(result.standardOutput.isEmpty)
    #expect(result.standardError.contains("yesterday"))
  }

  @Test func `a data folder that is not there is named`() throws {
    let result = try BuiltProgram.studio(
      "calendar", "--data", "/nonexistent/studio", "--json", "--lang", "en")
    #expect(result.exitCode == 1)
    #expect(try result.error["code"] as? String == "not_initialised")
  }
}
