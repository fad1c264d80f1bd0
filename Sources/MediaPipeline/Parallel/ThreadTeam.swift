internal import Glibc

/// Threads that do the same work side by side until each has returned.
enum ThreadTeam {
  private final class Member {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  /// Runs `work` on `count` threads, the caller's among them, and waits for all.
  ///
  /// Where the system gives fewer threads, fewer work: what is to be done must not depend on it.
  ///
  /// - Parameters:
  ///   - count: at least 1.
  ///   - work: returns when there is nothing left to do.
  static func run(count: Int, _ work: @escaping @Sendable () -> Void) {
    precondition(count >= 1, "a team has a member")
    var others: [pthread_t] = []
    for _ in 1..<count {
      let member = unsafe Unmanaged.passRetained(Member(work))
      var thread = pthread_t()
      let code = unsafe pthread_create(
        &thread, nil,
        { raw in
          guard let raw = unsafe raw else { return nil }
          unsafe Unmanaged<Member>.fromOpaque(raw).takeRetainedValue().work()
          return nil
        }, member.toOpaque())
      guard code == 0 else {
        unsafe member.release()
        break
      }
      others.append(thread)
    }
    work()
    for thread in others { pthread_join(thread, nil) }
  }
}
