public import Foundation
import PodcastFeed

/// Takes pictures in: checked by their bytes, stored like originals.
public struct ArtworkIntake: Sendable {
  /// The largest picture that is read, in bytes; directories advise half a megabyte.
  static let maximumBytes = 10_000_000

  private let archive: RecordingArchive

  /// Stores into an archive.
  public init(_ archive: RecordingArchive) { self.archive = archive }

  /// Looks at a picture's header and stores it; whether it can be a cover is the feed's rule.
  ///
  /// - Parameter source: the person's file.
  /// - Returns: the stored picture.
  /// - Throws: the inspector's refusal, ``ArchiveRefusal``, ``FileFailure``.
  public func add(_ source: URL) throws -> StoredArtwork {
    let inspected = try inspect(source)
    let fileExtension = inspected.format == .jpeg ? "jpg" : "png"
    let stored = try archive.add(source, fileExtension: fileExtension)
    return StoredArtwork(
      sha256: stored.sha256, fileExtension: fileExtension, facts: inspected)
  }

  private func inspect(_ source: URL) throws -> ArtworkFacts {
    guard FileManager.default.fileExists(atPath: source.path) else {
      throw ArchiveRefusal(.notFound, file: source.path)
    }
    let handle = try FileHandle(forReadingFrom: source)
    defer { try? handle.close() }  // read only: nothing to lose
    let bytes = try handle.read(upToCount: Self.maximumBytes + 1) ?? Data()
    if bytes.count > Self.maximumBytes {
      let size = try handle.seekToEnd()
      throw FeedError(
        .artworkTooLarge,
        [
          "file": source.lastPathComponent, "bytes": String(size),
          "limit": String(Self.maximumBytes),
        ])
    }
    return try ArtworkInspector.facts(of: Array(bytes))
  }
}
