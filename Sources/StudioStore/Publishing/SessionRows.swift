import GRDB
import StudioPublishing

/// Sessions as rows.
///
/// Every function runs inside the caller's transaction.
enum SessionRows {
  /// Opens a session unless the reservation has one; without a title of its own it takes the
  /// reservation's.
  static func open(
    _ db: Database, reservationNumber: Int?, title: String?, _ now: Int
  ) throws -> SessionID {
    if let number = reservationNumber, let existing = try id(db, ofReservation: number) {
      return existing
    }
    try db.execute(
      sql: """
        INSERT INTO session(reservation_id, title, opened_utc)
        VALUES (?1, coalesce(?2, (SELECT title FROM reservation WHERE id = ?1)), ?3)
        """,
      arguments: [reservationNumber, title, now])
    return SessionID(number: Int(db.lastInsertedRowID))
  }

  static func id(_ db: Database, ofReservation number: Int) throws -> SessionID? {
    try Int.fetchOne(
      db, sql: "SELECT id FROM session WHERE reservation_id = ?", arguments: [number]
    ).map(SessionID.init(number:))
  }

  /// Reads one session with its people and recordings.
  static func fetch(_ db: Database, _ id: SessionID) throws -> RecordingSession {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM session WHERE id = ?", arguments: [id.number])
    else { throw StoreError.unknown(kind: "session", name: "\(id)") }
    return RecordingSession(
      id: id, reservationNumber: row["reservation_id"], title: row["title"],
      openedUTC: row["opened_utc"], finishedUTC: row["finished_utc"],
      people: try people(db, id), recordings: try recordings(db, id))
  }

  /// The participants with their latest answer, in the order they were named.
  static func people(_ db: Database, _ id: SessionID) throws -> [Participant] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT name, role, (
          SELECT answer FROM session_consent WHERE session_person_id = session_person.id
          ORDER BY id DESC LIMIT 1) AS answer
        FROM session_person WHERE session_id = ? ORDER BY id
        """,
      arguments: [id.number]
    ).map { row in
      let answer: String? = row["answer"]
      return Participant(
        name: row["name"], role: row["role"],
        consent: answer.flatMap(Consent.init(rawValue:)) ?? .missing)
    }
  }

  private static func recordings(_ db: Database, _ id: SessionID) throws -> [SessionRecording] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT recording.*, original_name, session_recording.added_utc AS added
        FROM session_recording JOIN recording ON recording.sha256 = recording_sha256
        WHERE session_id = ? ORDER BY position
        """,
      arguments: [id.number]
    ).map { row in
      SessionRecording(
        recording: RecordingRows.recording(row), originalName: row["original_name"],
        addedUTC: row["added"])
    }
  }
}

/// Originals as rows.
enum RecordingRows {
  /// Keeps an original that the archive has stored; a known one stays as it is.
  static func keep(_ db: Database, _ recording: Recording, _ now: Int) throws {
    try db.execute(
      sql: """
        INSERT INTO recording(sha256, extension, bytes, added_utc) VALUES (?, ?, ?, ?)
        ON CONFLICT(sha256) DO NOTHING
        """,
      arguments: [recording.sha256, recording.fileExtension, recording.bytes, now])
  }

  static func fetch(_ db: Database, sha256: String?) throws -> Recording? {
    guard let sha256 else { return nil }
    let statement = try db.cachedStatement(sql: "SELECT * FROM recording WHERE sha256 = ?")
    return try Row.fetchOne(statement, arguments: [sha256]).map(recording)
  }

  static func recording(_ row: Row) -> Recording {
    Recording(sha256: row["sha256"], fileExtension: row["extension"], bytes: row["bytes"])
  }
}
