import Foundation

/// Lets threads go on only when all of them have come.
final class Meeting: Sendable {
  private let condition = NSCondition()
  nonisolated(unsafe) private var missing: Int  // guarded by `condition`

  init(of count: Int) { unsafe missing = count }

  func arrive() {
    condition.lock()
    defer { condition.unlock() }
    unsafe missing -= 1
    condition.broadcast()
    while unsafe missing > 0 { condition.wait() }
  }
}
