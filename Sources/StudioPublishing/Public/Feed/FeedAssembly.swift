import Crypto
import Foundation
import PodcastFeed

/// Puts a show's feed together from kept items; renders only those that changed.
///
/// Two runs of items are in memory at a time, however long the feed is.
struct FeedAssembly: Sendable {
  private let store: any PublishingStore
  private let state: PublicState
  private let values: FeedValues
  private let shelf: FeedShelf
  private let outline: FeedOutline
  private let paging: FeedPaging?
  private let context: String
  private let temporary: URL
  /// The runs of all documents of the feed.
  private let wanted: Set<String>

  /// The documents of a show's feed: one that is whole, or the newest items and further pages.
  ///
  /// - Parameters:
  ///   - state: the show.
  ///   - store: where episodes are read.
  ///   - addresses: the public URLs.
  ///   - shelf: where rendered items are kept.
  ///   - temporary: a folder on the file system of the destination.
  /// - Returns: the feed at the show's address, then its further pages.
  static func documents(
    of state: PublicState, store: any PublishingStore, addresses: PublicAddresses,
    shelf: FeedShelf, temporary: URL
  ) -> [FeedAssembly] {
    let context = FeedOutline.context(state.show, addresses)
    let pages = pages(of: state)
    let outlines = pages.map { FeedOutline(Array($0), context: context) }
    let wanted = Set(outlines.flatMap { $0.groups.map(\.key) })
    return outlines.enumerated().map { index, outline in
      FeedAssembly(
        store: store, state: state, values: FeedValues(addresses: addresses), shelf: shelf,
        outline: outline,
        paging: pages.count == 1
          ? nil : addresses.paging(of: state.show, page: index + 1, of: pages.count),
        context: context, temporary: temporary, wanted: wanted)
    }
  }

  /// The items of each document, at least one document.
  static func pages(of state: PublicState) -> [ArraySlice<PublicItem>] {
    let size = state.show.details.pageSize.map { max(1, $0) } ?? max(1, state.items.count)
    return state.items.isEmpty ? [state.items[...]] : state.items.pages(of: size)
  }

  /// Writes the compressed feed, then the feed.
  ///
  /// - Parameters:
  ///   - feed: where the feed appears.
  ///   - compressed: where its compressed twin appears, a moment before.
  /// - Returns: the SHA-256 of the feed.
  /// - Throws: ``FileFailure``, the store's error.
  func write(feed: URL, compressed: URL) async throws -> String {
    let show = values.show(state.show, changedUTC: state.changedUTC, trailers: state.trailers)
    let opening = FeedWriter.opening(of: show, paging: paging)
    let file = try FeedFile(in: temporary)
    try file.append(opening, isLast: false)
    var ready = try await chunk(at: 0)
    for next in 1..<(outline.groups.count + 1) {
      // One is read while the one before is written.
      async let following = chunk(at: next)
      if let chunk = ready { try await offPool { try file.append(chunk) } }
      ready = try await following
    }
    try file.append(FeedWriter.closing, isLast: true)
    return try await offPool { try file.appear(as: feed, compressed: compressed) }
  }

  /// Forgets the runs of items that no document of the feed has.
  func sweep() throws { try shelf.sweep(keeping: wanted) }

  /// A run of items by its place; nil behind the last.
  private func chunk(at place: Int) async throws -> FeedChunk? {
    place < outline.groups.count ? try await chunk(of: outline.groups[place]) : nil
  }

  /// A run of items: the kept one, else rendered and kept.
  private func chunk(of group: FeedOutline.Group) async throws -> FeedChunk {
    if let kept = try await offPool({ shelf.chunk(group.key) }) { return kept }
    let known = try await offPool { try shelf.leftovers(besides: wanted, of: context) }
    let missing = group.items.filter { known[$0.key] == nil }.map(\.item.id)
    var rendered: [PublicID: [UInt8]] = [:]
    for episode in try await store.episodes(missing) {
      rendered[episode.id] = try await fragment(of: episode)
    }
    let chunk = try FeedChunk(
      group.items.compactMap { item, key in
        // An episode without a file or date cannot be published; the database refuses it.
        (known[key] ?? rendered[item.id]).map { (key, $0) }
      })
    try await offPool { try shelf.keep(chunk, as: group.key) }
    return chunk
  }

  private func fragment(of episode: Episode) async throws -> [UInt8]? {
    let files = try await EpisodeFiles(reading: episode, from: store)
    return values.episode(episode, in: state.show, files: files).map(FeedWriter.itemFragment)
  }
}

/// A feed and its compressed twin while they are written.
private final class FeedFile: @unchecked Sendable {  // one piece is appended at a time
  private let plain: UnfinishedFile
  private let packed: UnfinishedFile
  private var hash = SHA256()
  private var checksum = Checksum()
  private var count = 0

  init(in temporary: URL) throws {
    plain = try UnfinishedFile(in: temporary)
    packed = try UnfinishedFile(in: temporary)
    try packed.append(DeflatePiece.header)
  }

  func append(_ bytes: [UInt8], isLast: Bool) throws {
    try append(
      bytes, deflated: try DeflatePiece.compress(bytes, isLast: isLast), checksum: .of(bytes))
  }

  func append(_ chunk: FeedChunk) throws {
    try append(chunk.xml, deflated: chunk.deflated, checksum: chunk.checksum)
  }

  private func append(_ bytes: [UInt8], deflated: [UInt8], checksum part: Checksum) throws {
    try plain.append(bytes)
    try packed.append(deflated)
    hash.update(data: bytes)
    checksum.append(part, count: bytes.count)
    count += bytes.count
  }

  func appear(as feed: URL, compressed: URL) throws -> String {
    try packed.append(DeflatePiece.trailer(checksum: checksum, count: count))
    try packed.appear(as: compressed)
    try plain.appear(as: feed)
    return Hexadecimal.text(hash.finalize())
  }
}

extension EpisodeFiles {
  /// Writes an episode's side files from what the store keeps.
  ///
  /// - Parameters:
  ///   - episode: an episode with a render.
  ///   - store: where its words are.
  /// - Throws: the store's error.
  init(reading episode: Episode, from store: any PublishingStore) async throws {
    var words: Transcript?
    if let facts = episode.details.transcript { words = try await store.transcript(facts) }
    try self.init(episode, transcript: words)
  }
}
