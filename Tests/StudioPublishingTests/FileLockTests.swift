import Dispatch
import Foundation
import StudioTestSupport
import Synchronization
import Testing

@testable import StudioPublishing

@Suite struct FileLockTests {
  let temporary: TemporaryFolder
  let file: URL

  init() throws {
    temporary = try TemporaryFolder()
    file = temporary.file("studio.lock")
  }

  @Test func `a writer that waits too long is told busy and the lock survives it`() throws {
    let patient = FileLock(file)
    let hasty = FileLock(file, patience: .milliseconds(20))
    try patient.whileHeld {
      #expect(throws: LockBusy(path: file.path)) { try hasty.whileHeld {} }
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
    let lock = FileLock(file)
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

  /// How many numbers have been drawn from the lock file.
  private func numbersDrawn() throws -> Int {
    let bytes = try Data(contentsOf: file)
    return bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func `waiters get the lock in the order they came, whoever let go and asks again`()
    throws
  {
    let order = Mutex<[Int]>([])
    let group = DispatchGroup()
    let lock = FileLock(file)
    var held = try lock.hold()
    for waiter in 0..<8 {
      let drawn = try numbersDrawn()
      group.enter()
      Thread.detachNewThread { [lock] in
        do {
          try lock.whileHeld { order.withLock { $0.append(waiter) } }
        } catch {
          Issue.record(error)
        }
        group.leave()
      }
      // Its number is drawn before it begins to wait.
      while try numbersDrawn() == drawn { sched_yield() }
    }
    held.release()
    held = try lock.hold()
    #expect(order.withLock(\.self) == Array(0..<8))
    held.release()
    group.wait()
  }

  @Test func `who gave up or died before their turn holds nobody up and lets nobody in`() throws {
    let lock = FileLock(file)
    let held = try lock.hold()
    let hasty = FileLock(file, patience: .milliseconds(20))
    #expect(throws: LockBusy(path: file.path)) { try hasty.hold() }
    // A place whose owner died is free: what stands behind it must still wait for the holder.
    let descriptor = unsafe open(file.path, O_RDWR | O_CLOEXEC)
    var dead = LockQueue(descriptor)
    #expect(try !dead.take(waiting: false))
    close(descriptor)
    #expect(throws: LockBusy(path: file.path)) { try hasty.hold() }
    held.release()
    try lock.whileHeld {}
  }

  @Test(arguments: [[], [1, 2, 3], [UInt8](repeating: 255, count: 8)])
  func `a lock file with anything in it locks`(bytes: [UInt8]) throws {
    try Data(bytes).write(to: file)
    let hasty = FileLock(file, patience: .milliseconds(20))
    for _ in 1...3 {
      let held = try hasty.hold()
      #expect(throws: LockBusy.self) { try hasty.hold() }
      held.release()
    }
  }

  @Test func `a lock file that cannot be opened names the path`() {
    let lock = FileLock(URL(filePath: "/nonexistent-folder/studio.lock"))
    #expect(throws: FileFailure.self) { try lock.whileHeld {} }
  }

  @Test func `the lock is free again after a failure inside`() throws {
    struct Stop: Error {}
    let lock = FileLock(file, patience: .milliseconds(20))
    #expect(throws: Stop.self) { try lock.whileHeld { throw Stop() } }
    #expect(throws: Never.self) { try lock.whileHeld {} }
  }
}
