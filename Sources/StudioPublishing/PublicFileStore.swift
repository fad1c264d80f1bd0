/// What the public folder is to hold, and which of its files belong to which episode.
public protocol PublicFileStore: Sendable {
  /// Which version the public files of each show are to have, for shows that have been public.
  func wantedVersions() async throws -> [WantedVersion]
  /// Reads what a show's public files are made from, in one consistent state.
  func publicState(ofShow id: PublicID) async throws -> PublicState
  /// Reads episodes by id, without the worker's reports; those that do not exist are left out.
  ///
  /// - Complexity: linear in the episodes asked for: ask for pages, since no read may last.
  func episodes(_ ids: [PublicID]) async throws -> [Episode]
  /// Notes which files under `public/` an episode needs, before they are placed.
  ///
  /// What it needed until now and no longer does is superseded from `now` on.
  func notePublicFiles(_ paths: [PublicID: Set<String>], at now: Int) async throws
  /// The files of a show's removed episodes that no other episode has: none may be served.
  func takenDownFiles(ofShow id: PublicID) async throws -> [String]
  /// Files that no episode needs any more: pages at once, media and side files once they were
  /// superseded before `limit`.
  func supersededFiles(ofShow id: PublicID, before limit: Int) async throws -> [String]
  /// Forgets superseded files that have been removed.
  func forgetPublicFiles(_ paths: [String], ofShow id: PublicID) async throws
}

/// What a show's public files are made from.
public struct PublicState: Sendable, Hashable {
  /// The show.
  public let show: Show
  /// Rises with every change that listeners can see.
  public let version: Int
  /// Whether an episode of it has ever been published.
  public let hasBeenPublic: Bool
  /// Its published episodes, newest first.
  public let items: [PublicItem]
  /// When the newest change of content was, in UTC seconds.
  public let changedUTC: Int?
  /// Trailers among the published episodes, newest first.
  public let trailers: [Episode]
  /// Directories that list the show, each with its page there.
  public let listings: [DirectoryEntry]
  /// Short names the show had before.
  public let formerSlugs: [Slug]
  /// Short names that published episodes had before, with those they have now.
  public let formerEpisodeSlugs: [FormerSlug]
  /// Base URLs the venue was known under, without a final slash.
  public let formerBases: [String]

  /// Puts the state together.
  public init(
    show: Show, version: Int, hasBeenPublic: Bool, items: [PublicItem], changedUTC: Int?,
    trailers: [Episode], listings: [DirectoryEntry],
    formerSlugs: [Slug], formerEpisodeSlugs: [FormerSlug], formerBases: [String]
  ) {
    self.show = show
    self.version = version
    self.hasBeenPublic = hasBeenPublic
    self.items = items
    self.changedUTC = changedUTC
    self.trailers = trailers
    self.listings = listings
    self.formerSlugs = formerSlugs
    self.formerEpisodeSlugs = formerEpisodeSlugs
    self.formerBases = formerBases
  }
}

/// How far the public files of a show should be.
public struct WantedVersion: Sendable, Hashable {
  /// The show.
  public let show: PublicID
  /// Its short name.
  public let slug: Slug
  /// The version its public files should have reached.
  public let version: Int

  /// Names a version.
  public init(show: PublicID, slug: Slug, version: Int) {
    self.show = show
    self.slug = slug
    self.version = version
  }
}

/// A published episode, as far as a builder must know to see whether anything changed.
public struct PublicItem: Sendable, Hashable {
  /// The episode.
  public let id: PublicID
  /// Its revision.
  public let revision: Int
  /// Its short name.
  public let slug: Slug
  /// When it was first published, in UTC seconds.
  public let publishedUTC: Int

  /// Names a published episode.
  public init(id: PublicID, revision: Int, slug: Slug, publishedUTC: Int) {
    self.id = id
    self.revision = revision
    self.slug = slug
    self.publishedUTC = publishedUTC
  }
}

/// A short name an episode had before.
public struct FormerSlug: Sendable, Hashable {
  /// The one it had.
  public let former: Slug
  /// The one it has.
  public let current: Slug

  /// Pairs two short names of one episode.
  public init(former: Slug, current: Slug) {
    self.former = former
    self.current = current
  }
}
