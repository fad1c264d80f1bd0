import Crypto
public import Foundation

/// The originals, stored once by the SHA-256 of their bytes and never modified.
public struct RecordingArchive: Sendable {
  /// The extensions that say something about a file; all others are stored as `bin`.
  static let knownExtensions: Set<String> = [
    "wav", "w64", "flac", "mp3", "m4a", "mp4", "mov", "ogg", "opus", "aac", "aif", "aiff", "mka",
    "mkv", "webm", "jpg", "jpeg", "png",
  ]
  /// How much is read at a time.
  private static let chunkBytes = 1 << 20

  private let folder: DataFolder

  /// Opens the archive of a data folder.
  public init(_ folder: DataFolder) { self.folder = folder }

  /// Where an original is kept.
  ///
  /// - Parameter recording: a stored original.
  /// - Returns: `recordings/ab/abcdef….wav`.
  public func file(of recording: Recording) -> URL {
    file(sha256: recording.sha256, fileExtension: recording.fileExtension)
  }

  /// Where a stored picture is kept.
  ///
  /// - Parameter artwork: a stored picture.
  /// - Returns: its file among the originals.
  public func file(of artwork: StoredArtwork) -> URL {
    file(sha256: artwork.sha256, fileExtension: artwork.fileExtension)
  }

  /// Copies a file into the archive, hashing it on the way.
  ///
  /// The copy is complete and durable before this returns; a file with the same bytes is stored
  /// once. Memory stays at one megabyte whatever the file's size.
  ///
  /// - Parameters:
  ///   - source: the person's file; it is only read.
  ///   - fileExtension: the extension to store it under; nil takes the file's own.
  /// - Returns: the stored original.
  /// - Throws: ``FileFailure``, ``ArchiveRefusal``.
  public func add(_ source: URL, fileExtension: String? = nil) throws -> Recording {
    let input = try Self.opened(source)
    defer { close(input) }
    let unfinished = folder.temporary.appending(path: UUID().uuidString)
    let copied: (sha256: String, bytes: Int)
    do {
      copied = try Self.copy(input, from: source, to: unfinished)
    } catch {
      unsafe unlink(unfinished.path)
      throw error
    }
    let named = fileExtension ?? source.pathExtension.lowercased()
    let recording = Recording(
      sha256: copied.sha256, fileExtension: Self.knownExtensions.contains(named) ? named : "bin",
      bytes: copied.bytes)
    try place(unfinished, as: recording)
    return recording
  }

  /// Looks whether a file could be stored, without reading it.
  ///
  /// - Parameter source: the person's file.
  /// - Throws: ``FileFailure``, ``ArchiveRefusal``.
  public func assertStorable(_ source: URL) throws { close(try Self.opened(source)) }

  /// Opens a file with something in it.
  private static func opened(_ source: URL) throws -> Int32 {
    // A pipe without a writer must not hold up who names it by mistake.
    let input = unsafe open(source.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard input >= 0 else {
      if errno == ENOENT { throw ArchiveRefusal(.notFound, file: source.path) }
      throw FileFailure("open", source)
    }
    var status = stat()
    let refusal: ArchiveRefusal.Reason? =
      if unsafe fstat(input, &status) != 0 || status.st_mode & S_IFMT != S_IFREG {
        .notAFile
      } else {
        status.st_size > 0 ? nil : .emptyInput
      }
    guard let refusal else { return input }
    close(input)
    throw ArchiveRefusal(refusal, file: source.path)
  }

  private func place(_ unfinished: URL, as recording: Recording) throws {
    let destination = file(of: recording)
    if FileManager.default.fileExists(atPath: destination.path) {
      unsafe unlink(unfinished.path)
      return
    }
    try DurableFile.makeFolder(destination.deletingLastPathComponent())
    try DurableFile.move(unfinished, to: destination)
  }

  private func file(sha256: String, fileExtension: String) -> URL {
    folder.recordings.appending(path: "\(sha256.prefix(2))/\(sha256).\(fileExtension)")
  }

  /// Copies an open file to a new one and returns the hash and size of what was written.
  private static func copy(
    _ input: Int32, from source: URL, to destination: URL
  ) throws -> (sha256: String, bytes: Int) {
    // Originals are never modified: the file is born read-only.
    let output = unsafe open(destination.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o444)
    guard output >= 0 else { throw FileFailure("create", destination) }
    defer { close(output) }
    let reader = FileHandle(fileDescriptor: input, closeOnDealloc: false)
    let writer = FileHandle(fileDescriptor: output, closeOnDealloc: false)
    var hash = SHA256()
    var bytes: Int = 0
    while true {
      guard let chunk = try reader.read(upToCount: chunkBytes), !chunk.isEmpty else { break }
      hash.update(data: chunk)
      errno = 0
      do {
        try writer.write(contentsOf: chunk)
      } catch {
        throw FileFailure("write", destination)
      }
      bytes += chunk.count
    }
    guard fsync(output) == 0 else { throw FileFailure("sync", destination) }
    return (Hexadecimal.text(hash.finalize()), bytes)
  }
}
