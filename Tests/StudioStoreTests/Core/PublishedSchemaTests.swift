import Foundation
import GRDB
import StudioPublishing
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct PublishedSchemaTests {
  /// Name and text of every object that is ours, without the spaces that carry no meaning.
  private func objects(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT name, sql FROM sqlite_master
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
          AND name NOT LIKE 'grdb~_%' ESCAPE '~'
        """)
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let text: String = row["sql"]
        let name: String = row["name"]
        return (name, text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      })
  }

  @Test func `docs/schema.sql is the schema of a fresh database, no more and no less`() async throws
  {
    let temporary = try TemporaryFolder()
    let fresh = try StudioDatabase.create(DataFolder(temporary.file("data")))
    let created = try await fresh.read { try objects($0) }
    let text = try String(
      contentsOf: PackageRoot.url.appending(path: "docs/schema.sql"), encoding: .utf8)
    let published = try await DatabaseQueue().write { db in
      try db.execute(sql: text)
      return try objects(db)
    }
    #expect(published.keys.sorted() == created.keys.sorted())
    for (name, sql) in created { #expect(published[name] == sql, "\(name)") }
    // A table of each migration, so that two empty schemas are not equal.
    #expect(created["claim"] != nil && created["episode"] != nil)
  }
}
