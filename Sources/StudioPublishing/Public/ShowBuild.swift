import Crypto
import Foundation
import PodcastFeed

/// One build of one show's public files, in the order that never shows a listener a hole: media,
/// side files, episode pages, compressed feed, feed; then what only leads there; then what was taken
/// down; then the version.
struct ShowBuild: Sendable {
  let folder: DataFolder
  let store: any PublishingStore
  let addresses: PublicAddresses
  let zone: TimeZone
  let layout: PublicLayout
  let state: PublicState
  /// The present, in UTC seconds: since when files are superseded.
  let now: Int

  /// How long a file that was replaced is still served: apps that read the feed before it changed
  /// still ask for it (DESIGN §6).
  private static let keptSeconds = 30 * 86_400

  init(
    folder: DataFolder, store: any PublishingStore, addresses: PublicAddresses, zone: TimeZone,
    state: PublicState, now: Int
  ) {
    self.folder = folder
    self.store = store
    self.addresses = addresses
    self.zone = zone
    self.state = state
    self.now = now
    layout = PublicLayout(folder)
  }

  var show: Show { state.show }

  /// The version that the folder has reached; nil when it was never built.
  func reachedVersion() throws -> Int? {
    let stamp = layout.version(show)
    guard FileManager.default.fileExists(atPath: stamp.path) else { return nil }
    return try String(contentsOf: stamp, encoding: .utf8).split(separator: " ").first
      .flatMap { Int($0) }
  }

  /// Builds.
  ///
  /// - Parameter force: whether to place everything again, also what is known to lie there.
  /// - Throws: ``FileFailure``, the store's error.
  func run(force: Bool) async throws {
    let shelf = try await offPool { try FeedShelf(folder, show: show.id) }
    let stylesheet = try await offPool { try placeShowFiles() }
    let pages = try PageRenderer(addresses: addresses, stylesheet: stylesheet, zone: zone)
    try await placeEpisodes(pages, shelf: shelf, force: force)

    let wanted = PublicRoutes(
      state, takenDown: try await store.takenDownFiles(ofShow: show.id), base: addresses.base)
    // What is public again must not answer 410 when the feed names it.
    try await offPool { try placeRoutes(try routes().common(with: wanted)) }
    let documents = FeedAssembly.documents(
      of: state, store: store, addresses: addresses, shelf: shelf, temporary: folder.temporary)
    let digest = try await placeFeed(documents)
    try await placeShowPage(pages)
    // From here on the addresses answer 301 or 410, whatever still lies there.
    try await offPool { try placeRoutes(wanted) }
    try await takeDown()
    try await offPool {
      try documents[0].sweep()
      try write(Array("\(state.version) \(digest)\n".utf8), to: layout.version(show))
    }
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

  /// Places the cover and the style sheet; returns the style sheet's URL.
  private func placeShowFiles() throws -> String {
    try place(show.details.artwork)
    let stylesheet = PackageResources.page_css
    let hash = Hexadecimal.text(SHA256.hash(data: stylesheet))
    let file = layout.sideFile(sha256: hash, fileExtension: "css")
    if !FileManager.default.fileExists(atPath: file.path) { try write(stylesheet, to: file) }
    return addresses.stylesheet(sha256: hash)
  }

  func place(_ artwork: StoredArtwork) throws {
    try DurableFile.makeFolder(layout.sideFiles)
    try DurableFile.link(
      RecordingArchive(folder).file(of: artwork),
      as: layout.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension))
  }

  private func placeShowPage(_ pages: PageRenderer) async throws {
    var episodes: [Episode] = []
    for page in state.items.pages(of: 200) {
      episodes += try await store.episodes(page.map(\.id))
    }
    let page = pages.page(of: show, with: episodes)
    try await offPool { try write(page, to: layout.page(show)) }
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
    try DurableFile.makeFolder(file.deletingLastPathComponent())
    try DurableFile.write(bytes, to: file, temporary: folder.temporary)
  }
}

extension Array {
  /// The elements in runs of at most `count`.
  func pages(of count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
  }
}
