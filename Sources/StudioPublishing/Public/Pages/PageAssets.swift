import Crypto
import Foundation

/// The style sheet and the scripts of the pages, each named by the hash of its bytes so that caches
/// may keep it for a year.
struct PageAssets: Sendable {
  /// One file under `media/side/`.
  struct File: Sendable {
    let sha256: String
    let fileExtension: String
    let bytes: [UInt8]

    init(_ bytes: [UInt8], fileExtension: String) {
      sha256 = Hexadecimal.text(SHA256.hash(data: bytes))
      self.fileExtension = fileExtension
      self.bytes = bytes
    }

    /// Its name.
    var name: String { "\(sha256).\(fileExtension)" }
  }

  /// What the pages link.
  let stylesheet: File
  /// The sign in the browser's tab.
  let icon: File
  /// The module that starts the others.
  let script: File
  /// All files, those that others import first.
  let files: [File]

  /// The files of this build of the program.
  static let current = PageAssets()

  private init() {
    // A module comes after those it imports: its imports are rewritten to their hashed names.
    let modules: [(name: String, source: [UInt8])] = [
      ("time", PackageResources.time_js), ("player", PackageResources.player_js),
      ("chapters", PackageResources.chapters_js), ("transcript", PackageResources.transcript_js),
      ("share", PackageResources.share_js), ("page", PackageResources.page_js),
    ]
    stylesheet = File(PackageResources.page_css, fileExtension: "css")
    icon = File(PackageResources.icon_svg, fileExtension: "svg")
    var placed: [File] = []
    var names: [(written: String, hashed: String)] = []
    var last = File([], fileExtension: "js")
    for module in modules {
      var text = String(decoding: module.source, as: UTF8.self)
      for name in names { text.replace("\"./\(name.written).js\"", with: "\"./\(name.hashed)\"") }
      last = File(Array(text.utf8), fileExtension: "js")
      names.append((module.name, last.name))
      placed.append(last)
    }
    script = last
    files = [stylesheet, icon] + placed
  }
}
