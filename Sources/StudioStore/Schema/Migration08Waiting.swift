import GRDB

extension Schema {
  /// For whom somebody waits: the offer is then made, judged and priced as the booking would be.
  static func createWaitingTerms(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE waitlist_entry ADD COLUMN organisation_id INTEGER REFERENCES organisation(id);
        ALTER TABLE waitlist_entry ADD COLUMN party TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE waitlist_entry ADD COLUMN accompanied INTEGER NOT NULL DEFAULT 0
          CHECK(accompanied IN (0, 1));
        """)
  }
}
