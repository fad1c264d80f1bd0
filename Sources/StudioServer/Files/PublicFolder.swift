import Glibc

/// The folder whose files anyone may fetch; every look-up stays inside it.
///
/// The walk opens one name at a time, relative to the folder before it, and never follows a
/// symbolic link, so no name in a URL and no link planted in the folder leads outside.
struct PublicFolder: Sendable {
  /// Where the folder is; set by the administrator.
  let path: String

  /// What a path leads to.
  enum Entry {
    case file(OpenFile)
    case folder
    /// A symbolic link in the last place, not followed, with its target as stored.
    case link(target: String)
    case missing
  }

  /// Looks up a path.
  ///
  /// - Parameters:
  ///   - components: plain names, as ``PublicPath`` checks them; not empty.
  ///   - onFolder: given every folder on the way before anything is looked up in it.
  /// - Returns: what is there; links in the middle of a path, sockets, pipes and devices are
  ///   `missing`.
  /// - Throws: ``SystemError`` when the folder itself cannot be read or descriptors run out.
  func entry(
    _ components: [String], onFolder: (borrowing Descriptor) -> Void = { _ in }
  ) throws(SystemError) -> Entry {
    guard let name = components.last else { return .folder }
    var folder = try Descriptor(folderAt: path)
    onFolder(folder)
    do {
      for component in components.dropLast() {
        folder = try Descriptor(name: component, in: folder, flags: O_DIRECTORY)
        onFolder(folder)
      }
      return try Self.entry(named: name, in: folder)
    } catch {
      if error.meansMissing { return .missing }
      throw error
    }
  }

  /// The stamp of a file directly in the folder.
  ///
  /// - Parameter name: a plain name.
  /// - Returns: its stamp, nil when there is no such file.
  /// - Throws: ``SystemError`` when the folder cannot be read.
  func stamp(of name: String) throws(SystemError) -> FileStamp? {
    let folder = try Descriptor(folderAt: path)
    return try folder.status(of: name).map(FileStamp.init)
  }

  private static func entry(
    named name: String, in folder: borrowing Descriptor
  ) throws(SystemError) -> Entry {
    let opened: Descriptor
    do {
      opened = try Descriptor(name: name, in: folder)
    } catch {
      guard error.number == ELOOP, let target = try folder.target(ofLink: name) else {
        throw error
      }
      return .link(target: target)
    }
    let status = try opened.status()
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(OpenFile(opened, stamp: FileStamp(status)))
    case S_IFDIR: return .folder
    default: return .missing
    }
  }
}
