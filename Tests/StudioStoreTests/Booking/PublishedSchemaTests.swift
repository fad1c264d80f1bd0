import Foundation
import GRDB
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct PublishedSchemaTests {
  /// Name and text of every object, without the spaces that carry no meaning.
  func objects(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let text: String = row["sql"]
        let name: String = row["name"]
        return (name, text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      })
  }

  @Test func `docs/schema.sql is what the migrations create for booking`() async throws {
    let fixture = try await BookingFixture()
    let created = try await fixture.database.read { try objects($0) }
    let text = try String(
      contentsOf: PackageRoot.url.appending(path: "docs/schema.sql"), encoding: .utf8)
    let published = try await DatabaseQueue().write { db in
      try db.execute(sql: text)
      return try objects(db)
    }
    for (name, sql) in published { #expect(created[name] == sql, "\(name)") }
    for table in [
      "venue", "space", "unit", "offering", "hours_exception", "person", "reservation",
      "reservation_unit", "claim", "claim_never_overlaps", "claim_never_changes",
      "reservation_history", "idempotency",
    ] {
      #expect(published[table] != nil, "\(table) is not published")
    }
  }
}
