import ArgumentParser
import Foundation
import Localization
import StudioPublishing
import StudioServer

/// `studio export`: the public side as plain files, for any web server.
struct ExportCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the public side as static files, with the nginx settings that serve them.")
  @Option(
    name: .customLong("site"),
    help: "The folder to write; an earlier export there is replaced.")
  var path: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    try await place.builder.buildAll()
    let site = ExportedSite(URL(filePath: path, directoryHint: .isDirectory))
    let copied = try site.write(from: SiteExport(place.folder))
    let document = Document(
      site: site.files.path, nginx: site.settings.path, files: copied.files, bytes: copied.bytes)
    return Answer(
      document,
      lines: [
        studioMessages.text(
          "exported", in: place.language,
          [
            "site": document.site, "nginx": document.nginx, "files": "\(copied.files)",
            "size": ByteText.text(copied.bytes, in: place.language),
          ])
      ])
  }

  /// The answer to programs: docs/schema/export.json.
  struct Document: Encodable {
    let site: String
    let nginx: String
    let files: Int
    let bytes: Int
  }
}

/// A folder that holds an exported site: the files, and nginx's settings beside them.
struct ExportedSite {
  private let folder: URL

  init(_ folder: URL) { self.folder = folder.standardizedFileURL }

  /// What a web server may show.
  var files: URL { folder.appending(path: "public", directoryHint: .isDirectory) }
  /// What nginx includes.
  var settings: URL { folder.appending(path: "nginx.conf") }

  /// Writes the whole export beside its place, then puts it there in one step.
  ///
  /// - Throws: ``UsageRefusal`` when something else is in the place, the file system's error.
  func write(from export: SiteExport) throws -> SiteExport.Copied {
    try settleAside()
    try assertReplaceable()
    let manager = FileManager.default
    let unfinished = ExportedSite(
      folder.deletingLastPathComponent().appending(path: ".\(folder.lastPathComponent).studio-part")
    )
    try? manager.removeItem(at: unfinished.folder)  // left by an export that was killed
    try manager.createDirectory(at: unfinished.files, withIntermediateDirectories: true)
    do {
      let copied = try export.copy(to: unfinished.files, NginxSite.serves)
      let site = try NginxSite(root: files.path, routes: try export.routes().map(Array.init))
      try Data(site.text.utf8).write(to: unfinished.settings)
      try putInPlace(unfinished)
      return copied
    } catch {
      try? manager.removeItem(at: unfinished.folder)  // the first error is the one to report
      throw error
    }
  }

  /// Replaces what stands in the place: there is always a whole site, here or, for a moment, aside.
  private func putInPlace(_ finished: ExportedSite) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder.path) else {
      return try manager.moveItem(at: finished.folder, to: folder)
    }
    try manager.moveItem(at: folder, to: aside)
    do {
      try manager.moveItem(at: finished.folder, to: folder)
    } catch {
      try manager.moveItem(at: aside, to: folder)
      throw error
    }
    try manager.removeItem(at: aside)
  }

  /// Where the earlier export is while the new one takes its place.
  private var aside: URL {
    folder.deletingLastPathComponent().appending(path: ".\(folder.lastPathComponent).studio-former")
  }

  /// Makes up for an export that was killed while it changed places.
  private func settleAside() throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: aside.path) else { return }
    if manager.fileExists(atPath: folder.path) {
      try manager.removeItem(at: aside)
    } else {
      try manager.moveItem(at: aside, to: folder)
    }
  }

  /// Only an earlier export or an empty folder is replaced: a wrong path must cost nobody their files.
  private func assertReplaceable() throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder.path) else { return }
    let names = Set((try? manager.contentsOfDirectory(atPath: folder.path)) ?? ["?"])
    guard names.isSubset(of: ["public", "nginx.conf"]), names.isEmpty || names.count == 2 else {
      throw UsageRefusal.occupiedFolder(folder.path)
    }
  }
}
