import Glibc

/// Notices, without looking at any file, that something in a set of folders has changed.
///
/// The kernel queues its notice (inotify) within the very call that changes a folder, so whoever asks
/// afterwards is told: there is no moment in which a change is done and not yet noticed.
final class FolderWatch: Sendable {
  private let descriptor: Int32

  /// What makes an answer outdated: names that come, go or are replaced, bytes that are written.
  private static let events = UInt32(
    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF
      | IN_MOVE_SELF)

  /// Watches nothing yet.
  ///
  /// Fails when the system gives no more watches.
  init?() {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    if descriptor < 0 { return nil }
  }

  deinit { _ = close(descriptor) }

  /// Adds a folder.
  ///
  /// - Parameter folder: an open folder; it may be closed afterwards.
  /// - Returns: false when the system refuses, and changes would go unnoticed.
  func add(_ folder: borrowing Descriptor) -> Bool {
    // The name in /proc leads to the folder that is open, whatever its own name leads to by now.
    unsafe inotify_add_watch(descriptor, "/proc/self/fd/\(folder.number)", Self.events) >= 0
  }

  /// Whether a notice waits to be taken by ``hasChanged()``.
  ///
  /// - Returns: true also when the system cannot tell.
  func hasNotice() -> Bool {
    var waiting: Int32 = 0
    return unsafe ioctl(descriptor, UInt(FIONREAD), &waiting) != 0 || waiting > 0
  }

  /// Whether anything has changed since the last time this was asked.
  ///
  /// - Returns: true also when the system lost count of the changes.
  func hasChanged() -> Bool {
    var isChanged = false
    while true {
      let count = unsafe withUnsafeTemporaryAllocation(
        byteCount: 4096, alignment: MemoryLayout<inotify_event>.alignment
      ) { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return isChanged }
      isChanged = true
    }
  }
}
