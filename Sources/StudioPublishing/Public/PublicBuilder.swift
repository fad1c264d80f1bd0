import Crypto
import Dispatch
import Foundation
import PodcastFeed

/// Brings the public folder up to what the store wants (docs/decisions/0003).
///
/// One builder at a time works on the folder; whoever comes later sees the newer state. Every file
/// appears by rename, and the feed comes after everything it points at.
public struct PublicBuilder: Sendable {
  private let folder: DataFolder
  private let store: any PublishingStore
  private let addresses: PublicAddresses
  private let venue: PublicVenue

  /// Prepares a builder.
  ///
  /// - Parameters:
  ///   - folder: the data folder.
  ///   - store: what is to be public.
  ///   - addresses: the public URLs.
  ///   - venue: the name and the zone that pages show.
  public init(
    folder: DataFolder, store: any PublishingStore, addresses: PublicAddresses,
    venue: PublicVenue
  ) {
    self.folder = folder
    self.store = store
    self.addresses = addresses
    self.venue = venue
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
    try await mintGUID(id)
    // The state is read under the lock: the builder that comes last writes the newest.
    let lock = try await heldLock()
    defer { lock.release() }
    let state = try await store.publicState(ofShow: id)
    let build = try ShowBuild(folder: folder, addresses: addresses, venue: venue, state: state)
    if force || build.isBehind { try await offPool { try build.run(force: force) } }
    return state.version
  }

  /// Builds every show that lags behind.
  ///
  /// - Parameter force: build also those whose version is reached.
  /// - Throws: as ``build(show:force:)``.
  public func buildAll(force: Bool = false) async throws {
    for show in try await store.shows() { try await build(show: show.id, force: force) }
  }

  /// Fixes `podcast:guid` the first time a show is built under an address that can be its own: a
  /// UUIDv5 of a localhost URL would be the same for everyone (DESIGN §6).
  private func mintGUID(_ id: PublicID) async throws {
    guard addresses.base.hasPrefix("https://"), !addresses.isLoopback else { return }
    let state = try await store.publicState(ofShow: id)
    guard state.show.podcastGUID == nil, !state.published.isEmpty else { return }
    let guid = PodcastGUID(feedURL: addresses.feed(of: state.show))
    _ = try await store.mintPodcastGUID(guid.description, forShow: id)
  }

  private func heldLock() async throws -> FileLock.Held {
    let layout = PublicLayout(folder)
    return try await offPool {
      try DurableFile.makeFolder(layout.root)
      return try FileLock(layout.lock).hold()
    }
  }

  /// Runs blocking file work off the cooperative pool.
  private func offPool<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Swift.Result { try body() }) }
    }
  }
}
