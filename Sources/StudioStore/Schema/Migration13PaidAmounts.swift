import GRDB

extension Schema {
  /// What has been paid, beside what it costs by now.
  static func createPaidAmounts(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE payment ADD COLUMN paid_cents INTEGER NOT NULL DEFAULT 0 CHECK(paid_cents >= 0);
        """)
    try db.execute(
      sql: "UPDATE payment SET paid_cents = price ->> '$.totalCents' WHERE state = 'paid'")
  }
}
