import Foundation
import GRDB
import Localization
import StudioBooking
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct DatabaseTroubleTests {
  let temporary: TemporaryFolder
  let folder: DataFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.file("data"))
  }

  private func code(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? StoreError)?.code ?? "\(error)"
    }
  }

  @Test func `a file that is no database is called damaged`() async throws {
    try folder.create()
    try Data(repeating: 0x41, count: 8192).write(to: folder.database)
    #expect(await code { _ = try StudioDatabase(opening: folder) } == "database_damaged")
  }

  @Test func `a full disk is called so and keeps nothing of the write`() async throws {
    let store = try StudioDatabase.create(folder)
    let failure = await code {
      try await store.write { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        for number in 0..<1000 {
          try db.execute(
            sql: "INSERT INTO idempotency VALUES (?, ?, '{}', 0)",
            arguments: ["\(number)", String(repeating: "x", count: 1000)])
        }
      }
    }
    #expect(failure == "disk_full")
    let kept = try await store.read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM idempotency")
    }
    #expect(kept == 0)
  }

  @Test func `a database that somebody else keeps is called busy`() {
    let error = StoreError.explaining(DatabaseError(resultCode: .SQLITE_BUSY), path: "/data")
    #expect((error as? StoreError)?.code == "busy")
  }

  @Test func `a folder without a venue and a row nobody can read are told apart`() async throws {
    let store = try StudioDatabase.create(folder)
    let empty = await code { _ = try await store.venue() }
    #expect(empty == "no_venue")
    let fixture = try await BookingFixture()
    let ali = try await fixture.database.addPerson(PersonEdit(), named: "Ali", at: 0).person.id
    try await fixture.database.write { db in
      try db.execute(
        sql: "INSERT INTO qualification(person_id, kind, from_date) VALUES (?, 'laser', 'soon')",
        arguments: [ali.number])
    }
    let unreadable = await #expect(throws: StoreError.self) {
      try await fixture.database.person(.id(ali))
    }
    #expect(unreadable?.code == "unreadable")
    #expect(unreadable?.message(in: .english).contains("“soon” as date") == true)
  }

  @Test func `a broken rule of the schema is no trouble of the disk`() async throws {
    let store = try StudioDatabase.create(folder)
    await #expect(throws: DatabaseError.self) {
      try await store.write { db in
        try db.execute(sql: "INSERT INTO idempotency VALUES ('', '', '{}', 0)")
      }
    }
  }
}
