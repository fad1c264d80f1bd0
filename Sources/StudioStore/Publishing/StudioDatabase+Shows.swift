import GRDB
public import StudioPublishing

extension StudioDatabase {
  /// Creates a show under a short name nobody has.
  public func createShow(
    slug: Slug, details: ShowDetails, at now: Int
  ) async throws -> Show {
    try await write { db in
      try ShowRows.assertFree(db, slug, for: nil)
      let id = PublicID.new()
      try db.execute(
        sql: "INSERT INTO show(id, slug, details, created_utc) VALUES (?, ?, ?, ?)",
        arguments: [id.rawValue, slug.rawValue, try StoredJSON.text(details), now])
      return try ShowRows.fetch(db, id: id)
    }
  }

  /// Finds a show by short name.
  public func show(_ slug: Slug) async throws -> Show {
    try await read { try ShowRows.fetch($0, slug: slug) }
  }

  /// Finds a show by id.
  public func show(id: PublicID) async throws -> Show {
    try await read { try ShowRows.fetch($0, id: id) }
  }

  /// Lists all shows by short name.
  public func shows() async throws -> [Show] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM show ORDER BY slug").map(ShowRows.show)
    }
  }

  /// Fixes `podcast:guid` for life; an existing one stays.
  public func mintPodcastGUID(_ guid: String, forShow id: PublicID) async throws -> Show {
    try await write { db in
      try db.execute(
        sql: "UPDATE show SET podcast_guid = ? WHERE id = ? AND podcast_guid IS NULL",
        arguments: [guid, id.rawValue])
      return try ShowRows.fetch(db, id: id)
    }
  }

  /// Changes a show in one transaction; a former short name keeps leading here for good.
  public func editShow(
    _ id: PublicID, at now: Int, check: @escaping @Sendable (StudioPublishing.Show) throws -> Void,
    _ change: @escaping @Sendable (inout ShowEdit) throws -> Void
  ) async throws -> StudioPublishing.Show {
    try await write { db in
      var show = try ShowRows.fetch(db, id: id)
      let before = ShowEdit(show)
      var edit = before
      try change(&edit)
      if edit == before { return show }
      if edit.slug != before.slug { try ShowRows.rename(db, show, to: edit.slug, at: now) }
      show.slug = edit.slug
      show.details = edit.details
      try check(show)
      try db.execute(
        sql: "UPDATE show SET slug = ?, details = ? WHERE id = ?",
        arguments: [edit.slug.rawValue, try StoredJSON.text(edit.details), id.rawValue])
      try ShowRows.raiseVersion(db, show: id, at: now)
      return show
    }
  }

  /// Remembers under which public address a show's feed is; another one than before is a move.
  public func settleFeedURL(
    _ url: String, ofShow id: PublicID, at now: Int
  ) async throws -> StudioPublishing.Show {
    try await write { db in
      try FormerAddresses.note(
        from: try String.fetchOne(
          db, sql: "SELECT feed_url FROM show WHERE id = ?", arguments: [id.rawValue]),
        to: url, at: now, db)
      try db.execute(
        sql: """
          UPDATE show SET feed_url = ?1,
            moved_utc = CASE WHEN feed_url IS NULL THEN moved_utc ELSE ?2 END
          WHERE id = ?3 AND feed_url IS NOT ?1
          """,
        arguments: [url, now, id.rawValue])
      return try ShowRows.fetch(db, id: id)
    }
  }
}

/// Shows as rows.
enum ShowRows {
  static func fetch(_ db: Database, id: PublicID) throws -> Show {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM show WHERE id = ?", arguments: [id.rawValue])
    else { throw StoreError.unknown(kind: "show", name: id.rawValue) }
    return try show(row)
  }

  static func fetch(_ db: Database, slug: Slug) throws -> Show {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT * FROM show WHERE slug = ?1
          UNION ALL
          SELECT show.* FROM former_show_slug former JOIN show ON show.id = show_id
          WHERE former.slug = ?1
          """,
        arguments: [slug.rawValue])
    else { throw StoreError.unknown(kind: "show", name: slug.rawValue) }
    return try show(row)
  }

  static func show(_ row: Row) throws -> Show {
    Show(
      id: PublicID(rawValue: row["id"]), slug: try slug(row["slug"]),
      podcastGUID: row["podcast_guid"],
      details: try StoredJSON.value(ShowDetails.self, from: row["details"]),
      feedURL: row["feed_url"], movedUTC: row["moved_utc"])
  }

  /// Refuses a short name that another show has or had: its old addresses lead on for good.
  static func assertFree(_ db: Database, _ slug: Slug, for id: PublicID?) throws {
    let owner = try String.fetchOne(
      db,
      sql: """
        SELECT id FROM show WHERE slug = ?1
        UNION ALL SELECT show_id FROM former_show_slug WHERE slug = ?1
        """,
      arguments: [slug.rawValue])
    if let owner, owner != id?.rawValue {
      throw StoreError.conflict(
        code: "slug_taken", values: ["slug": slug.rawValue, "kind": "show"])
    }
  }

  /// Keeps the short name a show leaves; the one it takes is former no more.
  static func rename(
    _ db: Database, _ show: StudioPublishing.Show, to slug: Slug, at now: Int
  ) throws {
    try assertFree(db, slug, for: show.id)
    try db.execute(
      sql: "DELETE FROM former_show_slug WHERE slug = ?", arguments: [slug.rawValue])
    try db.execute(
      sql: "INSERT INTO former_show_slug(slug, show_id, left_utc) VALUES (?, ?, ?)",
      arguments: [show.slug.rawValue, show.id.rawValue, now])
  }

  /// A short name that the store itself accepted once.
  static func slug(_ text: String) throws -> Slug {
    guard let slug = Slug(rawValue: text) else {
      throw StoreError.conflict(code: "invalid_slug", values: ["slug": text])
    }
    return slug
  }

  /// Listeners will see a change: the public files have something to catch up with.
  static func raiseVersion(_ db: Database, show: PublicID, at now: Int) throws {
    try db.execute(
      sql: """
        UPDATE show SET wanted_version = wanted_version + 1,
          changed_utc = max(coalesce(changed_utc, 0), ?)
        WHERE id = ?
        """,
      arguments: [now, show.rawValue])
  }
}
