import GRDB
public import StudioPublishing

extension StudioDatabase {
  /// Opens a session; a reservation's session that is open already is returned as it is.
  public func openSession(
    reservationNumber: Int?, title: String?, at now: Int
  ) async throws -> RecordingSession {
    try await write { db in
      let id = try SessionRows.open(db, reservationNumber: reservationNumber, title: title, now)
      return try SessionRows.fetch(db, id)
    }
  }

  /// Finds a session.
  public func session(_ id: SessionID) async throws -> RecordingSession {
    try await read { try SessionRows.fetch($0, id) }
  }

  /// Finds the session of a reservation.
  public func session(ofReservation number: Int) async throws -> RecordingSession? {
    try await read { db in
      try SessionRows.id(db, ofReservation: number).map { try SessionRows.fetch(db, $0) }
    }
  }

  /// Lists the latest sessions, newest first.
  public func sessions(limit: Int) async throws -> [RecordingSession] {
    try await read { db in
      try Int.fetchAll(
        db, sql: "SELECT id FROM session ORDER BY id DESC LIMIT ?", arguments: [limit]
      ).map { try SessionRows.fetch(db, SessionID(number: $0)) }
    }
  }

  /// Adds stored originals to an open session, all or none; bytes that it has already keep their
  /// place.
  public func add(
    _ originals: [NamedRecording], to id: SessionID, at now: Int
  ) async throws -> RecordingSession {
    try await write { db in
      let session = try SessionRows.fetch(db, id)
      if let finished = session.finishedUTC {
        throw StoreError.conflict(
          code: "session_finished",
          values: ["session": "\(id)", "finished": try VenueTime.text(finished, db)])
      }
      var known = session.recordings.map(\.recording.sha256)
      for original in originals where !known.contains(original.recording.sha256) {
        try RecordingRows.keep(db, original.recording, now)
        known.append(original.recording.sha256)
        try db.execute(
          sql: """
            INSERT INTO session_recording(
              session_id, position, recording_sha256, original_name, added_utc)
            VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [id.number, known.count, original.recording.sha256, original.name, now])
      }
      return try SessionRows.fetch(db, id)
    }
  }

  /// Names somebody who is recorded, or records their latest answer; earlier answers are kept.
  public func record(
    _ participant: Participant, in id: SessionID, at now: Int
  ) async throws -> RecordingSession {
    try await write { db in
      _ = try SessionRows.fetch(db, id)
      try db.execute(
        sql: """
          INSERT INTO session_person(session_id, name, role) VALUES (?, ?, ?)
          ON CONFLICT(session_id, name) DO UPDATE SET role = excluded.role
          """,
        arguments: [id.number, participant.name, participant.role])
      try db.execute(
        sql: """
          INSERT INTO session_consent(session_person_id, answer, recorded_utc)
          SELECT id, ?, ? FROM session_person WHERE session_id = ? AND name = ?
          """,
        arguments: [participant.consent.rawValue, now, id.number, participant.name])
      return try SessionRows.fetch(db, id)
    }
  }

  /// Closes a session to further files; a finished one keeps its first end.
  public func finishSession(_ id: SessionID, at now: Int) async throws -> RecordingSession {
    try await write { db in
      try db.execute(
        sql: """
          UPDATE session SET finished_utc = max(opened_utc, ?)
          WHERE id = ? AND finished_utc IS NULL
          """,
        arguments: [now, id.number])
      return try SessionRows.fetch(db, id)
    }
  }
}
