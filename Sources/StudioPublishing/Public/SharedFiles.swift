import Foundation

/// What several pages have in common: pictures, the style sheet, the scripts.
struct SharedFiles: Sendable {
  private let folder: DataFolder
  private let layout: PublicLayout

  init(_ folder: DataFolder) {
    self.folder = folder
    layout = PublicLayout(folder)
  }

  /// Places a stored picture.
  func place(_ artwork: StoredArtwork) throws {
    try DurableFile.makeFolder(layout.sideFiles)
    try DurableFile.link(
      RecordingArchive(folder).file(of: artwork),
      as: layout.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension))
  }

  /// Places the style sheet and the scripts.
  func placeAssets() throws {
    try DurableFile.makeFolder(layout.sideFiles)
    for asset in PageAssets.current.files {
      let file = layout.sideFile(named: asset.name)
      guard !FileManager.default.fileExists(atPath: file.path) else { continue }
      try DurableFile.write(asset.bytes, to: file, temporary: folder.temporary)
    }
  }
}
