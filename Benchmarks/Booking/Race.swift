import Foundation
import StudioBooking
import StudioPublishing
import StudioStore

/// Fifty racers for one slot after the other, within one process and as fifty processes.
enum Race {
  static let racers = 50
  static let rounds = 60

  /// Runs both races and prints what they took.
  static func print(in root: URL) async throws {
    let folder = try await prepared(root.appending(path: "race-tasks"))
    let store = try StudioDatabase(opening: folder)
    var outcomes: [Outcome] = []
    for round in 0..<rounds {
      outcomes += await withTaskGroup(of: Outcome.self) { group in
        for racer in 0..<racers {
          group.addTask { await attempt(round, by: racer, store) }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
    }
    report("\(racers) racers in one process", outcomes)
    try report("\(racers) racing processes", await processes(in: root))
  }

  /// One racing process: waits for the common start, then asks for every slot in turn.
  static func racer(folder: URL, number: Int, rounds: Int) async throws {
    let store = try StudioDatabase(opening: DataFolder(folder))
    _ = FileManager.default.createFile(
      atPath: folder.appending(path: "ready-\(number)").path, contents: nil)
    // A shared lock is granted the moment the starter lets its exclusive one go.
    let gate = unsafe open(folder.appending(path: "gate").path, O_RDWR)
    guard gate >= 0, flock(gate, LOCK_SH) == 0 else { exit(1) }
    for round in 0..<rounds {
      let outcome = await attempt(round, by: number, store)
      Swift.print("\(round) \(outcome.code) \(outcome.milliseconds)")
    }
  }

  struct Outcome {
    let round: Int
    let code: String
    let milliseconds: Double
  }

  private static func attempt(
    _ round: Int, by racer: Int, _ store: StudioDatabase
  ) async -> Outcome {
    let date = History.today.adding(days: 1 + round / 7)
    let hour = 8 + 2 * (round % 7)
    let request = BookingRequest(
      offering: OfferingID(rawValue: "first"),
      start: Questions.time("\(date)T\(hour < 10 ? "0" : "")\(hour):00"), end: .afterMinutes(120),
      person: .name("Racer \(racer)"))
    let clock = ContinuousClock()
    let start = clock.now
    var code = "won"
    do {
      _ = try await store.reserve(
        request, by: .staff(nil), key: nil, at: History.venue().zone.startOfDay(History.today))
    } catch let refusal as Refusal {
      code = refusal.code
    } catch {
      code = "error:\(error)".replacing(" ", with: "_")
    }
    return Outcome(
      round: round, code: code, milliseconds: start.duration(to: clock.now).milliseconds)
  }

  private static func prepared(_ folder: URL) async throws -> DataFolder {
    let data = DataFolder(folder)
    let store = try StudioDatabase.create(data)
    try await store.apply(History.venue())
    return data
  }

  private static func processes(in root: URL) async throws -> [Outcome] {
    let folder = try await prepared(root.appending(path: "race-processes")).root
    let gate = unsafe open(folder.appending(path: "gate").path, O_RDWR | O_CREAT, 0o644)
    guard gate >= 0, flock(gate, LOCK_EX) == 0 else { throw CocoaError(.fileWriteUnknown) }
    let running = try (0..<racers).map { number in
      let process = Process()
      process.executableURL = URL(filePath: CommandLine.arguments[0])
      process.arguments = ["racer", folder.path, "\(number)", "\(rounds)"]
      let output = folder.appending(path: "out-\(number)")
      _ = FileManager.default.createFile(atPath: output.path, contents: nil)
      process.standardOutput = try FileHandle(forWritingTo: output)
      try process.run()
      return (process, output)
    }
    while (0..<racers).contains(where: {
      !FileManager.default.fileExists(atPath: folder.appending(path: "ready-\($0)").path)
    }) { try await Task.sleep(for: .milliseconds(20)) }
    flock(gate, LOCK_UN)
    return try running.flatMap { process, output in
      process.waitUntilExit()
      return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map { line in
        let parts = line.split(separator: " ")
        return Outcome(
          round: Int(parts[0]) ?? 0, code: String(parts[1]), milliseconds: Double(parts[2]) ?? .nan)
      }
    }
  }

  private static func report(_ title: String, _ outcomes: [Outcome]) {
    let figure = Figure(milliseconds: outcomes.map(\.milliseconds))
    let first = Figure(milliseconds: outcomes.filter { $0.round == 0 }.map(\.milliseconds))
    let codes = Dictionary(grouping: outcomes, by: \.code).mapValues(\.count)
      .sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    Swift.print(
      "\(title), \(rounds) slots: p50 \(Table.text(figure.percentile(0.5))), p95 "
        + "\(Table.text(figure.percentile(0.95))), max \(Table.text(figure.percentile(1))) ms; "
        + "first slot p50 \(Table.text(first.percentile(0.5))), p95 "
        + "\(Table.text(first.percentile(0.95))) ms; \(codes)")
  }
}
