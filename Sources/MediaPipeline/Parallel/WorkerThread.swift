internal import Glibc

/// A thread of the operating system, joined before its owner goes on.
///
/// Not a task: work here lasts seconds without suspending and would starve Swift's own pool.
struct WorkerThread: ~Copyable {
  private var thread = pthread_t()

  /// Starts a thread; `nil` when the system has none to give (EAGAIN).
  ///
  /// - Parameter body: what it does; it ends when `body` returns.
  init?(_ body: @escaping @Sendable () -> Void) {
    let box = unsafe Unmanaged.passRetained(Body(body))
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, unsafe box.toOpaque())
    guard code == 0 else {
      unsafe box.release()
      return nil
    }
  }

  /// Waits until the thread has ended.
  consuming func join() {
    let code = pthread_join(thread, nil)
    precondition(code == 0, "a thread is joined once, by another one")
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
