import Foundation
import Localization

/// Where each public thing lies under `public/` (DESIGN §3).
struct PublicLayout: Sendable {
  let root: URL

  init(_ folder: DataFolder) { root = folder.publicFiles }

  /// Held while one builder works on the folder.
  var lock: URL { root.appending(path: ".lock") }
  /// Permanent redirects and removals, read by the server.
  var routes: URL { root.appending(path: "routes.json") }
  /// Each show's part of the routes.
  var routeParts: URL { root.appending(path: ".routes") }
  func routePart(_ show: Show) -> URL { routeParts.appending(path: "\(show.id).json") }
  /// Immutable deliverables by hash.
  var mediaFiles: URL { root.appending(path: "media/files") }
  /// Artwork, chapters, transcripts, style sheet by hash.
  var sideFiles: URL { root.appending(path: "media/side") }

  func showFolder(_ show: Show) -> URL { root.appending(path: "shows/\(show.slug)") }
  func feed(_ show: Show) -> URL { showFolder(show).appending(path: "feed.xml") }
  func compressedFeed(_ show: Show) -> URL { showFolder(show).appending(path: "feed.xml.gz") }
  /// Which pages of the show have been written.
  func pageList(_ show: Show) -> URL { showFolder(show).appending(path: ".pages") }
  /// What the start page says about the show.
  func summary(_ show: Show) -> URL { showFolder(show).appending(path: ShowSummary.fileName) }
  /// What the show's folder has reached, as a ``PublicStamp``.
  func version(_ show: Show) -> URL { version(ofShow: show.slug) }
  func version(ofShow slug: Slug) -> URL { root.appending(path: "shows/\(slug)/.version") }

  func mediaFile(_ deliverable: Deliverable) -> URL {
    mediaFiles.appending(path: "\(deliverable.sha256).\(deliverable.fileExtension)")
  }
  func stableLink(_ episode: Episode, _ deliverable: Deliverable) -> URL {
    root.appending(
      path: "media/\(episode.showID)/\(episode.id).\(deliverable.fileExtension)")
  }
  /// What the stable link points at, relative to its folder.
  func stableTarget(_ deliverable: Deliverable) -> String {
    "../files/\(deliverable.sha256).\(deliverable.fileExtension)"
  }
  /// The folders of the previews, those of every language.
  var previewFolders: [URL] {
    let languages = Set(Language.allCases.map { PublicPage.start.path(in: $0) })
    return languages.sorted().map { root.appending(path: "\($0.dropFirst())preview") }
  }
  /// An episode's sound beside its preview; named by its bytes, so that a browser never joins two.
  func previewAudio(_ token: PreviewToken, _ deliverable: Deliverable) -> URL {
    root.appending(path: "preview/\(token)/\(deliverable.sha256).\(deliverable.fileExtension)")
  }
  /// The list of all shows.
  var showList: URL { root.appending(path: "shows.opml") }
  func sideFile(named name: String) -> URL { sideFiles.appending(path: name) }
  /// A path that was noted in the store.
  func file(atPath path: String) -> URL { root.appending(path: path) }
  /// A further page of the paged feed, from 1.
  func feedPage(_ number: Int, of show: Show) -> URL {
    showFolder(show).appending(path: "pages/\(number)/feed.xml")
  }
  /// A file's path below the public folder, as the store notes it.
  func path(of file: URL) -> String {
    String(file.path.dropFirst(root.path.count).drop { $0 == "/" })
  }
  func sideFile(sha256: String, fileExtension: String) -> URL {
    sideFiles.appending(path: "\(sha256).\(fileExtension)")
  }
}
