import Foundation
import PodcastFeed

/// One build of one show's public files, in the order that never shows a listener a hole.
///
/// Media, side files, pages of changed episodes, compressed feed, feed; then what only leads there; then
/// what was taken down. ``PublicBuilder`` then writes what several shows share, and the stamp.
struct ShowBuild: Sendable {
  let folder: DataFolder
  let store: any PublishingStore
  let addresses: PublicAddresses
  let venue: PublicVenue
  let layout: PublicLayout
  let shared: SharedFiles
  let state: PublicState
  /// The present, in UTC seconds: since when files are superseded.
  let now: Int

  /// How long a file that was replaced is still served: apps that read the feed before it changed
  /// still ask for it (DESIGN §6).
  private static let keptSeconds = 30 * 86_400

  init(
    folder: DataFolder, store: any PublishingStore, addresses: PublicAddresses,
    venue: PublicVenue, state: PublicState, now: Int
  ) {
    self.folder = folder
    self.store = store
    self.addresses = addresses
    self.venue = venue
    self.state = state
    self.now = now
    layout = PublicLayout(folder)
    shared = SharedFiles(folder)
  }

  var show: Show { state.show }

  /// Whether the show has anything public to keep up: from its first published episode on.
  func isWanted() -> Bool {
    state.hasBeenPublic || FileManager.default.fileExists(atPath: layout.version(show).path)
  }

  /// Whether the folder has reached the show's version, under the present address, made by this
  /// program for the venue as it is.
  func isReached() throws -> Bool {
    guard let reached = try PublicStamp(readingFrom: layout.version(show)) else { return false }
    return reached == stamp(digest: reached.digest)
  }

  private func stamp(digest: String) -> PublicStamp {
    PublicStamp(
      version: state.version, digest: digest, base: addresses.base,
      context: PublicStamp.context(of: venue))
  }

  /// Notes that everything is there; the very last step.
  ///
  /// - Parameter digest: the feed's SHA-256.
  /// - Throws: ``FileFailure``.
  func finish(digest: String) throws {
    try write(stamp(digest: digest).bytes, to: layout.version(show))
  }

  /// Builds.
  ///
  /// - Parameter force: whether to place everything again, also what is known to lie there.
  /// - Returns: the feed's SHA-256, for ``finish(digest:)``.
  /// - Throws: ``FileFailure``, the store's error.
  func run(force: Bool) async throws -> String {
    let shelf = try await offPool { try FeedShelf(folder, show: show.id) }
    try await offPool { try shared.place(show.details.artwork) }
    try await offPool { try shared.placeAssets() }
    let renderer = PageRenderer(addresses: addresses, venue: venue)
    try await placeEpisodes(renderer, shelf: shelf, force: force)

    var wanted = PublicRoutes(
      state, takenDown: try await store.takenDownFiles(ofShow: show.id), zone: venue.zone,
      base: addresses.base)
    wanted.leadOn(from: try await store.previews(), in: show, base: addresses.base)
    wanted.replaced = try await offPool { try routes().replaced }
    let settled = wanted
    // What is public again must not answer 410 when the feed names it.
    try await offPool { try placeRoutes(try routes().common(with: settled)) }
    let documents = FeedAssembly.documents(
      of: state, store: store, addresses: addresses, shelf: shelf, temporary: folder.temporary)
    let digest = try await placeFeed(documents)
    try await placeNeighbours(renderer, shelf: shelf)
    try await placeShowPages(renderer, force: force)
    // From here on the addresses answer 301 or 410, whatever still lies there.
    try await offPool { try placeRoutes(settled) }
    try await takeDown()
    try await offPool { try documents[0].sweep() }
    return digest
  }

  /// Writes the further pages of the feed, the last one first, then the feed itself.
  private func placeFeed(_ documents: [FeedAssembly]) async throws -> String {
    let pages = layout.showFolder(show).appending(path: "pages")
    var digest = ""
    for (index, document) in documents.enumerated().reversed() {
      let feed = index == 0 ? layout.feed(show) : layout.feedPage(index + 1, of: show)
      try await offPool { try DurableFile.makeFolder(feed.deletingLastPathComponent()) }
      digest = try await document.write(feed: feed, compressed: feed.appendingPathExtension("gz"))
    }
    try await offPool {
      guard FileManager.default.fileExists(atPath: pages.path) else { return }
      for name in try FileManager.default.contentsOfDirectory(atPath: pages.path)
      where (Int(name) ?? 0) > documents.count || documents.count == 1 {
        try FileManager.default.removeItem(at: pages.appending(path: name))
      }
    }
    return digest
  }

  private func placeShowPages(_ renderer: PageRenderer, force: Bool) async throws {
    let pages = ShowPages(state, renderer: renderer) { [store] in
      try await store.episodes($0.map(\.id))
    }
    let name = show.slug
    try await PagePlacer(
      root: layout.root, temporary: folder.temporary, list: layout.pageList(show)
    ).place(pages.groups(), force: force) { ShowPages.files(ofGroup: $0, in: name) }
    try await SiteBuild(layout: layout, temporary: folder.temporary, renderer: renderer)
      .run(after: state, force: force)
  }

  /// Tells the server that the audio at a stable address is about to be made anew.
  func noteReplaced(_ link: URL) throws {
    var routes = try routes()
    routes.noteReplaced("/" + layout.path(of: link), at: now)
    try placeRoutes(routes)
  }

  private func routes() throws -> PublicRoutes {
    try PublicRoutes(readingFrom: layout.routePart(show))
  }

  /// Writes the show's part, then all parts together.
  private func placeRoutes(_ routes: PublicRoutes) throws {
    let part = layout.routePart(show)
    if try PublicRoutes(readingFrom: part) != routes { try write(try routes.bytes(), to: part) }
    try DurableFile.makeFolder(layout.routeParts)
    let names = try FileManager.default.contentsOfDirectory(atPath: layout.routeParts.path)
    let all = PublicRoutes.merged(
      try names.sorted().map {
        try PublicRoutes(readingFrom: layout.routeParts.appending(path: $0))
      })
    if try PublicRoutes(readingFrom: layout.routes) != all {
      try write(try all.bytes(), to: layout.routes)
    }
  }

  /// Removes what is not public any more; the feed does not mention it since a moment ago.
  private func takeDown() async throws {
    let gone = try await store.takenDownFiles(ofShow: show.id)
    let superseded = try await store.supersededFiles(
      ofShow: show.id, before: now - Self.keptSeconds)
    try await offPool {
      for path in gone + superseded { try DurableFile.remove(layout.file(atPath: path)) }
      for former in state.formerSlugs {
        for prefix in PublicRoutes.prefixes {
          let old = layout.root.appending(path: "\(prefix.dropFirst())/shows/\(former)")
          if FileManager.default.fileExists(atPath: old.path) {
            try FileManager.default.removeItem(at: old)
          }
        }
      }
    }
    try await store.forgetPublicFiles(superseded, ofShow: show.id)
  }

  func write(_ bytes: some Collection<UInt8>, to file: URL) throws {
    try DurableFile.place(bytes, as: file, temporary: folder.temporary)
  }
}

extension Array {
  /// The elements in runs of at most `count`.
  func pages(of count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
  }
}
