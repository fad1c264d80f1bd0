import GRDB
import PodcastFeed
import StudioPublishing

/// Renders and their deliverables as rows.
enum RenderRows {
  static func insert(_ db: Database, _ render: Render) throws {
    try db.execute(
      sql: """
        INSERT INTO render(id, recording_sha256, report, finished_utc, chapters)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        render.id.rawValue, render.recordingSHA256, render.report, render.finishedUTC,
        try StoredJSON.text(render.chapters),
      ])
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

  static func fetch(_ db: Database, id: String?, withReport: Bool = true) throws -> Render? {
    guard let id else { return nil }
    let report = withReport ? "report" : "''"
    let statement = try db.cachedStatement(
      sql: """
        SELECT recording_sha256, \(report) AS report, finished_utc, chapters FROM render
        WHERE id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let outputs = try db.cachedStatement(
      sql: "SELECT * FROM deliverable WHERE render_id = ? ORDER BY rowid")
    let deliverables = try Row.fetchAll(outputs, arguments: [id]).map { row in
      Deliverable(
        sha256: row["sha256"], fileName: row["file_name"], mediaType: row["media_type"],
        bytes: row["bytes"], bitRate: row["bit_rate"], durationSeconds: row["duration_seconds"])
    }
    return Render(
      id: PublicID(rawValue: id), recordingSHA256: row["recording_sha256"],
      report: row["report"], finishedUTC: row["finished_utc"], deliverables: deliverables,
      chapters: try StoredJSON.value([Chapter].self, from: row["chapters"]))
  }
}
