import Dispatch
public import Foundation
import PodcastFeed

/// Brings the public folder up to what the store wants (docs/decisions/0003).
///
/// One builder at a time works on the folder; whoever comes later sees the newer state. Every file
/// appears by rename, and the feed comes after everything it points at.
public struct PublicBuilder: Sendable {
  let folder: DataFolder
  let store: any PublishingStore
  let addresses: PublicAddresses
  private let venue: @Sendable () async throws -> PublicVenue
  private let now: @Sendable () -> Int

  /// Prepares a builder.
  ///
  /// - Parameters:
  ///   - folder: the data folder.
  ///   - store: what is to be public.
  ///   - addresses: the public URLs.
  ///   - venue: tells the name and the zone that pages show; asked at each build, since a program
  ///     may run for long.
  ///   - now: tells the time, in UTC seconds.
  public init(
    folder: DataFolder, store: any PublishingStore, addresses: PublicAddresses,
    venue: @escaping @Sendable () async throws -> PublicVenue,
    now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }
  ) {
    self.folder = folder
    self.store = store
    self.addresses = addresses
    self.venue = venue
    self.now = now
  }

  /// Builds a show's public files when they lag behind.
  ///
  /// A show has public files from its first published episode on: a feed without items is of use
  /// to nobody, and directories refuse it.
  ///
  /// - Parameters:
  ///   - id: the show.
  ///   - force: build also when the version is reached, after a change of the base URL for instance.
  /// - Returns: the version that the folder has reached.
  /// - Throws: ``FileFailure``, ``LockBusy``, or the store's error; the old files then still stand.
  @discardableResult
  public func build(show id: PublicID, force: Bool = false) async throws -> Int {
    // The state is read under the lock: the builder that comes last writes the newest.
    let lock = try await heldLock()
    defer { lock.release() }
    var state = try await store.publicState(ofShow: id)
    if try await settleIdentity(state) { state = try await store.publicState(ofShow: id) }
    let build = ShowBuild(
      folder: folder, store: store, addresses: addresses, venue: try await venue(), state: state,
      now: now())
    let isStale = try await offPool {
      try build.isWanted() && (force || !build.isReached())
    }
    if force {
      let layout = build.layout
      try await offPool { try PublicBookkeeping.removeDamaged(in: layout) }
    }
    let digest = isStale ? try await build.run(force: force) : nil
    // After the routes, which lead on from the previews of what has just become public.
    try await placeHeldPreviews(ofShow: id)
    if let digest {
      try await placeShowList()
      try await offPool { try build.finish(digest: digest) }
    }
    return state.version
  }

  /// Brings previews up to date, and removes those that have ended.
  ///
  /// - Parameter id: the show whose previews may have changed.
  /// - Throws: as ``build(show:force:)``.
  public func placePreviews(ofShow id: PublicID) async throws {
    let lock = try await heldLock()
    defer { lock.release() }
    try await placeHeldPreviews(ofShow: id)
  }

  private func placeHeldPreviews(ofShow id: PublicID) async throws {
    try await PreviewBuild(
      folder: folder, store: store,
      renderer: PageRenderer(addresses: addresses, venue: try await venue())
    ).run(ofShow: id)
  }

  /// Builds every show that lags behind; one that fails keeps no other back.
  ///
  /// - Parameter force: build also those whose version is reached.
  /// - Throws: as ``build(show:force:)``, the first failure after all have been tried.
  public func buildAll(force: Bool = false) async throws {
    if let failure = try await buildEach(force: force).first { throw failure.reason }
  }

  /// Builds every show that lags behind, and says which ones failed.
  ///
  /// - Parameter force: build also those whose version is reached.
  /// - Returns: the shows whose old files still stand.
  /// - Throws: the store's error about the shows themselves.
  public func buildEach(force: Bool = false) async throws -> [BuildFailure] {
    await tried(try await store.shows().map { ($0.id, $0.slug) }, force: force)
  }

  /// The shows whose folder has not reached the version the store wants: what a build that failed or
  /// was cut short after its commit left to do, and what is being built this moment.
  ///
  /// - Returns: the versions to reach.
  /// - Throws: the store's error, or a stamp's read error.
  /// - Complexity: one query, and one small file a show.
  public func behind() async throws -> [WantedVersion] {
    let layout = PublicLayout(folder)
    let wanted = try await store.wantedVersions()
    return try await offPool {
      try wanted.filter { wanted in
        let stamp = try PublicStamp(readingFrom: layout.version(ofShow: wanted.slug))
        return stamp?.version != wanted.version
      }
    }
  }

  /// Builds shows that lag behind.
  ///
  /// - Parameter late: of ``behind()``.
  /// - Returns: the shows whose old files still stand.
  public func build(_ late: [WantedVersion]) async -> [BuildFailure] {
    await tried(late.map { ($0.show, $0.slug) }, force: false)
  }

  /// Whether a show's folder has not reached the version the store wants.
  func isBehind(show id: PublicID) async throws -> Bool {
    try await behind().contains { $0.show == id }
  }

  private func tried(_ shows: [(id: PublicID, slug: Slug)], force: Bool) async -> [BuildFailure] {
    var failures: [BuildFailure] = []
    for show in shows {
      do {
        try await build(show: show.id, force: force)
      } catch {
        failures.append(BuildFailure(show: show.slug, reason: error))
      }
    }
    return failures
  }

  /// Fixes `podcast:guid` the first time a show is built under an address that can be its own, and
  /// remembers the feed's address: a UUIDv5 of a localhost URL would be the same for everyone, and a
  /// show has not moved when it first becomes public (DESIGN §6).
  ///
  /// - Returns: whether anything was noted.
  private func settleIdentity(_ state: PublicState) async throws -> Bool {
    guard addresses.isPublic, !state.items.isEmpty else { return false }
    let show = state.show
    let feed = addresses.feed(of: show)
    if show.podcastGUID == nil {
      _ = try await store.mintPodcastGUID(PodcastGUID(feedURL: feed).description, forShow: show.id)
    }
    if show.feedURL != feed { _ = try await store.settleFeedURL(feed, ofShow: show.id, at: now()) }
    return show.podcastGUID == nil || show.feedURL != feed
  }

  /// Writes the list of all shows that have a feed, when it changed.
  private func placeShowList() async throws {
    let layout = PublicLayout(folder)
    let values = FeedValues(addresses: addresses)
    let shows = try await store.shows().filter {
      FileManager.default.fileExists(atPath: layout.feed($0).path)
    }.map { values.show($0, changedUTC: nil) }
    let title = URL(string: addresses.base)?.host ?? addresses.base
    let list = OPMLWriter.write(title: title, shows: shows)
    try await offPool {
      let standing = try? Data(contentsOf: layout.showList)  // absent: written now
      if standing.map(Array.init) != list {
        try DurableFile.write(
          try DeflatePiece.file(list), to: layout.showList.appendingPathExtension("gz"),
          temporary: folder.temporary)
        try DurableFile.write(list, to: layout.showList, temporary: folder.temporary)
      }
    }
  }

  func heldLock() async throws -> FileLock.Held {
    let layout = PublicLayout(folder)
    return try await offPool {
      try DurableFile.makeFolder(layout.root)
      return try FileLock(layout.lock).hold()
    }
  }
}

/// A show whose public files could not be written; the old ones still stand.
public struct BuildFailure: Sendable {
  /// The show.
  public let show: Slug
  /// Why.
  public let reason: any Error
}
