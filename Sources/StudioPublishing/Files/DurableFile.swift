package import Foundation

/// Files that are either absent or complete, also after a power cut.
///
/// The order is the one that survived a simulated power cut: write, fsync the file, rename, fsync
/// the folder. Without the first fsync the final file was empty; without the second the old name
/// came back (docs/decisions/0003).
package enum DurableFile {
  /// Writes `bytes` as `destination`, replacing what is there.
  ///
  /// - Parameters:
  ///   - bytes: the whole content.
  ///   - destination: in an existing folder on the same file system as `temporary`.
  ///   - temporary: the folder for the unfinished file.
  ///   - mode: the permissions of the new file.
  /// - Throws: ``FileFailure`` with the system's reason; the destination is then untouched.
  package static func write(
    _ bytes: some Collection<UInt8>, to destination: URL, temporary: URL, mode: mode_t = 0o644
  ) throws {
    let unfinished = temporary.appending(path: UUID().uuidString)
    let descriptor = unsafe open(
      unfinished.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileFailure("create", unfinished) }
    do {
      defer { close(descriptor) }
      try writeAll(Data(bytes), to: descriptor, at: unfinished)
      guard fsync(descriptor) == 0 else { throw FileFailure("sync", unfinished) }
    } catch {
      unsafe unlink(unfinished.path)
      throw error
    }
    try move(unfinished, to: destination)
  }

  /// Writes `bytes` as `destination`, in a folder that is made when it is missing.
  ///
  /// - Throws: as ``write(_:to:temporary:mode:)``.
  package static func place(
    _ bytes: some Collection<UInt8>, as destination: URL, temporary: URL
  ) throws {
    try makeFolder(destination.deletingLastPathComponent())
    try write(bytes, to: destination, temporary: temporary)
  }

  /// Places `bytes` unless the very same ones are there: reading costs less than syncing.
  ///
  /// - Returns: whether something was written.
  /// - Throws: as ``write(_:to:temporary:mode:)``.
  @discardableResult
  package static func update(
    _ destination: URL, to bytes: [UInt8], temporary: URL
  ) throws -> Bool {
    let standing = try? Data(contentsOf: destination)  // absent or unreadable: written
    guard standing.map(Array.init) != bytes else { return false }
    try place(bytes, as: destination, temporary: temporary)
    return true
  }

  /// Moves a complete file into place, replacing what is there, and makes the new name durable.
  ///
  /// - Parameters:
  ///   - source: a file whose bytes have been synced.
  ///   - destination: in an existing folder on the same file system.
  /// - Throws: ``FileFailure``; `source` is removed then.
  package static func move(_ source: URL, to destination: URL) throws {
    guard unsafe rename(source.path, destination.path) == 0 else {
      let failure = FileFailure("rename", destination)
      unsafe unlink(source.path)
      throw failure
    }
    try syncFolder(destination.deletingLastPathComponent())
  }

  /// Gives an immutable file a second name; an existing second name stays as it is.
  ///
  /// - Parameters:
  ///   - source: a complete file.
  ///   - destination: in an existing folder on the same file system.
  /// - Throws: ``FileFailure``.
  package static func link(_ source: URL, as destination: URL) throws {
    guard unsafe Foundation.link(source.path, destination.path) == 0 || errno == EEXIST else {
      throw FileFailure("link", destination)
    }
    try syncFolder(destination.deletingLastPathComponent())
  }

  /// Points a symbolic link at `target`, switching an existing one in a single step.
  ///
  /// - Parameters:
  ///   - link: where the link stands.
  ///   - target: a path relative to the link's folder.
  ///   - temporary: the folder for the unfinished link, on the same file system.
  /// - Throws: ``FileFailure``.
  package static func pointLink(_ link: URL, at target: String, temporary: URL) throws {
    let unfinished = temporary.appending(path: UUID().uuidString)
    guard unsafe symlink(target, unfinished.path) == 0 else {
      throw FileFailure("link", unfinished)
    }
    try move(unfinished, to: link)
  }

  /// Removes a name for good; a name that is not there is fine.
  ///
  /// - Parameter file: the file or link.
  /// - Throws: ``FileFailure``.
  package static func remove(_ file: URL) throws {
    guard unsafe unlink(file.path) == 0 else {
      if errno == ENOENT { return }
      throw FileFailure("remove", file)
    }
    try syncFolder(file.deletingLastPathComponent())
  }

  /// Makes a folder and every missing folder above it, and makes their names durable.
  ///
  /// - Parameters:
  ///   - folder: the folder to have.
  ///   - mode: the permissions of the folder when it is new; missing folders above it get 755.
  /// - Throws: ``FileFailure``.
  package static func makeFolder(_ folder: URL, mode: mode_t = 0o755) throws {
    if unsafe mkdir(folder.path, mode) == 0 {
      try syncFolder(folder.deletingLastPathComponent())
    } else if errno == ENOENT {
      try makeFolder(folder.deletingLastPathComponent())
      try makeFolder(folder, mode: mode)
    } else if errno != EEXIST {
      throw FileFailure("create", folder)
    }
  }

  /// Makes an empty file where there is none.
  ///
  /// - Parameters:
  ///   - file: in an existing folder.
  ///   - mode: the permissions of the file when it is new.
  /// - Throws: ``FileFailure``.
  package static func makeEmpty(_ file: URL, mode: mode_t) throws {
    let descriptor = unsafe open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileFailure("create", file) }
    close(descriptor)
  }

  /// Makes renames, links and removals in a folder survive a power cut.
  ///
  /// - Parameter folder: an existing folder.
  /// - Throws: ``FileFailure``.
  package static func syncFolder(_ folder: URL) throws {
    let descriptor = unsafe open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure("open", folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileFailure("sync", folder) }
  }

  private static func writeAll(_ data: Data, to descriptor: Int32, at file: URL) throws {
    try unsafe data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      var offset = 0
      while offset < bytes.count {
        let written = unsafe Foundation.write(
          descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { throw FileFailure("write", file) }
        offset += written
      }
    }
  }
}
