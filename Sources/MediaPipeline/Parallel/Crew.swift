/// Threads that are started and joined together.
final class Crew {
  private var members: [Member] = []

  private final class Member {
    private var thread: WorkerThread?
    init(_ thread: consuming WorkerThread) { self.thread = consume thread }
    func join() { thread.take()?.join() }
  }

  /// Starts up to `count` threads; where the system gives fewer, those do the work.
  init(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    for _ in 0..<count {
      guard let thread = WorkerThread(body) else { break }
      members.append(Member(thread))
    }
  }

  /// Waits for all of them.
  func join() { for member in members { member.join() } }
}
