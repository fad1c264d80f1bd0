import Dispatch
import Foundation
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct WriteLockTests {
  let temporary: TemporaryFolder
  let path: String

  init() throws {
    temporary = try TemporaryFolder()
    path = temporary.file("studio.lock").path
  }

  @Test func `a writer that waits too long is told busy and the lock survives it`() throws {
    let patient = WriteLock(path: path)
    let hasty = WriteLock(path: path, patience: .milliseconds(20))
    try patient.whileHeld {
      #expect(throws: StoreError.busy) { try hasty.whileHeld {} }
      return
    }
    // The waiter that was given up lets go by itself, so the next writer gets in.
    let entered = try patient.whileHeld { true }
    #expect(entered)
  }

  @Test func `only one holder at a time`() {
    final class Counter: @unchecked Sendable {  // guarded by the lock under test
      var inside = 0
      var overlaps = 0
      var entries = 0
    }
    let counter = Counter()
    let lock = WriteLock(path: path)
    DispatchQueue.concurrentPerform(iterations: 64) { _ in
      do {
        try lock.whileHeld {
          counter.inside += 1
          if counter.inside != 1 { counter.overlaps += 1 }
          counter.entries += 1
          counter.inside -= 1
        }
      } catch {
        Issue.record(error)
      }
    }
    #expect(counter.overlaps == 0)
    #expect(counter.entries == 64)
  }

  @Test func `a lock file that cannot be opened names the path`() {
    let lock = WriteLock(path: "/nonexistent-folder/studio.lock")
    #expect(throws: StoreError.self) { try lock.whileHeld {} }
  }

  @Test func `the lock is free again after a failure inside`() throws {
    struct Stop: Error {}
    let lock = WriteLock(path: path, patience: .milliseconds(20))
    #expect(throws: Stop.self) { try lock.whileHeld { throw Stop() } }
    #expect(throws: Never.self) { try lock.whileHeld {} }
  }
}
