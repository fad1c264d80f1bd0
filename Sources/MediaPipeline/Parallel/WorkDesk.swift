internal import Dispatch
internal import Synchronization

/// Where items wait for a thread and results for their turn.
final class WorkDesk<Item: Sendable, Output: Sendable>: Sendable {
  private struct State {
    var waiting: [(number: Int, item: Item)] = []
    var results: [Int: Result<Output, MediaError>] = [:]
    var isClosed = false
  }

  private let work: @Sendable (Item) throws(MediaError) -> Output
  private let state = Mutex(State())
  /// Raised once an item put, and once a result.
  ///
  /// They count, so that no call is lost; whoever wakes looks at the state, so that one too many
  /// does no harm.
  private let itemArrived = DispatchSemaphore(value: 0)
  private let resultArrived = DispatchSemaphore(value: 0)

  /// Sets up an empty desk.
  init(_ work: @escaping @Sendable (Item) throws(MediaError) -> Output) { self.work = work }

  /// Lays an item down.
  func put(_ item: Item, number: Int) {
    state.withLock { $0.waiting.append((number, item)) }
    itemArrived.signal()
  }

  /// Takes a result away; `nil` while it is not there.
  func takeResult(_ number: Int) -> Result<Output, MediaError>? {
    state.withLock { $0.results.removeValue(forKey: number) }
  }

  /// Works on the item that waits longest.
  ///
  /// - Returns: `false` when none waits.
  func workOnce() -> Bool {
    let next = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    guard let next else { return false }
    let result = Result { () throws(MediaError) in try work(next.item) }
    state.withLock { $0.results[next.number] = result }
    resultArrived.signal()
    return true
  }

  /// Waits until a result has been laid down since the last wait.
  ///
  /// Only to be called when another thread is working on an item.
  func waitForResult() { resultArrived.wait() }

  /// Works until the desk is closed.
  func serve() {
    while true {
      itemArrived.wait()
      if state.withLock({ $0.isClosed }) { break }
      _ = workOnce()
    }
    // The next one wakes the same way.
    itemArrived.signal()
  }

  /// Throws away what waits and sends every thread home.
  func close() {
    state.withLock { state in
      state.isClosed = true
      state.waiting.removeAll()
    }
    itemArrived.signal()
  }
}
