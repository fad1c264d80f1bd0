internal import Glibc
internal import Synchronization

/// The hidden folder beside an output in which it is made: `.<name>.studio-part/`.
///
/// It holds the unfinished file and the parts that are complete. It is removed with all in it when
/// the work succeeds, fails or is stopped; only a killed process leaves it behind, and then the same
/// work goes on with the parts that are there. A lock keeps a second run of the same command out.
final class WorkFolder: Sendable {
  /// What an earlier, killed run had left.
  enum Leftovers: Sendable, Hashable {
    case none
    /// Parts of this very work.
    case resumable
    /// Something else, which was removed.
    case discarded
  }

  /// The open folder.
  let descriptor: Int32
  private let parent: Int32
  private let name: String
  private let isRemoved = Mutex(false)
  private let scratchFiles = Mutex(0)

  /// Who the parts belong to.
  private static let identityName = "identity"

  /// Creates or takes over the folder.
  ///
  /// - Parameters:
  ///   - parent: the folder the output goes to, borrowed as long as this one lives.
  ///   - output: the output's name.
  /// - Throws: the number of the system's error.
  init(in parent: Int32, for output: String) throws(SystemError) {
    self.parent = parent
    name = Self.name(for: output)
    while true {
      if unsafe mkdirat(parent, name, 0o700) != 0, errno != EEXIST {
        throw SystemError("create the folder of work")
      }
      let opened = unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard opened >= 0 else {
        // Another run removed it since.
        if errno == ENOENT { continue }
        throw SystemError("open the folder of work")
      }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        let error = SystemError("lock the folder of work")
        close(opened)
        throw error
      }
      if Self.isLinked(opened, parent, name) {
        descriptor = opened
        return
      }
      close(opened)
    }
  }

  deinit {
    remove()
    close(descriptor)
  }

  /// Keeps what an earlier run of the same work left, removes what another one did.
  ///
  /// - Parameters:
  ///   - identity: everything the parts depend on, as text.
  ///   - file: the unfinished file of this run, which stays.
  /// - Returns: what was there.
  /// - Throws: what the system answered.
  func claim(_ identity: String, sparing file: String) throws(SystemError) -> Leftovers {
    let mark = Array(identity.utf8)
    if read(Self.identityName) == mark { return .resumable }
    let strangers = try names().filter { $0 != file }
    for name in strangers {
      // A stranger that stays might be taken for a part of this work.
      guard unsafe unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
        throw SystemError("remove parts of other work")
      }
    }
    try write(mark, to: Self.identityName)
    return strangers.isEmpty ? .none : .discarded
  }

  /// The bytes of a part; `nil` when there is none.
  func read(_ part: String) -> [UInt8]? {
    let opened = unsafe openat(descriptor, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { return nil }
    defer { close(opened) }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else { return nil }
    // A part that cannot be read is made again.
    return try? FileBytes.read(opened, count: Int(status.st_size), at: 0)
  }

  /// Writes a part, whole or not at all.
  ///
  /// Not made durable: after a power cut a part may be missing or empty, and is made again.
  func write(_ bytes: [UInt8], to part: String) throws(SystemError) {
    let unfinished = part + ".new"
    let opened = unsafe openat(
      descriptor, unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw SystemError("create a part") }
    defer { close(opened) }
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes {
        unsafe Glibc.write(opened, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError("write a part")
      }
      done += count
    }
    guard unsafe renameat(descriptor, unfinished, descriptor, part) == 0 else {
      throw SystemError("name a part")
    }
  }

  /// A file of its own for a moment, gone with the value.
  func scratchFile() throws(SystemError) -> ScratchFile {
    let number = scratchFiles.withLock { count in
      count += 1
      return count
    }
    let name = "scratch-\(number)"
    let opened = unsafe openat(
      descriptor, name, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw SystemError("create a scratch file") }
    // Without a name it cannot be left behind.
    unsafe unlinkat(descriptor, name, 0)
    return ScratchFile(descriptor: opened)
  }

  /// Removes the folder and everything in it.
  func remove() {
    let isFirst = isRemoved.withLock { removed in
      defer { removed = true }
      return !removed
    }
    guard isFirst else { return }
    // Nobody is left to be told; what stays is taken over or removed by the next run.
    for entry in (try? names()) ?? [] { unsafe unlinkat(descriptor, entry, 0) }
    unsafe unlinkat(parent, name, AT_REMOVEDIR)
  }

  /// The folder's name for an output: `.<output>.studio-part`, shortened where that would be too long.
  static func name(for output: String) -> String {
    let whole = ".\(output).studio-part"
    guard whole.utf8.count > OutputFile.longestName else { return whole }
    var start = output[...]
    // A check of the whole name in the place of its end; characters stay whole.
    while start.utf8.count > 200 { start.removeLast() }
    let check = String(Checksum.of(Array(output.utf8)), radix: 16)
    return ".\(start).\(check).studio-part"
  }

  private func names() throws(SystemError) -> [String] {
    // A descriptor of its own: reading moves its position, closing the stream closes it.
    let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = unsafe fdopendir(copy) else {
      let error = SystemError("list the folder of work")
      if copy >= 0 { close(copy) }
      throw error
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw SystemError("list the folder of work") }
    return names
  }

  /// Whether the name still leads to the open folder.
  private static func isLinked(_ opened: Int32, _ parent: Int32, _ name: String) -> Bool {
    var mine = stat()
    var named = stat()
    guard unsafe fstat(opened, &mine) == 0,
      unsafe fstatat(parent, name, &named, AT_SYMLINK_NOFOLLOW) == 0
    else { return false }
    return mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
  }
}

/// A file without a name, closed with the value.
final class ScratchFile: Sendable {
  /// Open for reading and writing.
  let descriptor: Int32

  fileprivate init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}

/// What the system answered.
struct SystemError: Error {
  /// `errno`.
  let number: Int32
  /// What was being done.
  let operation: String

  /// Takes the current `errno`.
  init(_ operation: String) {
    number = errno
    self.operation = operation
  }

  /// As a failure of an output.
  func about(_ path: String) -> MediaError {
    // Only the lock of the folder of work is ever asked for without waiting.
    if number == EWOULDBLOCK {
      return MediaError(.outputBusy, subject: path, detail: "another run makes it")
    }
    // A missing folder is an output that cannot be written, not a missing input.
    return MediaError.system(
      number == ENOENT ? ENOTDIR : number, operation, fallback: .outputUnwritable
    )
    .about(path)
  }
}
