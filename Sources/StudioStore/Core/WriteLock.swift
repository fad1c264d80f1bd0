import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// The exclusive lock every write transaction holds, across processes.
///
/// SQLite's own busy handler polls and starves: 50 processes racing measured p95 2.3–3.7 s and 37
/// SQLITE_BUSY with its timeout alone, p95 18 ms and none with `flock` (DESIGN §3). The kernel
/// queues `flock` waiters, so nobody polls and nobody starves.
struct WriteLock: Sendable {
  /// The lock file.
  let path: String
  /// How long a writer waits before it is told `busy` (DESIGN §3).
  var patience: DispatchTimeInterval = .seconds(10)

  /// Holds the lock while `body` runs. Blocks the calling thread: call it off the cooperative pool.
  ///
  /// - Parameter body: the write transaction.
  /// - Returns: what `body` returns.
  /// - Throws: ``StoreError/busy`` after ``patience``, ``StoreError/unwritable(path:reason:)`` when
  ///   the lock file cannot be opened, else what `body` throws.
  func whileHeld<Result>(_ body: () throws -> Result) throws -> Result {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw StoreError.unwritable(path: path, reason: SystemCall.lastErrorText)
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      try wait(descriptor)
    }
    // Closing the only descriptor of this open file releases its lock.
    defer { close(descriptor) }
    return try body()
  }

  /// Waits for the lock on a thread of its own, because `flock` has no time limit. A waiter whose
  /// caller gave up lets go as soon as it gets the lock.
  private func wait(_ descriptor: Int32) throws {
    enum Outcome {
      case waiting
      case acquired
      case abandoned
    }
    final class Shared: Sendable {
      let outcome = Mutex(Outcome.waiting)
      let done = DispatchSemaphore(value: 0)
    }
    let shared = Shared()
    Thread.detachNewThread {
      while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
      let abandoned = shared.outcome.withLock { outcome in
        if case .abandoned = outcome { return true }
        outcome = .acquired
        return false
      }
      if abandoned { close(descriptor) } else { shared.done.signal() }
    }
    guard shared.done.wait(timeout: .now() + patience) == .timedOut else { return }
    let tooLate = shared.outcome.withLock { outcome in
      if case .acquired = outcome { return false }
      outcome = .abandoned
      return true
    }
    if tooLate { throw StoreError.busy }
  }
}
