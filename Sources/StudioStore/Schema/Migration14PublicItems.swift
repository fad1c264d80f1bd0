import GRDB

extension Schema {
  /// What a build asks of thousands of episodes is answered from indexes, without reading their texts.
  static func createPublicItems(_ db: Database) throws {
    try db.execute(
      sql: """
        DROP INDEX episode_published;
        CREATE INDEX episode_published
          ON episode(show_id, status, published_utc DESC, id, revision, slug);
        CREATE INDEX episode_trailer ON episode(show_id, status, published_utc DESC, id)
          WHERE status = 'published' AND details ->> '$.kind' = 'trailer';
        """)
  }
}
