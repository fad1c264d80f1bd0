import Foundation
import GRDB
public import StudioPublishing

extension StudioDatabase {
  /// Creates a draft; its GUID is fixed now.
  public func createEpisode(
    show: PublicID, slug: Slug, details: EpisodeDetails, session: SessionID?, at now: Int
  ) async throws -> Episode {
    try await write { db in
      _ = try ShowRows.fetch(db, id: show)
      let recorded = try session.map { try SessionRows.fetch(db, $0) }
      let id = PublicID.new()
      try db.execute(
        sql: """
          INSERT INTO episode(
            id, show_id, slug, guid, session_id, status, details, recording_sha256, created_utc)
          VALUES (?, ?, ?, ?, ?, 'draft', ?, ?, ?)
          """,
        arguments: [
          id.rawValue, show.rawValue, try EpisodeRows.freeSlug(db, slug, in: show).rawValue,
          UUID().uuidString.lowercased(), session?.number, try StoredJSON.text(details),
          recorded?.recordings.last?.recording.sha256, now,
        ])
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Finds an episode by id, or by `show/episode` short names.
  public func episode(_ reference: String) async throws -> Episode {
    try await read { db in
      let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        return try EpisodeRows.fetch(db, id: PublicID(rawValue: reference))
      }
      let id = try String.fetchOne(
        db,
        sql: """
          SELECT episode.id FROM episode JOIN show ON show.id = show_id
          WHERE show.slug = ? AND episode.slug = ?
          """,
        arguments: [String(parts[0]), String(parts[1])])
      guard let id else { throw StoreError.unknown(kind: "episode", name: reference) }
      return try EpisodeRows.fetch(db, id: PublicID(rawValue: id))
    }
  }

  /// Lists the episodes of a show, newest first.
  public func episodes(ofShow id: PublicID) async throws -> [Episode] {
    try await read { try EpisodeRows.fetchAll($0, show: id, status: nil) }
  }

  /// Lists the episodes made from a session.
  public func episodes(ofSession id: SessionID) async throws -> [Episode] {
    try await read { db in
      try String.fetchAll(
        db, sql: "SELECT id FROM episode WHERE session_id = ? ORDER BY created_utc, id",
        arguments: [id.number]
      ).map { try EpisodeRows.fetch(db, id: PublicID(rawValue: $0)) }
    }
  }

  /// Chooses the original an episode is made from.
  public func attach(
    _ recording: Recording, to episode: PublicID, at now: Int
  ) async throws -> Episode {
    try await write { db in
      _ = try EpisodeRows.fetch(db, id: episode)
      try RecordingRows.keep(db, recording, now)
      try db.execute(
        sql: "UPDATE episode SET recording_sha256 = ? WHERE id = ?",
        arguments: [recording.sha256, episode.rawValue])
      return try EpisodeRows.fetch(db, id: episode)
    }
  }

  /// Keeps a finished render and makes it the episode's; a draft becomes ready, and a published
  /// episode's listeners get the new file.
  public func keep(_ render: Render, forEpisode id: PublicID) async throws -> Episode {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      try RenderRows.insert(db, render)
      let status: EpisodeStatus =
        switch episode.status {
        case .draft, .processing: .ready
        case .ready, .submitted, .scheduled, .published, .removed: episode.status
        }
      try db.execute(
        sql: "UPDATE episode SET render_id = ?, status = ? WHERE id = ?",
        arguments: [render.id.rawValue, status.rawValue, id.rawValue])
      if status == .published { try ShowRows.raiseVersion(db, show: episode.showID) }
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Makes an episode public: checks consents and status, raises the show's wanted version.
  public func publish(_ id: PublicID, at now: Int) async throws -> Episode {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      guard episode.render != nil else {
        throw StoreError.conflict(code: "not_processed", values: ["episode": id.rawValue])
      }
      try Self.assertConsents(db, episode)
      try db.execute(
        sql: """
          UPDATE episode SET status = 'published', published_utc = coalesce(published_utc, ?)
          WHERE id = ?
          """,
        arguments: [now, id.rawValue])
      try ShowRows.raiseVersion(db, show: episode.showID)
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Takes an episode out of the public: raises the show's wanted version.
  public func unpublish(_ id: PublicID) async throws -> Episode {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      guard episode.status == .published else {
        throw StoreError.conflict(
          code: "wrong_status",
          values: [
            "episode": id.rawValue, "status": episode.status.rawValue, "expected": "published",
          ])
      }
      try db.execute(
        sql: "UPDATE episode SET status = 'removed' WHERE id = ?", arguments: [id.rawValue])
      try ShowRows.raiseVersion(db, show: episode.showID)
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Consent is checked in the transaction that publishes: an answer withdrawn a moment earlier
  /// is seen, one withdrawn later finds the episode published and can take it back.
  private static func assertConsents(_ db: Database, _ episode: Episode) throws {
    guard let id = episode.sessionID else { return }
    let forbidding = try SessionRows.fetch(db, id).peopleWhoForbidPublishing
    guard forbidding.isEmpty else {
      throw StoreError.conflict(
        code: "consent_missing",
        values: ["names": forbidding.map(\.name).joined(separator: ", "), "session": "\(id)"])
    }
  }
}
