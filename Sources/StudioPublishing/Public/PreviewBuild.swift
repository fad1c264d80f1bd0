import Foundation
import Localization
import PodcastFeed

/// Brings the previews up to what their episodes are, and removes those that have ended.
///
/// They need no version: there are few, and what is written already is left alone.
struct PreviewBuild: Sendable {
  let folder: DataFolder
  let store: any PublishingStore
  let renderer: PageRenderer

  private var layout: PublicLayout { PublicLayout(folder) }

  /// Builds.
  ///
  /// - Parameter show: whose previews are written; every show's when nil.
  /// - Throws: ``FileFailure``, the store's error.
  /// - Complexity: renders every open preview of the show.
  func run(ofShow show: PublicID?) async throws {
    let open = try await store.previews().filter(\.isOpen)
    for preview in open where show == nil || preview.showID == show {
      try await place(preview)
    }
    let tokens = Set(open.map(\.token.rawValue))
    try await offPool { try sweep(keeping: tokens) }
  }

  private func place(_ preview: EpisodePreview) async throws {
    let show = try await store.show(id: preview.showID)
    guard let episode = try await store.episodes([preview.episodeID]).first,
      let render = episode.render, let deliverable = episode.published
    else { return }
    var words: Transcript?
    if let facts = episode.details.transcript { words = try await store.transcript(facts) }
    let files = try EpisodeFiles(episode, transcript: words)
    var extras = EpisodeExtras(episode, in: show, files, renderer.addresses)
    // They are fetched from public addresses, which a preview has none of.
    extras.transcriptFiles = []
    let page = PageRenderer.EpisodePage(
      show: show, episode: episode, extras: extras, transcript: words, newer: nil, older: nil)
    let token = preview.token
    let audio = renderer.addresses.previewAudio(token, deliverable)
    let pages = zip(
      PublicPage.preview(token).files,
      Language.allCases.map { renderer.preview(page, token, audio: audio, $0) })
    let placed = pages.map { (layout.root.appending(path: $0), $1) }
    try await offPool {
      let shared = SharedFiles(folder)
      try shared.place(show.details.artwork)
      try shared.placeAssets()
      let sound = layout.previewAudio(token, deliverable)
      try DurableFile.makeFolder(sound.deletingLastPathComponent())
      try DurableFile.link(
        folder.renders.appending(path: "\(render.id)/\(deliverable.fileName)"), as: sound)
      for (file, bytes) in placed {
        try DurableFile.update(file, to: bytes, temporary: folder.temporary)
      }
      try removeFormerSound(beside: sound)
    }
  }

  /// Removes what an earlier render left.
  private func removeFormerSound(beside sound: URL) throws {
    let folder = sound.deletingLastPathComponent()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name != "index.html" && name != sound.lastPathComponent {
      try DurableFile.remove(folder.appending(path: name))
    }
  }

  private func sweep(keeping tokens: Set<String>) throws {
    let files = FileManager.default
    for folder in layout.previewFolders where files.fileExists(atPath: folder.path) {
      for name in try files.contentsOfDirectory(atPath: folder.path)
      where !tokens.contains(name) {
        try files.removeItem(at: folder.appending(path: name))
      }
    }
  }
}
