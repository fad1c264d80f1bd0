internal import Glibc

/// Works on the items of a serial stream on several threads and delivers the results in order.
///
/// It does what this loop does, only sooner:
///
///     while let item = try produce() { try deliver(work(item)) }
///
/// Producing and delivering stay on the calling thread, so that a reader or a writer that belongs
/// to one thread needs no lock. When there is nothing to produce or deliver, the calling thread
/// works too; with one thread it is the loop above. Which results are delivered before an error is
/// thrown, and which error, does not depend on the number of threads.
struct ParallelStretches: Sendable {
  /// How many threads work, the calling one included; at least 1.
  let threads: Int
  /// Ends the run between two steps when it is raised.
  let stop: StopFlag

  /// Items under way at most for each thread.
  ///
  /// One is being worked on, one waits, so that nobody idles while the calling thread is busy. This
  /// bounds memory.
  static let itemsPerThread = 2

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - threads: how many threads work, the calling one included; the machine's cores if `nil`.
  ///   - stop: ends the run with `cancelled`.
  init(threads: Int? = nil, stop: StopFlag) {
    self.threads = max(1, threads ?? Self.cores)
    self.stop = stop
  }

  /// How many threads work where nobody says: one a core that is online, up to eight, because every
  /// thread holds half a minute of sound.
  static var cores: Int { min(8, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Runs the stream to its end.
  ///
  /// - Parameters:
  ///   - produce: gives the next item, `nil` at the end; called on this thread, in order, never
  ///     again after `nil` or an error. At most `itemsPerThread * threads` items are under way.
  ///   - work: called once an item, on any thread, in any order.
  ///   - deliver: takes the results on this thread, in the order of their items.
  /// - Throws: the error that comes first in the order of the stream; everything before it has
  ///   been delivered. `cancelled` as soon as `stop` is raised, when items under way are finished
  ///   and thrown away.
  func run<Item: Sendable, Output: Sendable>(
    produce: () throws(MediaError) -> Item?,
    work: @escaping @Sendable (Item) throws(MediaError) -> Output,
    deliver: (Output) throws(MediaError) -> Void
  ) throws(MediaError) {
    let desk = WorkDesk(work)
    let crew = Crew(threads - 1) { desk.serve() }
    defer {
      desk.close()
      crew.join()
    }
    var made = 0
    var delivered = 0
    // `.success` once the stream has ended, its error once it has failed.
    var end: Result<Void, MediaError>?
    while true {
      try stop.check()
      if let result = desk.takeResult(delivered) {
        try deliver(result.get())
        delivered += 1
      } else if end == nil, made - delivered < Self.itemsPerThread * threads {
        do throws(MediaError) {
          guard let item = try produce() else {
            end = .success(())
            continue
          }
          desk.put(item, number: made)
          made += 1
        } catch {
          end = .failure(error)
        }
      } else if let end, made == delivered {
        return try end.get()
      } else if !desk.workOnce() {
        desk.waitForResult()
      }
    }
  }

  /// Works on each of some items, like ``run(produce:work:deliver:)``.
  ///
  /// - Parameters:
  ///   - items: in order.
  ///   - work: called once an item, on any thread, in any order.
  /// - Returns: the results, in order of the items.
  /// - Throws: the error that comes first in that order, and `cancelled`.
  func map<Item: Sendable, Output: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) throws(MediaError) -> Output
  ) throws(MediaError) -> [Output] {
    var waiting = items[...]
    var results: [Output] = []
    try run(
      produce: { () throws(MediaError) in waiting.popFirst() }, work: work,
      deliver: { results.append($0) })
    return results
  }
}
