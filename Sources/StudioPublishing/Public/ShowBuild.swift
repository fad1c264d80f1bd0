import Crypto
import Foundation
import PodcastFeed

/// One build of one show's public files, in the order that never shows a listener a hole: media,
/// side files, pages, compressed feed, feed; then what was taken down, then the version.
struct ShowBuild: Sendable {
  private let folder: DataFolder
  private let addresses: PublicAddresses
  private let zone: TimeZone
  private let layout: PublicLayout
  private let state: PublicState
  /// What the folder had reached before; nil when it was never built.
  private let reachedVersion: Int?

  init(
    folder: DataFolder, addresses: PublicAddresses, zone: TimeZone, state: PublicState
  ) throws {
    self.folder = folder
    self.addresses = addresses
    self.zone = zone
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

  func run() throws {
    try state.published.forEach(placeMedia)
    let stylesheet = try placeSideFiles()
    try placePages(stylesheet: stylesheet)
    try placeFeed()
    try takeDown()
    try write(Array("\(state.version)".utf8), to: layout.version(show))
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

  /// Places the cover and the style sheet; returns the style sheet's URL.
  private func placeSideFiles() throws -> String {
    let artwork = show.details.artwork
    try DurableFile.makeFolder(layout.sideFiles)
    try DurableFile.link(
      RecordingArchive(folder).file(of: artwork),
      as: layout.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension))
    let stylesheet = PackageResources.page_css
    let hash = Hexadecimal.text(SHA256.hash(data: stylesheet))
    let file = layout.sideFile(sha256: hash, fileExtension: "css")
    if !FileManager.default.fileExists(atPath: file.path) { try write(stylesheet, to: file) }
    return addresses.stylesheet(sha256: hash)
  }

  private func placePages(stylesheet: String) throws {
    let pages = try PageRenderer(addresses: addresses, stylesheet: stylesheet, zone: zone)
    for episode in state.published {
      try write(pages.page(of: episode, in: show), to: layout.page(episode, in: show))
    }
    try write(pages.page(of: show, with: state.published), to: layout.page(show))
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
      under: ["/shows/\(show.slug)/", "/media/\(show.id)/"])
    if routes != before { try write(try routes.bytes(), to: layout.routes) }
    for episode in state.removed {
      try DurableFile.remove(layout.page(episode, in: show))
      guard let deliverable = episode.render?.deliverables.first else { continue }
      try DurableFile.remove(layout.stableLink(episode, deliverable))
      if !state.sharedMedia.contains(deliverable.sha256) {
        try DurableFile.remove(layout.mediaFile(deliverable))
      }
    }
  }

  private func removedPaths(_ episode: Episode) -> [String] {
    let page = "/shows/\(show.slug)/episodes/\(episode.slug)/"
    guard let deliverable = episode.render?.deliverables.first else { return [page] }
    return [page, "/media/\(show.id)/\(episode.id).\(deliverable.fileExtension)"]
  }

  private func write(_ bytes: some Collection<UInt8>, to file: URL) throws {
    try DurableFile.makeFolder(file.deletingLastPathComponent())
    try DurableFile.write(bytes, to: file, temporary: folder.temporary)
  }
}
