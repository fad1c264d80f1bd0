import GRDB
import StudioBooking

/// Makes a write repeatable: the answer is kept in the transaction that earned it.
enum IdempotencyRows {
  /// How long a key is remembered: longer than any client retries.
  static let memorySeconds = 7 * 86_400

  /// Runs a write once for a key.
  ///
  /// - Parameters:
  ///   - key: the client's key; nil runs the write without memory.
  ///   - request: a text equal for equal requests.
  ///   - nowUTC: the present.
  ///   - db: the open write transaction.
  ///   - write: the write.
  /// - Returns: the write's answer, or the one it gave before.
  /// - Throws: a refusal with code `key_reused`, or what `write` throws.
  static func once<Answer: Codable>(
    _ key: String?, request: String, nowUTC: Int, _ db: Database,
    write: () throws -> Answer
  ) throws -> Answer {
    guard let key else { return try write() }
    try db.execute(
      sql: "DELETE FROM idempotency WHERE created_utc < ?", arguments: [nowUTC - memorySeconds])
    if let row = try Row.fetchOne(
      try db.cachedStatement(sql: "SELECT request, response FROM idempotency WHERE key = ?"),
      arguments: [key])
    {
      guard row["request"] == request else { throw Refusal(.keyReused, subject: key) }
      return try StoredJSON.value(Answer.self, from: row["response"])
    }
    let answer = try write()
    try db.execute(
      sql: "INSERT INTO idempotency(key, request, response, created_utc) VALUES (?, ?, ?, ?)",
      arguments: [key, request, try StoredJSON.text(answer), nowUTC])
    return answer
  }
}
