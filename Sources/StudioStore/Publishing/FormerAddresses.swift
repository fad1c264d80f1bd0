import GRDB

/// The venue's former addresses, as rows.
enum FormerAddresses {
  /// Notes a move of a feed to another address of the venue.
  ///
  /// Whoever moves back is at home again: nothing leads on from there.
  static func note(from old: String?, to new: String, at now: Int, _ db: Database) throws {
    guard let oldBase = old.flatMap(base), let newBase = base(of: new), oldBase != newBase else {
      return
    }
    try db.execute(
      sql: "INSERT OR IGNORE INTO former_address(base, left_utc) VALUES (?, ?)",
      arguments: [oldBase, now])
    try db.execute(sql: "DELETE FROM former_address WHERE base = ?", arguments: [newBase])
  }

  /// All of them, in order.
  static func all(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT base FROM former_address ORDER BY base")
  }

  /// What stands before `/shows/<name>/feed.xml`.
  private static func base(of feedURL: String) -> String? {
    feedURL.firstMatch(of: #/^(.+)/shows/[^/]+/feed\.xml$/#).map { String($0.output.1) }
  }
}
