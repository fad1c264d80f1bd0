import Foundation
import PodcastFeed

extension ShowBuild {
  /// How many episodes are read and placed at a time.
  private static let pageCount = 64

  /// Places media, side files and page of every episode that changed since it was last placed.
  func placeEpisodes(_ pages: PageRenderer, shelf: FeedShelf, force: Bool) async throws {
    var index = try await offPool { try PlacedIndex(readingFrom: shelf.placedIndex) }
    let before = index
    index.keep(Set(state.items.map(\.id.rawValue)))
    let context = try pageContext()
    let stale = state.items.filter {
      force || !index.has($0.id, in: placedState($0, context))
    }
    for page in stale.pages(of: Self.pageCount) {
      let placements = try await placements(of: page.map(\.id), pages)
      try await store.notePublicFiles(
        Dictionary(
          placements.map { ($0.episode.id, $0.paths) }, uniquingKeysWith: { first, _ in first }),
        at: now)
      try await offPool { try placements.forEach(place) }
      for item in page { index.note(item.id, in: placedState(item, context)) }
    }
    if index != before {
      let bytes = index.bytes
      try await offPool { try write(bytes, to: shelf.placedIndex) }
    }
  }

  /// Everything beside an episode that its page depends on.
  private func pageContext() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let details = String(decoding: try encoder.encode(show.details), as: UTF8.self)
    return FeedOutline.name(FeedOutline.context(show, addresses) + details)
  }

  private func placedState(_ item: PublicItem, _ context: String) -> String {
    "\(context)-\(item.revision)"
  }

  private func placements(
    of ids: [PublicID], _ pages: PageRenderer
  ) async throws -> [EpisodePlacement] {
    var placements: [EpisodePlacement] = []
    for episode in try await store.episodes(ids) {
      let files = try await EpisodeFiles(reading: episode, from: store)
      placements.append(
        EpisodePlacement(
          episode: episode, files: files,
          pages: [(layout.page(episode, in: show), pages.page(of: episode, in: show))],
          layout: layout))
    }
    return placements
  }

  /// Places one episode's files, what is pointed at before what points at it.
  private func place(_ placement: EpisodePlacement) throws {
    let episode = placement.episode
    guard let render = episode.render, let published = render.deliverables.first else { return }
    try DurableFile.makeFolder(layout.mediaFiles)
    for deliverable in render.deliverables {
      try DurableFile.link(
        folder.renders.appending(path: "\(render.id)/\(deliverable.fileName)"),
        as: layout.mediaFile(deliverable))
    }
    let link = layout.stableLink(episode, published)
    try DurableFile.makeFolder(link.deletingLastPathComponent())
    let target = layout.stableTarget(published)
    // A link that stands keeps its age: it says since when the audio is what it is.
    let standing = try? FileManager.default.destinationOfSymbolicLink(atPath: link.path)
    if standing != target {
      try DurableFile.pointLink(link, at: target, temporary: folder.temporary)
    }
    if let artwork = episode.details.artwork { try place(artwork) }
    for file in placement.files.all {
      let destination = layout.sideFile(named: file.name)
      guard let bytes = file.bytes,
        !FileManager.default.fileExists(atPath: destination.path)
      else { continue }
      try write(bytes, to: destination)
    }
    for (file, bytes) in placement.pages { try write(bytes, to: file) }
  }
}

/// Everything one episode has under `public/`.
struct EpisodePlacement: Sendable {
  let episode: Episode
  let files: EpisodeFiles
  /// Its pages, each with where it lies.
  let pages: [(file: URL, bytes: [UInt8])]
  /// Paths below `public/`.
  let paths: Set<String>

  init(
    episode: Episode, files: EpisodeFiles, pages: [(file: URL, bytes: [UInt8])],
    layout: PublicLayout
  ) {
    self.episode = episode
    self.files = files
    self.pages = pages
    let deliverables = episode.render?.deliverables ?? []
    var all = deliverables.map(layout.mediaFile)
    all += deliverables.prefix(1).map { layout.stableLink(episode, $0) }
    all += files.all.map { layout.sideFile(named: $0.name) }
    all += [episode.details.artwork].compactMap(\.self).map {
      layout.sideFile(sha256: $0.sha256, fileExtension: $0.fileExtension)
    }
    all += pages.map(\.file)
    paths = Set(all.map(layout.path))
  }
}
