import GRDB
public import StudioPublishing

extension StudioDatabase {
  /// Opens a preview of an episode that has sound and is not public yet.
  public func openPreview(
    of id: PublicID, token: PreviewToken, at now: Int
  ) async throws -> EpisodePreview {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      let values = ["episode": id.rawValue]
      if episode.status == .published {
        throw StoreError.conflict(code: "nothing_to_preview", values: values)
      }
      guard episode.render != nil else {
        throw StoreError.conflict(code: "not_processed", values: values)
      }
      try db.execute(
        sql: """
          INSERT INTO episode_preview(episode_id, token, created_utc) VALUES (?, ?, ?)
          ON CONFLICT(episode_id) DO NOTHING
          """,
        arguments: [id.rawValue, token.rawValue, now])
      guard let preview = try PreviewRows.fetch(db, episode: id) else {
        throw StoreError.unreadable(field: "preview", value: id.rawValue)
      }
      return preview
    }
  }

  /// Closes an episode's preview.
  @discardableResult
  public func closePreview(of id: PublicID) async throws -> Bool {
    try await write { try PreviewRows.remove($0, episode: id) }
  }

  /// The preview of an episode, if it has one.
  public func preview(of id: PublicID) async throws -> EpisodePreview? {
    try await read { try PreviewRows.fetch($0, episode: id) }
  }

  /// Every preview, also those whose episode is public by now.
  public func previews() async throws -> [EpisodePreview] {
    try await read { try PreviewRows.fetchAll($0) }
  }
}

/// Previews as rows.
enum PreviewRows {
  private static let columns = """
    SELECT preview.token, episode.id, episode.show_id, episode.slug, episode.status
    FROM episode_preview preview JOIN episode ON episode.id = preview.episode_id
    """

  static func fetch(_ db: Database, episode id: PublicID) throws -> EpisodePreview? {
    try Row.fetchOne(
      db, sql: columns + " WHERE preview.episode_id = ?", arguments: [id.rawValue]
    ).map(preview)
  }

  /// Whether there was one to remove.
  static func remove(_ db: Database, episode id: PublicID) throws -> Bool {
    try db.execute(
      sql: "DELETE FROM episode_preview WHERE episode_id = ?", arguments: [id.rawValue])
    return db.changesCount > 0
  }

  static func fetchAll(_ db: Database) throws -> [EpisodePreview] {
    try Row.fetchAll(db, sql: columns + " ORDER BY preview.episode_id").map(preview)
  }

  private static func preview(_ row: Row) throws -> EpisodePreview {
    let token: String = row["token"]
    let status: String = row["status"]
    guard let secret = PreviewToken(rawValue: token) else {
      throw StoreError.unreadable(field: "preview", value: row["id"])
    }
    guard let status = EpisodeStatus(rawValue: status) else {
      throw StoreError.unreadable(field: "status", value: status)
    }
    return EpisodePreview(
      token: secret, episodeID: PublicID(rawValue: row["id"]),
      showID: PublicID(rawValue: row["show_id"]), slug: try ShowRows.slug(row["slug"]),
      status: status)
  }
}
