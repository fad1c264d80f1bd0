import Glibc

/// A system call that failed.
struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Which call.
  let operation: String
  /// The `errno` it left.
  let number: Int32

  /// The call and the system's own text.
  var description: String {
    "\(operation): \(unsafe String(cString: strerror(number)))"
  }

  /// Whether the error only says that no such file can be reached by that name.
  var meansMissing: Bool {
    [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG, EACCES, ENXIO].contains(number)
  }
}
