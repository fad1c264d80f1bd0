import GRDB
public import StudioPublishing

extension StudioDatabase {
  /// Which version the public files of each show are to have, for shows that have been public.
  public func wantedVersions() async throws -> [WantedVersion] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, slug, wanted_version FROM show
          WHERE \(PublicRows.hasBeenPublic) ORDER BY slug
          """
      ).map {
        WantedVersion(
          show: PublicID(rawValue: $0["id"]), slug: try ShowRows.slug($0["slug"]),
          version: $0["wanted_version"])
      }
    }
  }

  /// Reads what a show's public files are made from, in one consistent state.
  public func publicState(ofShow id: PublicID) async throws -> PublicState {
    try await read { db in
      let show = try ShowRows.fetch(db, id: id)
      let numbers = try Row.fetchOne(
        db,
        sql: """
          SELECT wanted_version, changed_utc, \(PublicRows.hasBeenPublic) AS has_been_public
          FROM show WHERE id = ?
          """,
        arguments: [id.rawValue])
      let items = try PublicRows.items(db, show: id)
      let trailers = try String.fetchAll(
        db,
        sql: """
          SELECT id FROM episode WHERE show_id = ? AND status = 'published'
            AND details ->> '$.kind' = 'trailer'
          ORDER BY published_utc DESC, id
          """,
        arguments: [id.rawValue])
      return PublicState(
        show: show, version: numbers?["wanted_version"] ?? 0,
        hasBeenPublic: numbers?["has_been_public"] ?? false, items: items,
        changedUTC: numbers?["changed_utc"],
        trailers: try EpisodeRows.fetchAll(db, ids: trailers.map(PublicID.init(rawValue:))),
        listings: try DirectoryRows.fetchAll(db, show: id).filter(\.isLinked),
        formerSlugs: try PublicRows.formerSlugs(db, show: id),
        formerEpisodeSlugs: try PublicRows.formerEpisodeSlugs(db, show: id),
        formerBases: try FormerAddresses.all(db))
    }
  }

  /// Reads episodes by id, without the worker's reports.
  public func episodes(_ ids: [PublicID]) async throws -> [Episode] {
    try await read { try EpisodeRows.fetchAll($0, ids: ids) }
  }

  /// Notes which files under `public/` an episode needs, before they are placed.
  public func notePublicFiles(_ paths: [PublicID: Set<String>], at now: Int) async throws {
    try await write { db in
      for (id, paths) in paths.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        try PublicRows.note(db, paths, of: id, at: now)
      }
    }
  }

  /// The files of a show's removed episodes that no other episode needs, and that are no cover.
  public func takenDownFiles(ofShow id: PublicID) async throws -> [String] {
    try await read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT file.path
          FROM episode gone JOIN public_file file ON file.episode_id = gone.id
          WHERE gone.show_id = ? AND gone.status = 'removed' AND NOT EXISTS (
            SELECT 1 FROM public_file kept JOIN episode ON episode.id = kept.episode_id
            WHERE kept.path = file.path AND kept.superseded_utc IS NULL
              AND episode.status <> 'removed')
            AND \(PublicRows.isNoCover)
          ORDER BY file.path
          """,
        arguments: [id.rawValue])
    }
  }

  /// Files that no episode needs any more.
  public func supersededFiles(ofShow id: PublicID, before limit: Int) async throws -> [String] {
    try await read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT file.path
          FROM episode JOIN public_file file ON file.episode_id = episode.id
          WHERE episode.show_id = ?1 AND episode.status <> 'removed' AND NOT EXISTS (
            SELECT 1 FROM public_file kept JOIN episode ON episode.id = kept.episode_id
            WHERE kept.path = file.path AND episode.status <> 'removed'
              AND (kept.superseded_utc IS NULL
                OR (kept.superseded_utc >= ?2 AND kept.path LIKE 'media/%')))
            AND \(PublicRows.isNoCover)
          ORDER BY file.path
          """,
        arguments: [id.rawValue, limit])
    }
  }

  /// Forgets superseded files that have been removed.
  public func forgetPublicFiles(_ paths: [String], ofShow id: PublicID) async throws {
    guard !paths.isEmpty else { return }
    try await write { db in
      for path in paths {
        try db.execute(
          sql: """
            DELETE FROM public_file WHERE path = ? AND superseded_utc IS NOT NULL
              AND episode_id IN (SELECT id FROM episode WHERE show_id = ?)
            """,
          arguments: [path, id.rawValue])
      }
    }
  }
}

/// What is public, as rows.
enum PublicRows {
  /// Whether an episode of a row of `show` has ever been published: it keeps its date for good.
  static let hasBeenPublic = """
    EXISTS(SELECT 1 FROM episode WHERE show_id = show.id AND published_utc IS NOT NULL)
    """

  /// Where a show's cover lies: no takedown of an episode with the same picture removes it.
  private static let covers = """
    SELECT 'media/side/' || (details ->> '$.artwork.sha256') || '.'
      || (details ->> '$.artwork.fileExtension') FROM show
    """

  /// Leaves the covers of all shows out of a choice of `public_file` rows called `file`.
  static let isNoCover = "file.path NOT IN (\(covers))"

  static func items(_ db: Database, show: PublicID) throws -> [PublicItem] {
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, revision, slug, published_utc FROM episode WHERE show_id = ? AND status = 'published'
        ORDER BY published_utc DESC, id
        """,
      arguments: [show.rawValue])
    var items: [PublicItem] = []
    while let row = try cursor.next() {
      items.append(
        PublicItem(
          id: PublicID(rawValue: row[0]), revision: row[1], slug: try ShowRows.slug(row[2]),
          publishedUTC: row[3] ?? 0))
    }
    return items
  }

  static func formerSlugs(_ db: Database, show: PublicID) throws -> [Slug] {
    try String.fetchAll(
      db, sql: "SELECT slug FROM former_show_slug WHERE show_id = ? ORDER BY slug",
      arguments: [show.rawValue]
    ).map(ShowRows.slug)
  }

  static func formerEpisodeSlugs(_ db: Database, show: PublicID) throws -> [FormerSlug] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT former.slug, episode.slug AS current
        FROM former_episode_slug former JOIN episode ON episode.id = former.episode_id
        WHERE former.show_id = ? AND episode.status = 'published' ORDER BY former.slug
        """,
      arguments: [show.rawValue]
    ).map {
      FormerSlug(
        former: try ShowRows.slug($0["slug"]), current: try ShowRows.slug($0["current"]))
    }
  }

  /// Makes `paths` what the episode needs; the rest is superseded.
  static func note(_ db: Database, _ paths: Set<String>, of id: PublicID, at now: Int) throws {
    let known = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT path, superseded_utc FROM public_file WHERE episode_id = ?"),
      arguments: [id.rawValue])
    var inUse: Set<String> = []
    for row in known where (row["superseded_utc"] as Int?) == nil { inUse.insert(row["path"]) }
    for path in paths.subtracting(inUse).sorted() {
      try db.cachedStatement(
        sql: """
          INSERT INTO public_file(path, episode_id, superseded_utc) VALUES (?, ?, NULL)
          ON CONFLICT DO UPDATE SET superseded_utc = NULL
          """
      ).execute(arguments: [path, id.rawValue])
    }
    for path in inUse.subtracting(paths).sorted() {
      try db.cachedStatement(
        sql: "UPDATE public_file SET superseded_utc = ? WHERE path = ? AND episode_id = ?"
      ).execute(arguments: [now, path, id.rawValue])
    }
  }
}
