import Foundation
import GRDB
import Localization
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct StudioDatabaseTests {
  let temporary: TemporaryFolder
  let folder: DataFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.file("data"))
  }

  @Test func `the settings that protect acknowledged writes are on`() async throws {
    let database = try StudioDatabase.create(folder)
    let settings = try await database.write { db in
      try ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map {
        try String.fetchOne(db, sql: "PRAGMA \($0)")
      }
    }
    #expect(settings == ["truncate", "2", "1", "10000"])
  }

  @Test func `a folder without data is named in the refusal`() {
    #expect(throws: StoreError.notInitialised(path: folder.root.path)) {
      _ = try StudioDatabase(opening: folder)
    }
  }

  @Test func `a folder with data is never initialised again`() throws {
    _ = try StudioDatabase.create(folder)
    #expect(throws: StoreError.alreadyInitialised(path: folder.root.path)) {
      _ = try StudioDatabase.create(folder)
    }
  }

  @Test func `data of a newer version is refused`() async throws {
    let database = try StudioDatabase.create(folder)
    try await database.write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations(identifier) VALUES ('99 future')")
    }
    #expect(throws: StoreError.newerSchema(path: folder.root.path)) {
      _ = try StudioDatabase(opening: folder)
    }
  }

  @Test func `a transaction that throws leaves nothing`() async throws {
    struct Stop: Error {}
    let database = try await databaseWithScratchTable()
    await #expect(throws: Stop.self) {
      try await database.write { db in
        try db.execute(sql: "INSERT INTO scratch(value) VALUES (1)")
        throw Stop()
      }
    }
    let count = try await database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM scratch")
    }
    #expect(count == 0)
  }

  @Test(.needs("python3"))
  func `an open reader survives a writer that was killed in the middle of its commit`()
    async throws
  {
    let database = try await databaseWithScratchTable()
    // More than the cache holds, so that pages reach the file before the end; then the power goes.
    let writer = """
      import os, sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      db.execute("PRAGMA journal_mode = TRUNCATE")
      db.execute("PRAGMA cache_size = 1")
      db.execute("BEGIN IMMEDIATE")
      for _ in range(200):
          db.execute("INSERT INTO scratch(value) VALUES (1)")
          db.execute("CREATE TABLE IF NOT EXISTS big(value)")
          db.execute("INSERT INTO big(value) VALUES (randomblob(4000))")
      os.kill(os.getpid(), 9)
      """
    let python = try #require(BuiltProgram.tool("python3"))
    let end = try python("-c", writer, folder.database.path)
    #expect(end.wasKilled)
    let journal = folder.database.path + "-journal"
    #expect(try Data(contentsOf: URL(filePath: journal)).count > 0)
    let count = try await database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM scratch")
    }
    #expect(count == 0)
    #expect(
      try await database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
  }

  @Test func `nothing is written through a reader`() async throws {
    let database = try await databaseWithScratchTable()
    await #expect(throws: (any Error).self) {
      try await database.read { try $0.execute(sql: "INSERT INTO scratch(value) VALUES (1)") }
    }
  }

  @Test func `writers of two connections take turns and lose nothing`() async throws {
    let first = try await databaseWithScratchTable()
    let second = try StudioDatabase(opening: folder)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for database in [first, second] {
        for _ in 0..<50 {
          group.addTask {
            try await database.write { db in
              try db.execute(sql: "INSERT INTO scratch(value) VALUES (1)")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let count = try await first.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM scratch") }
    #expect(count == 100)
  }

  private func databaseWithScratchTable() async throws -> StudioDatabase {
    let database = try StudioDatabase.create(folder)
    try await database.write { try $0.execute(sql: "CREATE TABLE scratch(value INTEGER)") }
    return database
  }

  @Test func `every sentence exists in every language`() {
    #expect(storeMessages.disagreements() == [])
  }

  @Test(arguments: ["session", "show", "episode", "transcript", "directory"])
  func `what cannot be found is named in the reader's language`(kind: String) {
    let error = StoreError.unknown(kind: kind, name: "x")
    #expect(!error.message(in: .french).contains("kind_"))
    #expect(storeMessages.text("kind_session", in: .french) == "séance")
  }
}
