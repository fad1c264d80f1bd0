import StudioPublishing
import Foundation
import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

/// The database refuses overlaps by itself, whoever writes and however.
@Suite struct ClaimTriggerTests {
  /// Units 1 and 2; unit 1 is taken for [100, 200).
  func prepared() async throws -> BookingFixture {
    let fixture = try await BookingFixture()
    try await fixture.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO person(id, display_name, name_key, created_utc) VALUES (1, 'A', 'a', 0);
          INSERT INTO reservation(id, offering_id, person_id, status, start_local, end_local, zone,
            start_utc, end_utc, created_utc)
          VALUES (1, 1, 1, 'confirmed', '', '', 'Europe/Brussels', 100, 200, 0);
          INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id) VALUES (1, 100, 200, 1);
          """)
    }
    return fixture
  }

  @Test(arguments: [
    (1, 0, 100, true), (1, 200, 300, true), (1, 0, 101, false), (1, 199, 300, false),
    (1, 120, 150, false), (1, 50, 250, false), (1, 100, 200, false), (1, 100, 101, false),
    (2, 100, 200, true), (1, 150, 150, false), (1, 160, 150, false),
  ])
  func `a claim may touch and never overlap`(unit: Int, start: Int, end: Int, fits: Bool)
    async throws
  {
    let fixture = try await prepared()
    for verb in ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"] {
      let added = try await fixture.database.write { db -> Bool in
        do {
          try db.inSavepoint {
            try db.execute(
              sql: """
                \(verb) INTO claim(unit_id, start_utc, end_utc, reservation_id)
                VALUES (?, ?, ?, 1)
                """, arguments: [unit, start, end])
            return .commit
          }
        } catch let error as DatabaseError {
          #expect(error.resultCode == .SQLITE_CONSTRAINT)
          return false
        }
        let count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM claim") ?? 0
        try db.execute(sql: "DELETE FROM claim WHERE start_utc <> 100 OR unit_id <> 1")
        return count == 2
      }
      #expect(added == fits, "\(verb)")
    }
  }

  @Test func `a claim never changes in place`() async throws {
    let fixture = try await prepared()
    for change in ["start_utc = 50", "end_utc = 150", "unit_id = 2"] {
      await #expect(throws: DatabaseError.self) {
        try await fixture.database.write { try $0.execute(sql: "UPDATE claim SET \(change)") }
      }
    }
  }

  @Test func `a claim of text is refused, so no comparison can be fooled`() async throws {
    let fixture = try await prepared()
    await #expect(throws: DatabaseError.self) {
      try await fixture.database.write {
        try $0.execute(
          sql: """
            INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id)
            VALUES (1, 'noon', 'night', 1)
            """)
      }
    }
  }

  @Test func `random claims agree with a naive list`() async throws {
    let fixture = try await prepared()
    let trace = try await fixture.database.write { db -> [String] in
      var random = SeededGenerator(seed: 4)
      var model = [(unit: 1, start: 100, end: 200)]
      var wrong: [String] = []
      for _ in 0..<3000 {
        if Int.random(in: 0..<4, using: &random) == 0, !model.isEmpty {
          let gone = model.remove(at: Int.random(in: 0..<model.count, using: &random))
          try db.execute(
            sql: "DELETE FROM claim WHERE unit_id = ? AND start_utc = ?",
            arguments: [gone.unit, gone.start])
          continue
        }
        let unit = Int.random(in: 1...3, using: &random)
        let start = Int.random(in: 0..<1000, using: &random)
        let end = start + Int.random(in: 1...60, using: &random)
        let fits = !model.contains { $0.unit == unit && $0.start < end && start < $0.end }
        var accepted = true
        do {
          try db.execute(
            sql: """
              INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id) VALUES (?, ?, ?, 1)
              """, arguments: [unit, start, end])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
          accepted = false
        }
        if accepted { model.append((unit, start, end)) }
        if accepted != fits { wrong.append("unit \(unit) [\(start), \(end))") }
      }
      return wrong
    }
    #expect(trace.isEmpty)
  }

  @Test func `the sqlite3 shell is refused like everybody else`() async throws {
    let shell = URL(filePath: "/usr/bin/sqlite3")
    guard FileManager.default.isExecutableFile(atPath: shell.path) else {
      if ProcessInfo.processInfo.environment["STUDIO_REQUIRE_TOOLS"] == "1" {
        Issue.record("the sqlite3 shell is missing (Debian package sqlite3)")
      }
      return
    }
    let fixture = try await prepared()
    let process = Process()
    let errors = Pipe()
    process.executableURL = shell
    process.arguments = [
      fixture.folder.database.path,
      """
      INSERT INTO claim(unit_id, start_utc, end_utc, reservation_id) VALUES (1, 150, 250, 1);
      """,
    ]
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus != 0)
    #expect(said.contains("slot_taken"))
    let count = try await fixture.database.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM claim")
    }
    #expect(count == 1)
  }
}
