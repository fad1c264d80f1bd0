import Glibc

/// One open file descriptor; closed when the value goes away.
struct Descriptor: ~Copyable {
  /// The number the kernel knows it by; borrowed, never closed by others.
  let number: Int32

  deinit {
    // Only ever opened for reading: a failing close loses nothing.
    _ = close(number)
  }

  /// Opens a folder by its path in the file system, following links on the way.
  ///
  /// - Parameter path: where the folder is; set by the administrator, never by a request.
  /// - Throws: ``SystemError``.
  init(folderAt path: String) throws(SystemError) {
    let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw SystemError(operation: "open", number: errno) }
    number = opened
  }

  /// Opens one name in an open folder, never following a symbolic link.
  ///
  /// Opening never blocks, not even for a named pipe.
  ///
  /// - Parameters:
  ///   - name: a single plain name, without slash.
  ///   - folder: the folder that holds it.
  ///   - flags: added to read-only, no-follow, close-on-exec and non-blocking.
  /// - Throws: ``SystemError``; number `ELOOP` when the name is a symbolic link.
  init(
    name: String, in folder: borrowing Descriptor, flags: Int32 = 0
  ) throws(SystemError) {
    let all = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | flags
    let opened = unsafe openat(folder.number, name, all)
    guard opened >= 0 else { throw SystemError(operation: "openat", number: errno) }
    number = opened
  }

  /// Asks the kernel for size, times and kind of what is open.
  ///
  /// - Returns: the `stat` of the open file.
  /// - Throws: ``SystemError``.
  func status() throws(SystemError) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else {
      throw SystemError(operation: "fstat", number: errno)
    }
    return status
  }

  /// Asks for the `stat` of one name in this folder, of the link itself if it is one.
  ///
  /// - Parameter name: a single plain name, without slash.
  /// - Returns: the status, or nil when there is no such name.
  /// - Throws: ``SystemError``.
  func status(of name: String) throws(SystemError) -> stat? {
    var status = stat()
    guard unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw SystemError(operation: "fstatat", number: errno)
    }
    return status
  }

  /// Reads where a symbolic link in this folder points.
  ///
  /// - Parameter name: a single plain name, without slash.
  /// - Returns: the target as stored; nil if it is longer than 1,023 bytes or not UTF-8.
  /// - Throws: ``SystemError``.
  func target(ofLink name: String) throws(SystemError) -> String? {
    var bytes = [CChar](repeating: 0, count: 1024)
    let count = unsafe readlinkat(number, name, &bytes, bytes.count)
    guard count >= 0 else { throw SystemError(operation: "readlinkat", number: errno) }
    guard count < bytes.count else { return nil }
    return String(validating: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
