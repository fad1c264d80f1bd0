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

  private static func isTaken(_ db: Database, _ slug: Slug, in show: PublicID) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS(SELECT 1 FROM episode WHERE show_id = ? AND slug = ?)",
      arguments: [show.rawValue, slug.rawValue]) ?? false
  }

  private static func episode(_ db: Database, _ row: Row) throws -> Episode {
    let status: String = row["status"]
    guard let status = EpisodeStatus(rawValue: status) else {
      throw StoreError.unknown(kind: "status", name: status)
    }
    let session: Int? = row["session_id"]
    return Episode(
      id: PublicID(rawValue: row["id"]), showID: PublicID(rawValue: row["show_id"]),
      guid: row["guid"], slug: try ShowRows.slug(row["slug"]),
      sessionID: session.map(SessionID.init(number:)), status: status,
      details: try StoredJSON.value(EpisodeDetails.self, from: row["details"]),
      recording: try RecordingRows.fetch(db, sha256: row["recording_sha256"]),
      render: try RenderRows.fetch(db, id: row["render_id"]), publishedUTC: row["published_utc"])
  }
}

/// Renders and their deliverables as rows.
enum RenderRows {
  static func insert(_ db: Database, _ render: Render) throws {
    try db.execute(
      sql: "INSERT INTO render(id, recording_sha256, report, finished_utc) VALUES (?, ?, ?, ?)",
      arguments: [render.id.rawValue, render.recordingSHA256, render.report, render.finishedUTC])
    for deliverable in render.deliverables {
      try db.execute(
        sql: """
          INSERT INTO deliverable(
            sha256, render_id, file_name, media_type, bytes, bit_rate, duration_seconds)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          deliverable.sha256, render.id.rawValue, deliverable.fileName, deliverable.mediaType,
          deliverable.bytes, deliverable.bitRate, deliverable.durationSeconds,
        ])
    }
  }

  /// SHA-256 of the deliverables of a show's removed episodes that a published episode of any show
  /// has too.
  static func sharedMedia(_ db: Database, ofRemovedIn show: PublicID) throws -> Set<String> {
    try String.fetchSet(
      db,
      sql: """
        SELECT gone.sha256
        FROM episode removed
        JOIN deliverable gone ON gone.render_id = removed.render_id
        JOIN deliverable kept ON kept.sha256 = gone.sha256
        JOIN episode published ON published.render_id = kept.render_id
        WHERE removed.show_id = ? AND removed.status = 'removed'
          AND published.status = 'published'
        """, arguments: [show.rawValue])
  }

  static func fetch(_ db: Database, id: String?) throws -> Render? {
    guard let id,
      let row = try Row.fetchOne(db, sql: "SELECT * FROM render WHERE id = ?", arguments: [id])
    else { return nil }
    let deliverables = try Row.fetchAll(
      db, sql: "SELECT * FROM deliverable WHERE render_id = ? ORDER BY rowid", arguments: [id]
    ).map { row in
      Deliverable(
        sha256: row["sha256"], fileName: row["file_name"], mediaType: row["media_type"],
        bytes: row["bytes"], bitRate: row["bit_rate"], durationSeconds: row["duration_seconds"])
    }
    return Render(
      id: PublicID(rawValue: id), recordingSHA256: row["recording_sha256"],
      report: row["report"], finishedUTC: row["finished_utc"], deliverables: deliverables)
  }
}
