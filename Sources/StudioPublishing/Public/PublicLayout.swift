import Foundation

/// Where each public thing lies under `public/` (DESIGN §3).
struct PublicLayout: Sendable {
  let root: URL

  init(_ folder: DataFolder) { root = folder.publicFiles }

  /// Held while one builder works on the folder.
  var lock: URL { root.appending(path: ".lock") }
  /// Permanent redirects and removals, read by the server.
  var routes: URL { root.appending(path: "routes.json") }
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
  /// The version of the show's public state that the folder has reached.
  func version(_ show: Show) -> URL { showFolder(show).appending(path: ".version") }

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
  func sideFile(sha256: String, fileExtension: String) -> URL {
    sideFiles.appending(path: "\(sha256).\(fileExtension)")
  }
}
