import Dispatch
package import Foundation
public import Localization
import Synchronization

/// An exclusive lock on a file, across processes, with a bounded wait.
///
/// The kernel wakes waiters, in order of arrival (``LockQueue``), so nobody polls and nobody starves:
/// SQLite's own busy handler measured p95 2.3–3.7 s and 37 SQLITE_BUSY with 50 processes racing
/// (docs/decisions/0002).
package struct FileLock: Sendable {
  /// The lock file; it is created, and never removed.
  package let file: URL
  /// How long to wait before giving up (DESIGN §3).
  private let patience: DispatchTimeInterval

  /// Names a lock.
  ///
  /// - Parameters:
  ///   - file: the lock file, in an existing folder.
  ///   - patience: how long to wait for another holder.
  package init(_ file: URL, patience: DispatchTimeInterval = .seconds(10)) {
    self.file = file
    self.patience = patience
  }

  /// Holds the lock while `body` runs.
  ///
  /// Blocks the calling thread: call it off the cooperative pool.
  ///
  /// - Parameter body: what needs the lock.
  /// - Returns: what `body` returns.
  /// - Throws: as ``hold()``, else what `body` throws.
  package func whileHeld<Result>(_ body: () throws -> Result) throws -> Result {
    let held = try hold()
    defer { held.release() }
    return try body()
  }

  /// Takes the lock until it is released.
  ///
  /// Blocks the calling thread: call it off the cooperative pool.
  ///
  /// - Returns: the lock, held.
  /// - Throws: ``LockBusy`` when the wait was too long, ``FileFailure`` when the lock file cannot be
  ///   opened.
  package func hold() throws -> Held {
    let descriptor = unsafe open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure("create", file) }
    var queue = LockQueue(descriptor)
    do {
      if try !queue.take(waiting: false) { try wait(in: queue, descriptor) }
    } catch let error as POSIXError {
      close(descriptor)
      errno = error.code.rawValue
      throw FileFailure("lock", file)
    }
    return Held(descriptor)
  }

  /// A lock somebody holds; it ends with ``release()`` or with the value.
  package final class Held: Sendable {
    private let descriptor: Mutex<Int32?>

    init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    deinit { release() }

    /// Lets go; a second call does nothing.
    package func release() {
      descriptor.withLock { held in
        if let open = held {
          LockQueue(open).leave()
          close(open)
        }
        held = nil
      }
    }
  }

  /// Waits for the lock on a thread of its own, because the system's waits have no time limit.
  ///
  /// A waiter whose caller gave up lets go as soon as it gets the lock.
  private func wait(in queue: LockQueue, _ descriptor: Int32) throws {
    enum Outcome {
      case waiting
      case ended(POSIXError?)
      case abandoned
    }
    final class Shared: Sendable {
      let outcome = Mutex(Outcome.waiting)
      let done = DispatchSemaphore(value: 0)
    }
    let shared = Shared()
    Thread.detachNewThread {
      var queue = queue
      var failure: POSIXError?
      do throws(POSIXError) { _ = try queue.take(waiting: true) } catch { failure = error }
      let abandoned = shared.outcome.withLock { outcome in
        if case .abandoned = outcome { return true }
        outcome = .ended(failure)
        return false
      }
      if abandoned {
        queue.leave()
        close(descriptor)
      } else {
        shared.done.signal()
      }
    }
    _ = shared.done.wait(timeout: .now() + patience)
    let outcome = shared.outcome.withLock { outcome in
      if case .waiting = outcome { outcome = .abandoned }
      return outcome
    }
    switch outcome {
    case .ended(nil): return
    case .ended(let failure?): throw failure
    case .waiting, .abandoned: throw LockBusy(path: file.path)
    }
  }
}

/// Another program held a lock for longer than one waits.
public struct LockBusy: ExplainedError, Hashable {
  /// The lock file.
  public let path: String

  /// `busy`.
  public var code: String { "busy" }

  /// Says to try again.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    publishingMessages.text(code, in: language, ["path": path])
  }
}
