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
            id, show_id, slug, guid, session_id, status, details, recording_sha256,
            recording_name, created_utc)
          VALUES (?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?)
          """,
        arguments: [
          id.rawValue, show.rawValue, try EpisodeRows.freeSlug(db, slug, in: show).rawValue,
          UUID().uuidString.lowercased(), session?.number, try StoredJSON.text(details),
          recorded?.recordings.last?.recording.sha256, recorded?.recordings.last?.originalName,
          now,
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
          WITH named(id, show_id, slug) AS (
            SELECT id, show_id, slug FROM episode
            UNION ALL SELECT episode_id, show_id, slug FROM former_episode_slug)
          SELECT named.id FROM named JOIN (
            SELECT id, slug FROM show
            UNION ALL SELECT show_id, slug FROM former_show_slug) AS show ON show.id = show_id
          WHERE show.slug = ? AND named.slug = ?
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

  /// Chooses the original an episode is made from, and remembers the name it came under.
  public func attach(
    _ recording: Recording, named originalName: String, to episode: PublicID, at now: Int
  ) async throws -> Episode {
    try await write { db in
      _ = try EpisodeRows.fetch(db, id: episode)
      try RecordingRows.keep(db, recording, now)
      try db.execute(
        sql: "UPDATE episode SET recording_sha256 = ?, recording_name = ? WHERE id = ?",
        arguments: [recording.sha256, originalName, episode.rawValue])
      return try EpisodeRows.fetch(db, id: episode)
    }
  }

  /// Keeps a finished render and makes it the episode's; a draft becomes ready, and a published
  /// episode's listeners get the new file.
  public func keep(_ render: Render, forEpisode id: PublicID) async throws -> Episode {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      // A public episode's new sound is public at once: whoever may stop its publication may stop that.
      if episode.status == .published { try Publication.assertConsents(to: episode, db) }
      try RenderRows.insert(db, render)
      let status: EpisodeStatus =
        switch episode.status {
        case .draft, .processing: .ready
        case .ready, .submitted, .scheduled, .published, .removed: episode.status
        }
      try db.execute(
        sql: "UPDATE episode SET render_id = ?, status = ? WHERE id = ?",
        arguments: [render.id.rawValue, status.rawValue, id.rawValue])
      if status == .published {
        try ShowRows.raiseVersion(db, show: episode.showID, at: render.finishedUTC)
      }
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Changes an episode in one transaction; a former short name keeps leading to it.
  public func editEpisode(
    _ id: PublicID, at now: Int, check: @escaping PublicationCheck,
    _ change: @escaping @Sendable (inout EpisodeEdit) throws -> Void
  ) async throws -> Episode {
    try await write { db in
      var episode = try EpisodeRows.fetch(db, id: id)
      let before = EpisodeEdit(episode)
      var edit = before
      try change(&edit)
      if edit == before { return episode }
      if edit.slug != before.slug {
        try EpisodeRows.rename(db, episode, to: edit.slug, at: now)
      }
      episode.slug = edit.slug
      episode.details = edit.details
      let isOrWillBePublic = [.published, .scheduled, .submitted].contains(episode.status)
      if isOrWillBePublic { try check(try ShowRows.fetch(db, id: episode.showID), episode) }
      try db.execute(
        sql: "UPDATE episode SET slug = ?, details = ? WHERE id = ?",
        arguments: [edit.slug.rawValue, try StoredJSON.text(edit.details), id.rawValue])
      if episode.status == .published {
        try ShowRows.raiseVersion(db, show: episode.showID, at: now)
      }
      return try EpisodeRows.fetch(db, id: id)
    }
  }
}
