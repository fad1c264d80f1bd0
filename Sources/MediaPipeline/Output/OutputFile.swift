internal import Glibc

/// A file that appears under its name whole or not at all.
///
/// It is written in a ``WorkFolder`` beside its place; ``commit()`` makes it durable and moves it
/// there. Without that, it is removed when the value goes away.
final class OutputFile: Sendable {
  /// The path it will have.
  let path: String
  /// Open for reading and writing.
  let descriptor: Int32
  /// Where it is made.
  let work: WorkFolder
  private let folder: Int32
  private let name: String

  /// The unfinished file's name in the folder of work.
  private static let partName = "file"
  /// NAME_MAX of every common file system, bytes.
  static let longestName = 255

  /// Creates the unfinished file.
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
    guard name.utf8.count <= Self.longestName else {
      throw MediaError(
        .outputUnwritable, subject: path,
        detail: "the name has \(name.utf8.count) bytes, at most \(Self.longestName) are possible")
    }
    let folder = unsafe open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw SystemError("open the folder").about(path) }
    guard !Self.isFolder(name, in: folder) else {
      close(folder)
      throw MediaError(.outputUnwritable, subject: path, detail: "is a folder")
    }
    do throws(SystemError) {
      work = try WorkFolder(in: folder, for: name)
    } catch {
      close(folder)
      throw error.about(path)
    }
    descriptor = unsafe openat(
      work.descriptor, Self.partName, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let error = SystemError("create")
      work.remove()
      close(folder)
      throw error.about(path)
    }
    self.path = path
    self.name = name
    self.folder = folder
  }

  deinit {
    work.remove()
    close(descriptor)
    close(folder)
  }

  /// Says what the parts in the folder of work depend on.
  func claim(_ identity: String) throws(MediaError) -> WorkFolder.Leftovers {
    do throws(SystemError) {
      return try work.claim(identity, sparing: Self.partName)
    } catch {
      throw error.about(path)
    }
  }

  /// A file of its own for a moment, on the same disk.
  func scratchFile() throws(MediaError) -> ScratchFile {
    do throws(SystemError) {
      return try work.scratchFile()
    } catch {
      throw error.about(path)
    }
  }

  /// Empties the file, to write it anew.
  func restart() throws(MediaError) {
    guard ftruncate(descriptor, 0) == 0 else { throw SystemError("empty").about(path) }
  }

  /// Bytes written.
  func size() throws(MediaError) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError("look at").about(path) }
    return Int(status.st_size)
  }

  /// Writes bytes at the end of what was written.
  func append(_ bytes: [UInt8]) throws(MediaError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError("write").about(path)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Does something whose failures are about this file.
  func naming<Result>(
    _ body: () throws(MediaError) -> Result
  ) throws(MediaError) -> Result {
    do {
      return try body()
    } catch {
      throw error.about(path)
    }
  }

  private static func isFolder(_ name: String, in folder: Int32) -> Bool {
    var status = stat()
    return unsafe fstatat(folder, name, &status, 0) == 0 && status.st_mode & S_IFMT == S_IFDIR
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

  /// Makes files appear: all bytes are durable before the first has its name.
  ///
  /// What can fail slowly, such as a full disk, fails while nothing is there yet.
  static func commit(_ files: [OutputFile]) throws(MediaError) {
    for file in files { try file.makeDurable() }
    for file in files { try file.giveName() }
    for file in files { try file.makeNameDurable() }
  }

  /// Makes the bytes durable, then the name: fsync, rename, fsync of the folder.
  func commit() throws(MediaError) { try Self.commit([self]) }

  private func makeDurable() throws(MediaError) {
    guard fsync(descriptor) == 0 else { throw SystemError("make durable").about(path) }
  }

  private func giveName() throws(MediaError) {
    guard unsafe renameat(work.descriptor, Self.partName, folder, name) == 0 else {
      throw SystemError("rename").about(path)
    }
    work.remove()
  }

  private func makeNameDurable() throws(MediaError) {
    guard fsync(folder) == 0 else { throw SystemError("make the name durable").about(path) }
  }
}
