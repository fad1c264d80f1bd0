import NIOCore
import Synchronization

/// Remembers what paths lead to until anything in their folders changes, so that a request in between
/// asks the disk for nothing but the bytes it sends.
final class PublicCache: Sendable {
  private struct Entry {
    let target: PublicTarget
    let validUntil: NIODeadline
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var watch: FolderWatch?
    /// Rises whenever everything is forgotten, so that what was found before is not kept after.
    var generation = 0

    mutating func forgetAll(startingAnew: Bool) {
      entries.removeAll()
      generation += 1
      if startingAnew { watch = FolderWatch() }
    }
  }

  /// A search that may be remembered when it ends.
  struct Search {
    fileprivate let watch: FolderWatch
    fileprivate let generation: Int
    private(set) var isWatched = true

    /// Watches one folder of the way; call it before looking into the folder.
    mutating func pass(_ folder: borrowing Descriptor) {
      if !watch.add(folder) { isWatched = false }
    }
  }

  /// Paths remembered before all are forgotten; each may hold two files open, of the 1,024 that a
  /// process may have by default.
  static let capacity = 128
  /// Changes on another machine (a network file system) or above the public folder send no notice;
  /// they are seen after this time at the latest.
  static let validity = TimeAmount.seconds(1)

  private let isWatching: Bool
  private let state: Mutex<State>

  /// Remembers nothing yet.
  ///
  /// - Parameter isWatching: whether to remember at all.
  init(isWatching: Bool) {
    self.isWatching = isWatching
    state = Mutex(State(watch: isWatching ? FolderWatch() : nil))
  }

  /// What a path leads to, if that is remembered and nothing has changed since.
  ///
  /// - Parameter path: the path as requests send it.
  /// - Returns: the target; nil when it has to be looked up.
  func target(of path: String) -> PublicTarget? {
    guard let watch = state.withLock({ $0.watch }) else { return nil }
    // The kernel is asked outside the lock, for which threads would queue. Notices are only taken under
    // it, together with the forgetting: whoever sees none waiting finds what they said already forgotten.
    let mayHaveChanged = watch.hasNotice()
    return state.withLock { state in
      guard state.watch === watch else { return nil }
      if mayHaveChanged, watch.hasChanged() { state.forgetAll(startingAnew: false) }
      guard let entry = state.entries[path] else { return nil }
      guard entry.validUntil > .now() else {
        state.entries[path] = nil
        return nil
      }
      return entry.target
    }
  }

  /// Begins a search.
  ///
  /// - Returns: nil when the system has no watches to give; nothing is remembered then.
  func search() -> Search? {
    state.withLock { state in
      if state.entries.count >= Self.capacity || (isWatching && state.watch == nil) {
        state.forgetAll(startingAnew: true)
      }
      return state.watch.map { Search(watch: $0, generation: state.generation) }
    }
  }

  /// Remembers what a search has found, unless something has changed since it began.
  ///
  /// - Parameters:
  ///   - target: what was found.
  ///   - path: the path as requests send it.
  ///   - search: the search.
  func keep(_ target: PublicTarget, for path: String, foundBy search: Search) {
    guard search.isWatched else { return }
    state.withLock { state in
      if state.watch?.hasChanged() ?? true { state.forgetAll(startingAnew: false) }
      guard state.generation == search.generation else { return }
      state.entries[path] = Entry(target: target, validUntil: .now() + Self.validity)
    }
  }
}
