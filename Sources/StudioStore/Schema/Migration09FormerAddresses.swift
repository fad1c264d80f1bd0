import GRDB

extension Schema {
  /// The addresses the venue was known under: listeners who still ask there are led on for good.
  static func createFormerAddresses(_ db: Database) throws {
    try db.execute(
      sql: """
        -- Without a final slash, as `feed_url` begins.
        CREATE TABLE former_address(
          base TEXT PRIMARY KEY,
          left_utc INTEGER NOT NULL
        ) STRICT;
        """)
  }
}
