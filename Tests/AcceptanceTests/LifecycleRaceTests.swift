import Foundation
import StudioTestSupport
import Synchronization
import Testing

/// Scenarios 14 and 15 as processes, with moves, holds and cancellations; and with processes killed.
@Suite(.serialized) struct LifecycleRaceTests {
  static let isTorture = ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1"
  static let racers = 50
  /// Seconds of sustained racing; 0 lets every racer do its round once.
  static let seconds = isTorture ? 60.0 : 0

  /// One command of a racer and what came of it.
  struct Outcome: Sendable {
    let seconds: Double
    let exitCode: Int32
    let wasKilled: Bool
    let code: String
    let id: String?
    let slot: Int?
    let standardError: String
  }

  private static let slots = 6

  /// What a racer does in a round: mostly one of six contested hours, sometimes a change.
  private static func words(_ racer: Int, _ round: Int, _ mine: [String]) -> (
    words: [String], slot: Int?
  ) {
    var random = SeededGenerator(seed: UInt64(racer * 1000 + round))
    let slot = Int.random(in: 0..<slots, using: &random)
    let day = 2 + round / 4 % 20
    let start = "2026-12-\(day < 10 ? "0" : "")\(day)T\(10 + slot):00"
    let person = ["--for", "racer\(racer)@example.be", "--duration", "1h"]
    if let id = mine.randomElement(using: &random), Int.random(in: 0..<3, using: &random) == 0 {
      return Bool.random(using: &random)
        ? (["move", id, "--start", start], nil) : (["cancel", id], nil)
    }
    let offering =
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<2: "room"
      case 2..<4: "pc-zone"
      case 4: "console-zone"
      default: "station"
      }
    var words = ["book", offering, "--start", start] + person
    if offering == "station", Bool.random(using: &random),
      let unit = RaceVenue.stations.randomElement(using: &random)
    {
      words += ["--unit", unit]
    }
    if Int.random(in: 0..<5, using: &random) == 0 { words += ["--hold", "10m"] }
    return (words, round / 4 % 20 == 0 ? slot : nil)
  }

  private static func perform(
    _ venue: RaceVenue, _ racer: Int, _ round: Int, _ mine: [String],
    onStart: (RunningProgram) -> Void = { _ in }
  ) throws -> Outcome {
    let (words, slot) = words(racer, round, mine)
    let clock = ContinuousClock()
    let began = clock.now
    let running = try venue.start(words)
    onStart(running)
    let result = try running.result()
    let took = began.duration(to: clock.now)
    let json = result.wasKilled ? [:] : (try? result.json) ?? [:]
    let error = json["error"] as? [String: Any]
    return Outcome(
      seconds: Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18,
      exitCode: result.exitCode, wasKilled: result.wasKilled,
      code: error?["code"] as? String ?? "", id: json["id"] as? String, slot: slot,
      standardError: result.standardError)
  }

  private static func race(
    _ venue: RaceVenue, rounds: Int,
    onStart: @escaping @Sendable (RunningProgram) -> Void = { _ in }
  ) -> [Outcome] {
    let began = ContinuousClock.now
    return Crowd.run(racers) { racer -> [Outcome] in
      var outcomes: [Outcome] = []
      var mine: [String] = []
      var round = 0
      while round < rounds || began.duration(to: .now) < .seconds(seconds) {
        do {
          let outcome = try perform(venue, racer, round, mine, onStart: onStart)
          if let id = outcome.id, outcome.exitCode == 0 { mine.append(id) }
          outcomes.append(outcome)
        } catch {
          Issue.record("racer \(racer): \(error)")
        }
        round += 1
      }
      return outcomes
    }.flatMap { $0 }
  }

  private func expectSound(_ venue: RaceVenue, _ outcomes: [Outcome]) throws {
    guard try venue.sql("SELECT 1") != nil else {
      if BuiltProgram.toolsAreRequired { Issue.record("sqlite3 is missing") }
      return
    }
    for (what, question, answer) in RaceVenue.invariants {
      #expect(try venue.sql(question) == answer, "\(what)")
    }
    // Whatever was acknowledged is there.
    let kept = Set(
      (try venue.sql("SELECT 'R-' || id FROM reservation") ?? "").split(separator: "\n").map(
        String.init))
    let acknowledged = outcomes.filter { $0.exitCode == 0 && !$0.wasKilled }.compactMap(\.id)
    #expect(!acknowledged.isEmpty)
    for id in acknowledged { #expect(kept.contains(id), "\(id) was acknowledged and is lost") }
  }

  private func report(_ name: String, _ outcomes: [Outcome]) {
    let times = outcomes.filter { !$0.wasKilled }.map(\.seconds).sorted()
    guard let last = times.last else { return }
    func at(_ part: Double) -> String {
      String(format: "%.0f ms", times[min(times.count - 1, Int(Double(times.count) * part))] * 1000)
    }
    let won = outcomes.filter { $0.exitCode == 0 && !$0.wasKilled }.count
    print(
      "\(name): \(outcomes.count) commands of \(Self.racers) racers, \(won) done,",
      "p50 \(at(0.5)), p95 \(at(0.95)), max \(String(format: "%.0f", last * 1000)) ms, start included"
    )
  }

  @Test
  func `scenario 15: rooms, zones, stations, holds, moves and cancellations race as processes`()
    throws
  {
    let venue = try RaceVenue()
    let outcomes = Self.race(venue, rounds: 2)
    report("race", outcomes)
    #expect(outcomes.count >= Self.racers * 2)
    for outcome in outcomes {
      #expect(outcome.exitCode == 0 || outcome.exitCode == 1, "\(outcome)")
      if outcome.exitCode == 1 {
        // Refused by a rule; never `busy`, never a failure of the database.
        #expect(["slot_taken", "wrong_status"].contains(outcome.code), "\(outcome)")
      }
    }
    for slot in 0..<Self.slots {
      let tries = outcomes.filter { $0.slot == slot }
      #expect(tries.isEmpty || tries.contains { $0.exitCode == 0 }, "nobody won slot \(slot)")
    }
    try expectSound(venue, outcomes)
  }

  @Test func `nothing acknowledged is lost while processes are killed`() throws {
    let venue = try RaceVenue()
    let victims = Victims()
    let outcomes = Self.race(venue, rounds: 2) { victims.add($0) }
    report("race with kills", outcomes)
    #expect(outcomes.contains { $0.wasKilled })
    try expectSound(venue, outcomes)
    // The lock died with its holder: the next one books as if nothing had been.
    let next = try venue.start([
      "book", "room", "--start", "2026-12-30T10:00", "--for", "after@example.be",
    ]).result()
    #expect(next.exitCode == 0)
  }

  /// Kills a program that was started a while ago: every ninth start in the short run, one a
  /// second in the long one.
  private final class Victims: Sendable {
    private struct State {
      var running: [RunningProgram] = []
      var starts = 0
      var last = ContinuousClock.now
    }
    private let state = Mutex(State())

    func add(_ program: RunningProgram) {
      let victim = state.withLock { state -> RunningProgram? in
        state.starts += 1
        // Who has ended lets go of what Foundation holds open for it.
        state.running.removeAll { !$0.isRunning }
        state.running.append(program)
        let isTime =
          LifecycleRaceTests.isTorture
          ? state.last.duration(to: .now) > .seconds(1) : state.starts % 9 == 0
        guard isTime, state.running.count > 8 else { return nil }
        state.last = .now
        let index = state.running.indices.reversed().dropFirst(4).first {
          state.running[$0].isRunning
        }
        return index.map { state.running.remove(at: $0) }
      }
      victim?.send(SIGKILL)
    }
  }
}
