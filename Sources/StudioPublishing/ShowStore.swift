/// Where shows and what directories know of them are kept.
public protocol ShowStore: Sendable {
  /// Creates a show under a short name that nobody has or had.
  func createShow(slug: Slug, details: ShowDetails, at now: Int) async throws -> Show
  /// Finds a show by short name; a former one leads to it too.
  func show(_ slug: Slug) async throws -> Show
  /// Finds a show by id.
  func show(id: PublicID) async throws -> Show
  /// Lists all shows by short name.
  func shows() async throws -> [Show]
  /// Changes a show: reads it, lets `change` alter it, checks and keeps it in one transaction, so
  /// that two editors never undo each other.
  ///
  /// A former short name keeps leading here for good.
  ///
  /// - Parameters:
  ///   - id: the show.
  ///   - now: the time.
  ///   - check: refuses a show that must not be public like this.
  ///   - change: alters the values.
  /// - Returns: the changed show.
  /// - Throws: what `check` and `change` throw, or the store's error.
  func editShow(
    _ id: PublicID, at now: Int, check: @escaping @Sendable (Show) throws -> Void,
    _ change: @escaping @Sendable (inout ShowEdit) throws -> Void
  ) async throws -> Show
  /// Fixes `podcast:guid` for life; an existing one stays.
  func mintPodcastGUID(_ guid: String, forShow id: PublicID) async throws -> Show
  /// Remembers under which public address a show's feed is; another one than before is a move.
  func settleFeedURL(_ url: String, ofShow id: PublicID, at now: Int) async throws -> Show
  /// How far a show is with each directory.
  func directories(ofShow id: PublicID) async throws -> [DirectoryEntry]
  /// Notes how far a show is with a directory.
  func note(_ entry: DirectoryEntry, ofShow id: PublicID, at now: Int) async throws
    -> [DirectoryEntry]
}

/// What can be changed about a show.
public struct ShowEdit: Sendable, Hashable {
  /// Its short name.
  public var slug: Slug
  /// What people read about it.
  public var details: ShowDetails

  /// Takes over a show's values.
  public init(_ show: Show) {
    slug = show.slug
    details = show.details
  }
}
