import Foundation
import StudioTestSupport

/// A gaming room with zones, open all day and without limits: everything collides.
struct RaceVenue {
  let temporary: TemporaryFolder
  let data: URL

  static let stations = (1...6).map { "PC-\($0)" } + ["CONSOLE-1", "CONSOLE-2"]
  static let now = ["STUDIO_NOW": "2026-12-01T08:00:00Z"]

  init() throws {
    temporary = try TemporaryFolder("studio-race")
    data = temporary.file("data")
    let file = temporary.file("venue.json")
    try Self.document.write(to: file, atomically: true, encoding: .utf8)
    let made = try BuiltProgram.studio(
      "init", "--from", file.path, "--data", data.path, environment: Self.now)
    guard made.exitCode == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func start(_ arguments: [String]) throws -> RunningProgram {
    try BuiltProgram.studio.start(
      arguments + ["--data", data.path, "--json", "--lang", "en"], environment: Self.now)
  }

  /// Runs SQL in Debian's own shell.
  func sql(_ statement: String) throws -> String? {
    try BuiltProgram.tool("sqlite3")?(data.appending(path: "studio.sqlite").path, statement)
      .standardOutput.trimmingCharacters(in: .newlines)
  }

  /// What must hold whatever raced: each question with its answer.
  static let invariants = [
    (
      "overlaps",
      """
      SELECT count(*) FROM claim a JOIN claim b ON a.unit_id = b.unit_id AND a.id < b.id
      AND a.start_utc < b.end_utc AND b.start_utc < a.end_utc
      """, "0"
    ),
    (
      "reservations without exactly the claims of their units",
      """
      SELECT count(*) FROM reservation r WHERE
      (SELECT count(*) FROM claim WHERE reservation_id = r.id) <> CASE
        WHEN status IN ('held', 'requested', 'confirmed', 'checkedIn', 'completed')
        THEN (SELECT count(*) FROM reservation_unit WHERE reservation_id = r.id) ELSE 0 END
      """, "0"
    ),
    (
      "histories that do not end at the version",
      """
      SELECT count(*) FROM reservation r WHERE version <>
      (SELECT max(version) FROM reservation_history WHERE reservation_id = r.id)
      """, "0"
    ),
    ("integrity", "PRAGMA integrity_check", "ok"),
    ("foreign keys", "PRAGMA foreign_key_check", ""),
  ]

  private static var document: String {
    let names = stations.map { "\"\($0)\"" }
    func offering(_ id: String, _ needs: String) -> String {
      """
      {"id": "\(id)", "name": "\(id)", "needs": [\(needs)],
       "policy": {"starts": {"everyMinutes": 30}, "duration": {"min": "30m", "max": "8h"}}}
      """
    }
    return """
      {"name": "Race", "zone": "Europe/Brussels", "locale": "fr-BE", "currency": "EUR",
       "languages": ["fr", "nl", "de", "en"],
       "spaces": [{"id": "gaming", "name": "Gaming", "units": [
         \(stations.map { "{\"id\": \"\($0)\", \"kind\": \"pc\"}" }.joined(separator: ", "))]}],
       "offerings": [
         \(offering("station", "{\"any\": 1, \"of\": [\(names.joined(separator: ", "))]}")),
         \(offering("pc-zone", "{\"all\": [\(names.prefix(6).joined(separator: ", "))]}")),
         \(offering("console-zone", "{\"all\": [\(names.suffix(2).joined(separator: ", "))]}")),
         \(offering("room", "{\"all\": [\(names.joined(separator: ", "))]}"))]}
      """
  }
}

/// Runs something on many threads at once and gathers what comes of it.
enum Crowd {
  static func run<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let gathered = Gathered<Result>()
    let group = DispatchGroup()
    for index in 0..<count {
      group.enter()
      // A thread each: dispatch queues would run only as many at once as there are cores.
      Thread.detachNewThread {
        gathered.add(body(index))
        group.leave()
      }
    }
    group.wait()
    return gathered.results
  }

  private final class Gathered<Result: Sendable>: @unchecked Sendable {  // guarded by the lock
    private let lock = NSLock()
    private var list: [Result] = []
    func add(_ result: Result) { lock.withLock { list.append(result) } }
    var results: [Result] { lock.withLock { list } }
  }
}
