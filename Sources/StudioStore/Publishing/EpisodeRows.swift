import GRDB
import StudioPublishing

/// Episodes as rows.
enum EpisodeRows {
  static func fetch(_ db: Database, id: PublicID) throws -> Episode {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM episode WHERE id = ?", arguments: [id.rawValue])
    else { throw StoreError.unknown(kind: "episode", name: id.rawValue) }
    return try episode(db, row)
  }

  /// The episodes of a show, newest first; of one status, or all of them.
  static func fetchAll(
    _ db: Database, show: PublicID, status: EpisodeStatus?
  ) throws -> [Episode] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM episode WHERE show_id = ?1 AND (?2 IS NULL OR status = ?2)
        ORDER BY coalesce(published_utc, created_utc) DESC, id
        """,
      arguments: [show.rawValue, status?.rawValue]
    ).map { try episode(db, $0) }
  }

  /// The short name itself, or with the first free number behind it.
  static func freeSlug(_ db: Database, _ wanted: Slug, in show: PublicID) throws -> Slug {
    var candidate = wanted
    var number = 2
    while try isTaken(db, candidate, in: show) {
      let suffix = "-\(number)"
      candidate = try ShowRows.slug(String(wanted.rawValue.prefix(64 - suffix.count)) + suffix)
      number += 1
    }
    return candidate
  }

  /// Whether an episode of the show has or had the short name.
  static func isTaken(
    _ db: Database, _ slug: Slug, in show: PublicID, except id: PublicID? = nil
  ) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(
          SELECT 1 FROM episode WHERE show_id = ?1 AND slug = ?2 AND id IS NOT ?3
          UNION ALL
          SELECT 1 FROM former_episode_slug
          WHERE show_id = ?1 AND slug = ?2 AND episode_id IS NOT ?3)
        """,
      arguments: [show.rawValue, slug.rawValue, id?.rawValue]) ?? false
  }

  /// Keeps the short name an episode leaves; the one it takes is former no more.
  static func rename(_ db: Database, _ episode: Episode, to slug: Slug, at now: Int) throws {
    if try isTaken(db, slug, in: episode.showID, except: episode.id) {
      throw StoreError.conflict(
        code: "slug_taken", values: ["slug": slug.rawValue, "kind": "episode"])
    }
    try db.execute(
      sql: "DELETE FROM former_episode_slug WHERE show_id = ? AND slug = ?",
      arguments: [episode.showID.rawValue, slug.rawValue])
    try db.execute(
      sql: """
        INSERT INTO former_episode_slug(show_id, slug, episode_id, left_utc) VALUES (?, ?, ?, ?)
        """,
      arguments: [
        episode.showID.rawValue, episode.slug.rawValue, episode.id.rawValue, now,
      ])
  }

  /// Episodes by id, without the worker's reports.
  static func fetchAll(_ db: Database, ids: [PublicID]) throws -> [Episode] {
    let statement = try db.cachedStatement(sql: "SELECT * FROM episode WHERE id = ?")
    return try ids.compactMap { id in
      try Row.fetchOne(statement, arguments: [id.rawValue]).map {
        try episode(db, $0, withReport: false)
      }
    }
  }

  private static func episode(
    _ db: Database, _ row: Row, withReport: Bool = true
  ) throws -> Episode {
    let status: String = row["status"]
    guard let status = EpisodeStatus(rawValue: status) else {
      throw StoreError.unreadable(field: "status", value: status)
    }
    let session: Int? = row["session_id"]
    return Episode(
      id: PublicID(rawValue: row["id"]), showID: PublicID(rawValue: row["show_id"]),
      guid: row["guid"], slug: try ShowRows.slug(row["slug"]),
      sessionID: session.map(SessionID.init(number:)), status: status,
      details: try StoredJSON.value(EpisodeDetails.self, from: row["details"]),
      recording: try RecordingRows.fetch(db, sha256: row["recording_sha256"]),
      render: try RenderRows.fetch(db, id: row["render_id"], withReport: withReport),
      publishedUTC: row["published_utc"], scheduledUTC: row["scheduled_utc"],
      recordingName: row["recording_name"], revision: row["revision"], note: row["note"])
  }
}
