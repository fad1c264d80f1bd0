import GRDB

extension Schema {
  /// Secret addresses under which episodes can be heard before they are published.
  static func createPreviews(_ db: Database) throws {
    try db.execute(
      sql: """
        -- The token names a folder under public/; who can read this file can read that folder too.
        CREATE TABLE episode_preview(
          episode_id TEXT PRIMARY KEY REFERENCES episode(id),
          token TEXT NOT NULL UNIQUE,
          created_utc INTEGER NOT NULL
        ) STRICT;
        """)
  }
}
