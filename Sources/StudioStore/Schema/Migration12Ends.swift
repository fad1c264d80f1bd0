import GRDB

extension Schema {
  /// What is still to come, however much is over; and requests that end with their start.
  static func createEnds(_ db: Database) throws {
    try db.execute(sql: "CREATE INDEX reservation_end ON reservation(end_utc)")
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO due(kind, subject, at_utc)
        SELECT 'requestLapse', CAST(id AS TEXT), start_utc FROM reservation WHERE status = 'requested'
        """)
  }
}
