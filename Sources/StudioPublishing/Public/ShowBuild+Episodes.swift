import Foundation
import Localization
import PodcastFeed

extension ShowBuild {
  /// How many episodes are read and placed at a time.
  private static let pageCount = 64

  /// Places media, side files and page of every episode that changed since it was last placed, or of all
  /// where they are to be placed by force.
  func placeEpisodes(_ renderer: PageRenderer, shelf: FeedShelf, force: Bool) async throws {
    try await place(renderer, shelf, place) { standing, wanted in
      force || standing?.revision != wanted.revision
    }
  }

  /// Places the pages again that lead to an episode which changed: the feed need not wait for them.
  ///
  /// Their sound is left as it is: another command may just have made it anew, and the build that follows
  /// then notes it before its feed.
  func placeNeighbours(_ renderer: PageRenderer, shelf: FeedShelf) async throws {
    try await place(renderer, shelf, placeWords) { standing, wanted in standing != wanted }
  }

  private func place(
    _ renderer: PageRenderer, _ shelf: FeedShelf,
    _ put: @escaping @Sendable (EpisodePlacement) throws -> Void,
    where isStale: (PlacedIndex.Placing?, PlacedIndex.Placing) -> Bool
  ) async throws {
    let context = try pageContext()
    var index = try await offPool {
      try PlacedIndex(readingFrom: shelf.placedIndex, context: context)
    }
    let before = index
    index.keep(Set(state.items.map(\.id.rawValue)))
    let stale = state.items.indices.filter {
      isStale(index.placing(of: state.items[$0].id), placing($0))
    }
    for page in stale.pages(of: Self.pageCount) {
      let placements = try await placements(of: page, renderer)
      try await store.notePublicFiles(
        Dictionary(
          placements.map { ($0.episode.id, $0.paths) }, uniquingKeysWith: { first, _ in first }),
        at: now)
      try await offPool { try placements.forEach(put) }
      for position in page {
        index.note(state.items[position].id, as: placing(position))
      }
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
    let names = Language.allCases.map(venue.name).joined(separator: "\u{0}")
    return FeedOutline.name(
      FeedOutline.context(show, addresses) + details + venue.zone.identifier + names)
  }

  /// What an episode's files depend on; its page also names those before and after it.
  private func placing(_ position: Int) -> PlacedIndex.Placing {
    let around = neighbours(of: position).map { item in
      item.map { "\($0.id).\($0.revision)" } ?? ""
    }
    return PlacedIndex.Placing(
      revision: state.items[position].revision, neighbours: around.joined(separator: "-"))
  }

  /// The episodes just newer and just older.
  private func neighbours(of position: Int) -> [PublicItem?] {
    let items = state.items
    return [
      position > 0 ? items[position - 1] : nil,
      position + 1 < items.count ? items[position + 1] : nil,
    ]
  }

  private func placements(
    of positions: ArraySlice<Int>, _ renderer: PageRenderer
  ) async throws -> [EpisodePlacement] {
    let around = positions.flatMap { neighbours(of: $0).compactMap { $0?.id } }
    let ids = Set(positions.map { state.items[$0].id } + around)
    let episodes = Dictionary(
      try await store.episodes(Array(ids)).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    var placements: [EpisodePlacement] = []
    for position in positions {
      guard let episode = episodes[state.items[position].id] else { continue }
      var words: Transcript?
      if let facts = episode.details.transcript { words = try await store.transcript(facts) }
      let files = try EpisodeFiles(episode, transcript: words)
      let near = neighbours(of: position).map { $0.flatMap { episodes[$0.id] } }
      let page = PageRenderer.EpisodePage(
        show: show, episode: episode,
        extras: EpisodeExtras(episode, in: show, files, addresses), transcript: words,
        newer: near[0], older: near[1])
      placements.append(
        EpisodePlacement(
          episode: episode, files: files,
          pages: try renderer.files(page).map { (layout.root.appending(path: $0), $1) },
          layout: layout))
    }
    return placements
  }

  /// Places one episode's files, what is pointed at before what points at it.
  @Sendable private func place(_ placement: EpisodePlacement) throws {
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
      // No link yet: nobody holds a part of anything.
      if standing != nil { try noteReplaced(link) }
      try DurableFile.pointLink(link, at: target, temporary: folder.temporary)
    }
    try placeWords(placement)
  }

  /// Places what of an episode is read and seen: cover, side files, pages.
  @Sendable private func placeWords(_ placement: EpisodePlacement) throws {
    if let artwork = placement.episode.details.artwork { try shared.place(artwork) }
    for file in placement.files.all {
      let destination = layout.sideFile(named: file.name)
      guard let bytes = file.bytes,
        !FileManager.default.fileExists(atPath: destination.path)
      else { continue }
      try write(bytes, to: destination)
    }
    for (file, bytes) in placement.pages {
      // What a newer program writes the same way stays.
      try DurableFile.update(file, to: bytes, temporary: folder.temporary)
    }
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
