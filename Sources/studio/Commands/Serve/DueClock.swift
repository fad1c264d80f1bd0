import Logging
import ServiceLifecycle
import StudioBooking
import StudioStore

/// Wakes when something falls due, for as long as the server runs.
///
/// Other processes write to the same file, so the earliest instant is read again whenever SQLite's
/// data version has changed: a look of microseconds, five times a second, that reads no table.
struct DueClock: Service {
  let pass: DuePass
  let store: StudioDatabase
  let clock: StudioClock
  let logger: Logger

  /// How often to look for what other processes changed (DESIGN §3: within 250 ms).
  static let interval = Duration.milliseconds(200)
  /// How long something that failed is left alone.
  static let patienceSeconds = 60

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var seen: Int?
      var next: Int?
      var failedUntil: [DueItem: Int] = [:]
      while !Task.isCancelled {
        do {
          let version = try await store.dataVersion()
          if version != seen { (next, seen) = (try await store.nextDueUTC(), version) }
          let now = clock.nowUTC
          failedUntil = failedUntil.filter { $0.value > now }
          if let due = next, due <= now {
            let report = try await pass.run(at: now, skipping: Set(failedUntil.keys))
            for failure in report.failed {
              failedUntil[failure.item] = now + Self.patienceSeconds
              logger.error(
                "due.failed",
                metadata: ["kind": "\(failure.item.kind)", "reason": "\(failure.reason)"])
            }
            for item in report.unknown { failedUntil[item] = now + Self.patienceSeconds }
            // What stays undone is looked at again in a while, not five times a second; what comes
            // due before that is not kept waiting.
            let coming = try await store.nextDueUTC(after: now)
            next = ([coming].compactMap(\.self) + failedUntil.values).min()
            if !report.done.isEmpty { seen = nil }
            if !report.done.isEmpty {
              logger.info("due.done", metadata: ["count": "\(report.done.count)"])
            }
          }
        } catch {
          // A busy or unreadable file now may be well in a moment; correctness does not wait here.
          logger.error("due.unreadable", metadata: ["reason": "\(error)"])
        }
        guard (try? await Task.sleep(for: Self.interval)) != nil else { return }  // cancelled
      }
    }
  }
}
