import Localization

/// One pass over what has fallen due.
public struct DuePass: Sendable {
  /// What a pass did.
  public struct Report: Sendable, Encodable {
    /// What happened.
    public var done: [DueItem] = []
    /// What could not happen yet, and why.
    public var failed: [Failure] = []
    /// What nobody here knows how to do: noted by a newer version, or by another program.
    public var unknown: [DueItem] = []
  }

  /// Something that could not happen yet.
  public struct Failure: Sendable, Encodable {
    /// What.
    public let item: DueItem
    /// Why.
    public let reason: String

    /// Says what could not happen, and why.
    public init(item: DueItem, reason: String) {
      self.item = item
      self.reason = reason
    }
  }

  private let store: StudioDatabase
  private let tasks: [any DueTask]
  private let byKind: [String: any DueTask]

  /// Gathers the tasks of an installation.
  ///
  /// - Parameters:
  ///   - store: where what falls due is noted.
  ///   - tasks: who does it; of two tasks for one kind the last one does it.
  public init(_ store: StudioDatabase, tasks: [any DueTask]) {
    self.store = store
    var byKind: [String: any DueTask] = [:]
    for task in tasks { for kind in task.kinds { byKind[kind] = task } }
    self.tasks = tasks
    self.byKind = byKind
  }

  /// Does everything that has fallen due; one failure keeps nothing else from happening.
  ///
  /// - Parameters:
  ///   - nowUTC: the present, UTC seconds since 1970.
  ///   - skipped: items not to try this time.
  /// - Returns: what happened and what did not.
  /// - Throws: the error of reading the list itself.
  public func run(at nowUTC: Int, skipping skipped: Set<DueItem> = []) async throws -> Report {
    var report = try await worked(at: nowUTC, skipping: skipped)
    for task in tasks {
      for (item, error) in try await task.complete(at: nowUTC) {
        report.failed.append(Failure(item: item, reason: try await reason(error)))
      }
    }
    return report
  }

  private func worked(at nowUTC: Int, skipping skipped: Set<DueItem>) async throws -> Report {
    var report = Report()
    var tried = skipped
    var limit = 200
    while true {
      let items = try await store.dueItems(at: nowUTC, limit: limit)
      let fresh = items.filter { tried.insert($0).inserted }
      if fresh.isEmpty, items.count < limit { return report }
      // Whatever stays in the list must not hide what stands behind it.
      if fresh.isEmpty { limit *= 2 }
      for item in fresh {
        guard let task = byKind[item.kind] else {
          report.unknown.append(item)
          continue
        }
        do {
          if try await task.perform(item, at: nowUTC) { report.done.append(item) }
        } catch {
          report.failed.append(Failure(item: item, reason: try await reason(error)))
        }
      }
    }
  }

  /// What kept something from happening, in the venue's language where it has words.
  private func reason(_ error: any Error) async throws -> String {
    guard let explained = error as? any ExplainedError else { return "\(error)" }
    return explained.message(in: try await store.language())
  }
}
