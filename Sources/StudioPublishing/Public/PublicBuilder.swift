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
  private let venue: PublicVenue
  private let now: @Sendable () -> Int

  /// Prepares a builder.
  ///
  /// - Parameters:
  ///   - folder: the data folder.
  ///   - store: what is to be public.
  ///   - addresses: the public URLs.
  ///   - venue: the name and the zone that pages show.
  ///   - now: tells the time, in UTC seconds.
  public init(
    folder: DataFolder, store: any PublishingStore, addresses: PublicAddresses,
    venue: PublicVenue,
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
    try await settleIdentity(of: id)
    let state = try await store.publicState(ofShow: id)
    let build = ShowBuild(
      folder: folder, store: store, addresses: addresses, venue: venue, state: state, now: now())
    let isReached = try await offPool { try build.isReached() }
    if force || !isReached {
      try await build.run(force: force)
      try await placeShowList()
    }
    // After the routes, which lead on from the previews of what has just become public.
    try await previews.run(ofShow: id)
    return state.version
  }

  /// Brings previews up to date, and removes those that have ended.
  ///
  /// - Parameter id: the show whose previews may have changed.
  /// - Throws: as ``build(show:force:)``.
  public func placePreviews(ofShow id: PublicID) async throws {
    let lock = try await heldLock()
    defer { lock.release() }
    try await previews.run(ofShow: id)
  }

  private var previews: PreviewBuild {
    PreviewBuild(
      folder: folder, store: store,
      renderer: PageRenderer(addresses: addresses, venue: venue))
  }

  /// Builds every show that lags behind.
  ///
  /// - Parameter force: build also those whose version is reached.
  /// - Throws: as ``build(show:force:)``.
  public func buildAll(force: Bool = false) async throws {
    for show in try await store.shows() { try await build(show: show.id, force: force) }
  }

  /// Fixes `podcast:guid` the first time a show is built under an address that can be its own, and
  /// remembers the feed's address: a UUIDv5 of a localhost URL would be the same for everyone, and a
  /// show has not moved when it first becomes public (DESIGN §6).
  private func settleIdentity(of id: PublicID) async throws {
    guard addresses.isPublic else { return }
    let state = try await store.publicState(ofShow: id)
    guard !state.items.isEmpty else { return }
    let feed = addresses.feed(of: state.show)
    if state.show.podcastGUID == nil {
      _ = try await store.mintPodcastGUID(PodcastGUID(feedURL: feed).description, forShow: id)
    }
    if state.show.feedURL != feed {
      _ = try await store.settleFeedURL(feed, ofShow: id, at: now())
    }
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
