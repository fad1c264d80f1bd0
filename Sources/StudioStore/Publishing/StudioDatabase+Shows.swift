import GRDB
public import StudioPublishing

extension StudioDatabase {
  /// Creates a show under a short name nobody has.
  public func createShow(
    slug: Slug, details: ShowDetails, at now: Int
  ) async throws -> Show {
    try await write { db in
      let taken = try Bool.fetchOne(
        db, sql: "SELECT EXISTS(SELECT 1 FROM show WHERE slug = ?)", arguments: [slug.rawValue])
      if taken == true {
        throw StoreError.conflict(
          code: "slug_taken", values: ["slug": slug.rawValue, "kind": "show"])
      }
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

  /// Reads everything that a show's public files are made from, in one consistent state.
  public func publicState(ofShow id: PublicID) async throws -> PublicState {
    try await read { db in
      let version = try Int.fetchOne(
        db, sql: "SELECT wanted_version FROM show WHERE id = ?", arguments: [id.rawValue])
      return PublicState(
        show: try ShowRows.fetch(db, id: id), version: version ?? 0,
        published: try EpisodeRows.fetchAll(db, show: id, status: .published),
        removed: try EpisodeRows.fetchAll(db, show: id, status: .removed),
        sharedMedia: try RenderRows.sharedMedia(db, ofRemovedIn: id))
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
        db, sql: "SELECT * FROM show WHERE slug = ?", arguments: [slug.rawValue])
    else { throw StoreError.unknown(kind: "show", name: slug.rawValue) }
    return try show(row)
  }

  static func show(_ row: Row) throws -> Show {
    Show(
      id: PublicID(rawValue: row["id"]), slug: try slug(row["slug"]),
      podcastGUID: row["podcast_guid"],
      details: try StoredJSON.value(ShowDetails.self, from: row["details"]))
  }

  /// A short name that the store itself accepted once.
  static func slug(_ text: String) throws -> Slug {
    guard let slug = Slug(rawValue: text) else {
      throw StoreError.conflict(code: "invalid_slug", values: ["slug": text])
    }
    return slug
  }

  /// Listeners will see a change: the public files have something to catch up with.
  static func raiseVersion(_ db: Database, show: PublicID) throws {
    try db.execute(
      sql: "UPDATE show SET wanted_version = wanted_version + 1 WHERE id = ?",
      arguments: [show.rawValue])
  }
}
