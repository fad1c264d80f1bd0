import Foundation
public import Localization

/// Files under `public/` that builds keep for one another: the parts of the routes, and what the
/// start page says about each show.
enum PublicBookkeeping {
  /// Reads one.
  ///
  /// - Throws: ``DamagedPublicFile`` when it is not what a build has written.
  static func read<Value: Decodable>(_ type: Value.Type, from file: URL) throws -> Value {
    let bytes = try Data(contentsOf: file)
    do {
      return try JSONDecoder().decode(type, from: bytes)
    } catch {
      throw DamagedPublicFile(path: file.path)
    }
  }

  /// Removes what cannot be read, where everything is about to be written anew.
  ///
  /// - Throws: the file system's error.
  static func removeDamaged(in layout: PublicLayout) throws {
    let files = FileManager.default
    func names(in folder: URL) throws -> [String] {
      files.fileExists(atPath: folder.path)
        ? try files.contentsOfDirectory(atPath: folder.path) : []
    }
    let parts = try names(in: layout.routeParts).map { layout.routeParts.appending(path: $0) }
    for file in parts + [layout.routes] where files.fileExists(atPath: file.path) {
      try removeUnless(PublicRoutes.self, file)
    }
    let shows = layout.root.appending(path: "shows")
    for name in try names(in: shows) {
      let file = shows.appending(path: "\(name)/\(ShowSummary.fileName)")
      if files.fileExists(atPath: file.path) { try removeUnless(ShowSummary.self, file) }
    }
  }

  private static func removeUnless<Value: Decodable>(_ type: Value.Type, _ file: URL) throws {
    do {
      _ = try read(type, from: file)
    } catch is DamagedPublicFile {
      try DurableFile.remove(file)
    }
  }
}

/// A file of the public folder's own bookkeeping that is not what a build has written.
public struct DamagedPublicFile: ExplainedError, Hashable {
  /// Where it lies.
  public let path: String

  /// The stable code.
  public var code: String { "public_file_damaged" }

  /// Says which file, and that a build mends it.
  public func message(in language: Language) -> String {
    publishingMessages.text(code, in: language, ["path": path])
  }
}
