import GRDB

extension StudioDatabase {
  /// Asks SQLite whether the file and every foreign key in it are sound.
  ///
  /// - Returns: SQLite's own words about each problem; empty when there is none.
  /// - Throws: SQLite's error when the file cannot be read at all.
  /// - Complexity: O(size of the database): for the doctor, not for requests.
  public func integrityProblems() async throws -> [String] {
    try await read { db in
      let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check")
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
        "\(row["table"] as String? ?? "?") row \(row["rowid"] as Int? ?? 0) points at nothing"
      }
      return lines.filter { $0 != "ok" } + orphans
    }
  }
}
