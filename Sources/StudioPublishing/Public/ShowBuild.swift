import Foundation
import PodcastFeed

/// One build of one show's public files, in the order that never shows a listener a hole: media,
/// side files, pages, compressed feed, feed; then what was taken down, then the version.
struct ShowBuild: Sendable {
  private let folder: DataFolder
  private let addresses: PublicAddresses
  private let venue: PublicVenue
  private let layout: PublicLayout
  private let state: PublicState
  /// What the folder had reached before; nil when it was never built.
  private let reachedVersion: Int?

  init(
    folder: DataFolder, addresses: PublicAddresses, venue: PublicVenue, state: PublicState
  ) throws {
    self.folder = folder
    self.addresses = addresses
    self.venue = venue
    self.state = state
    layout = PublicLayout(folder)
    let stamp = layout.version(state.show)
    if FileManager.default.fileExists(atPath: stamp.path) {
      reachedVersion = Int(try String(contentsOf: stamp, encoding: .utf8))
    } else {
      reachedVersion = nil
    }
  }

  private var show: Show { state.show }

  /// Whether the store wants a version that the folder has not reached.
  var isBehind: Bool { reachedVersion != state.version }

  /// Builds.
  ///
  /// - Parameter force: write also the pages that are there already.
  func run(force: Bool) throws {
    try noteReplacedMedia()
    try state.published.forEach(placeMedia)
    try placeSideFiles()
    try placePages(force: force)
    try placeFeed()
    try takeDown()
    try write(Array("\(state.version)".utf8), to: layout.version(show))
  }

  /// Warns the server before the first stable link is switched to other audio.
  private func noteReplacedMedia() throws {
    let paths = state.published.compactMap { episode -> String? in
      guard let deliverable = episode.published else { return nil }
      let link = layout.stableLink(episode, deliverable)
      // No link yet: nobody holds a part of anything.
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link.path)
      guard let target, target != layout.stableTarget(deliverable) else { return nil }
      return "/media/\(show.id)/\(episode.id).\(deliverable.fileExtension)"
    }
    guard !paths.isEmpty else { return }
    var routes = try PublicRoutes(readingFrom: layout.routes)
    routes.noteReplaced(paths, at: Int(Date().timeIntervalSince1970))
    try write(try routes.bytes(), to: layout.routes)
  }

  private func placeMedia(_ episode: Episode) throws {
    guard let render = episode.render, let deliverable = render.deliverables.first else { return }
    try DurableFile.makeFolder(layout.mediaFiles)
    try DurableFile.link(
      folder.renders.appending(path: "\(render.id)/\(deliverable.fileName)"),
      as: layout.mediaFile(deliverable))
    let link = layout.stableLink(episode, deliverable)
    try DurableFile.makeFolder(link.deletingLastPathComponent())
    try DurableFile.pointLink(
      link, at: layout.stableTarget(deliverable), temporary: folder.temporary)
  }

  /// Places the cover, the style sheet and the scripts.
  private func placeSideFiles() throws {
    let artwork = show.details.artwork
    try DurableFile.makeFolder(layout.sideFiles)
    try DurableFile.link(
      RecordingArchive(folder).file(of: artwork),
      as: layout.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension))
    for asset in PageAssets.current.files {
      let file = layout.sideFile(sha256: asset.sha256, fileExtension: asset.fileExtension)
      if !FileManager.default.fileExists(atPath: file.path) { try write(asset.bytes, to: file) }
    }
  }

  private func placePages(force: Bool) throws {
    let renderer = PageRenderer(addresses: addresses, venue: venue)
    let pages = ShowPages(
      state, renderer: renderer, extras: { _ in EpisodeExtras() }, transcript: { _ in nil })
    try PagePlacer(
      root: layout.root, temporary: folder.temporary, list: layout.pageList(show)
    ).place(pages.groups(), force: force) { ShowPages.files(ofGroup: $0, in: show.slug) }
    try SiteBuild(layout: layout, temporary: folder.temporary, renderer: renderer)
      .run(after: state, force: force)
  }

  private func placeFeed() throws {
    let values = FeedValues(addresses: addresses)
    let episodes = state.published.compactMap { values.episode($0, in: show) }
    let newest = state.published.compactMap(\.publishedUTC).max()
    let feed = FeedWriter.feed(
      values.show(show, lastChangedUTC: newest), episodes: episodes)
    try write(try Gzip.compress(feed), to: layout.compressedFeed(show))
    try write(feed, to: layout.feed(show))
  }

  /// Removes what is not public any more; the feed does not mention it since a moment ago.
  ///
  /// The routes come first: from then on the addresses answer 410 whatever still lies there.
  private func takeDown() throws {
    var routes = try PublicRoutes(readingFrom: layout.routes)
    let before = routes
    routes.setGone(
      state.removed.flatMap(removedPaths),
      under: PublicPage.show(show.slug).paths + ["/media/\(show.id)/"])
    if routes != before { try write(try routes.bytes(), to: layout.routes) }
    for episode in state.removed {
      guard let deliverable = episode.render?.deliverables.first else { continue }
      try DurableFile.remove(layout.stableLink(episode, deliverable))
      if !state.sharedMedia.contains(deliverable.sha256) {
        try DurableFile.remove(layout.mediaFile(deliverable))
      }
    }
  }

  private func removedPaths(_ episode: Episode) -> [String] {
    let pages = ShowPages.paths(ofEpisode: episode.slug, in: show.slug)
    guard let deliverable = episode.render?.deliverables.first else { return pages }
    return pages + ["/media/\(show.id)/\(episode.id).\(deliverable.fileExtension)"]
  }

  private func write(_ bytes: some Collection<UInt8>, to file: URL) throws {
    try DurableFile.makeFolder(file.deletingLastPathComponent())
    try DurableFile.write(bytes, to: file, temporary: folder.temporary)
  }
}
