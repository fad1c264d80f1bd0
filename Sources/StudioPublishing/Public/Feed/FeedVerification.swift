import Foundation
import PodcastFeed

extension PublicBuilder {
  /// Renders a show's feed from scratch and compares it with the one that is public.
  ///
  /// - Parameter id: the show.
  /// - Returns: what differs.
  /// - Throws: ``FileFailure``, ``LockBusy``, the store's error.
  public func verify(show id: PublicID) async throws -> FeedVerification {
    let lock = try await heldLock()
    defer { lock.release() }
    let state = try await store.publicState(ofShow: id)
    let layout = PublicLayout(folder)
    let work = folder.temporary.appending(
      path: "verify-\(UUID().uuidString)", directoryHint: .isDirectory)
    let shelf = try await offPool {
      try FeedShelf(work.appending(path: "shelf"), temporary: folder.temporary)
    }
    defer { try? FileManager.default.removeItem(at: work) }  // only scratch; the start empties tmp/
    let feed = work.appending(path: "feed.xml")
    let compressed = work.appending(path: "feed.xml.gz")
    let documents = FeedAssembly.documents(
      of: state, store: store, addresses: addresses, shelf: shelf, temporary: folder.temporary)
    let digest = try await documents[0].write(feed: feed, compressed: compressed)
    return try await offPool {
      FeedVerification(
        show: state.show.slug, items: state.items.count, sha256: digest,
        isFeedIdentical: FileManager.default.contentsEqual(
          atPath: feed.path, andPath: layout.feed(state.show).path),
        isCompressedIdentical: FileManager.default.contentsEqual(
          atPath: compressed.path, andPath: layout.compressedFeed(state.show).path))
    }
  }
}

/// What came of rendering a feed from scratch.
public struct FeedVerification: Sendable, Hashable, Encodable {
  /// The show.
  public let show: Slug
  /// How many items its feed has.
  public let items: Int
  /// SHA-256 of the feed rendered from scratch.
  public let sha256: String
  /// Whether the public feed has the same bytes.
  public let isFeedIdentical: Bool
  /// Whether its compressed twin has too.
  public let isCompressedIdentical: Bool

  /// Whether nothing differs.
  public var isIdentical: Bool { isFeedIdentical && isCompressedIdentical }
}
