import Foundation
import StudioTestSupport
import Testing

/// Processes against processes, on one data folder.
@Suite(.serialized, .needs("sqlite3")) struct BookingRaceTests {
  static let racers = 50

  /// How often the race is run: scenario 14 asks for a hundred times.
  static let rounds = ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1" ? 100 : 1

  @Test func `scenario 14: 50 processes race for one slot: one wins, 49 get a clean refusal`()
    throws
  {
    let installation = try Installation()
    for round in 0..<Self.rounds {
      // Another day each time, none of them a day of rest, within the horizon of the clock below.
      let day = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"][round % 4]
      let hour = ["10", "12", "14", "16"][round / 4 % 4]
      let running = try (0..<Self.racers).map { number in
        try BuiltProgram.studio.start(
          installation.arguments([
            "book", "podcast-studio", "--start", "\(day)T\(hour):00", "--duration", "2h", "--for",
            "racer\(number)@example.be", "--json",
          ]), environment: Installation.clock)
      }
      let results = try running.map { try $0.result() }
      let winners = results.filter { $0.exitCode == 0 }
      #expect(winners.count == 1, "round \(round)")
      let refusals = results.filter { $0.exitCode == 1 }
      #expect(refusals.count == Self.racers - 1, "round \(round)")
      let codes = Set(try refusals.map { try $0.error["code"] as? String })
      #expect(codes == ["slot_taken"], "round \(round)")
      #expect(results.allSatisfy { !$0.wasKilled })
      let claims = try #require(try installation.sql("SELECT count(*) FROM claim"))
      #expect(claims.standardOutput == "1\n")
      let number = try #require(try winners.first?.json["id"] as? String)
      #expect(try installation.run("cancel", number).exitCode == 0)
    }
    #expect(try installation.sql("PRAGMA integrity_check")?.standardOutput == "ok\n")
    #expect(try installation.sql("PRAGMA foreign_key_check")?.standardOutput == "")
  }

  @Test func `whole rooms and stations racing leave no overlap and no partial room`() throws {
    let installation = try Installation()
    try #require(
      try installation.run("organisation", "add", "Les Joueurs", "--category", "asbl").exitCode
        == 0)
    let running = try (0..<24).map { number in
      let offering = number % 4 == 0 ? "whole-gaming-room" : "gaming-station"
      let arguments =
        [
          "book", offering, "--start", "2026-12-16T14:00", "--duration", "2h", "--for",
          "racer\(number)@example.be", "--json",
        ] + (number % 4 == 0 ? ["--organisation", "Les Joueurs"] : [])
      return try BuiltProgram.studio.start(
        installation.arguments(arguments), environment: ["STUDIO_NOW": "2026-12-02T09:00:00Z"])
    }
    let results = try running.map { try $0.result() }
    #expect(results.contains { $0.exitCode == 0 })
    #expect(results.allSatisfy { $0.exitCode == 0 || $0.exitCode == 1 })
    let overlaps = """
      SELECT count(*) FROM claim a JOIN claim b
      ON a.unit_id = b.unit_id AND a.id < b.id
      AND a.start_utc < b.end_utc AND b.start_utc < a.end_utc
      """
    let partialRooms = """
      SELECT count(*) FROM (SELECT reservation_id, count(*) AS units FROM claim
      GROUP BY reservation_id HAVING units NOT IN (1, 8))
      """
    let found = try #require(try installation.sql(overlaps))
    #expect(found.standardOutput == "0\n")
    #expect(try installation.sql(partialRooms)?.standardOutput == "0\n")
  }
}
