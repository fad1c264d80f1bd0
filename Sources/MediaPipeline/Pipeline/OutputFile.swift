internal import Glibc

/// A file that appears under its name whole or not at all.
///
/// It is written under a hidden name in the same folder; ``commit()`` makes it durable and renames
/// it. Without that, it is removed when the value goes away.
final class OutputFile {
  /// The path it will have.
  let path: String
  /// Open for reading and writing.
  let descriptor: Int32
  private let folder: Int32
  private let name: String
  private let partName: String
  private var committed = false

  /// Creates the hidden file.
  ///
  /// - Parameter path: where the finished file goes; its folder must exist.
  /// - Throws: ``MediaError`` with code `outputUnwritable` or `diskFull`.
  init(path: String) throws(MediaError) {
    let slash = path.lastIndex(of: "/")
    let name = String(slash.map { path[path.index(after: $0)...] } ?? path[...])
    let folderPath = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard !name.isEmpty, name != ".", name != ".." else {
      throw MediaError(.outputUnwritable, subject: path, detail: "not the name of a file")
    }
    let folder = unsafe open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Self.failure("open the folder", path) }
    let partName = ".\(name).studio-part"
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe openat(folder, partName, flags, 0o644)
    guard descriptor >= 0 else {
      let error = Self.failure("create", path)
      close(folder)
      throw error
    }
    // Another run of the same command would write into the same hidden file.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, ftruncate(descriptor, 0) == 0 else {
      let error = Self.failure("lock", path)
      close(descriptor)
      close(folder)
      throw error
    }
    self.path = path
    self.name = name
    self.partName = partName
    self.folder = folder
    self.descriptor = descriptor
  }

  deinit {
    if !committed { unsafe unlinkat(folder, partName, 0) }
    close(descriptor)
    close(folder)
  }

  /// Empties the file, to write it anew.
  func restart() throws(MediaError) {
    guard ftruncate(descriptor, 0) == 0 else { throw Self.failure("empty", path) }
  }

  /// Bytes written.
  func size() throws(MediaError) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw Self.failure("look at", path) }
    return Int(status.st_size)
  }

  /// Writes bytes at the end of what was written.
  func append(_ bytes: [UInt8]) throws(MediaError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure("write", path)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Whether the path already names the file behind `other`.
  func wouldReplace(_ other: Int32) -> Bool {
    var target = stat()
    var input = stat()
    guard unsafe fstatat(folder, name, &target, 0) == 0, unsafe fstat(other, &input) == 0 else {
      return false
    }
    return target.st_dev == input.st_dev && target.st_ino == input.st_ino
  }

  /// Makes the bytes durable, then the name: fsync, rename, fsync of the folder.
  func commit() throws(MediaError) {
    guard fsync(descriptor) == 0 else { throw Self.failure("make durable", path) }
    guard unsafe renameat(folder, partName, folder, name) == 0 else {
      throw Self.failure("rename", path)
    }
    committed = true
    guard fsync(folder) == 0 else { throw Self.failure("make the name durable", path) }
  }

  private static func failure(_ operation: String, _ path: String) -> MediaError {
    // A missing folder is an output that cannot be written, not a missing input.
    let number = errno == ENOENT ? ENOTDIR : errno
    return MediaError.system(number, operation, fallback: .outputUnwritable).about(path)
  }
}
