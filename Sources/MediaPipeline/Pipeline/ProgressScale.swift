internal import MediaProtocol
internal import Synchronization

/// Turns the progress of stages into one figure that never falls, from whichever thread.
final class ProgressScale: Sendable {
  private let report: @Sendable (MediaProgress) -> Void
  private let highest = Mutex(0.0)

  init(_ report: @escaping @Sendable (MediaProgress) -> Void) { self.report = report }

  /// Says that `stage` is at `fraction` (0…1) of the stretch of the whole given by `range`.
  func say(_ stage: MediaProgress.Stage, _ fraction: Double, of range: ClosedRange<Double>) {
    let whole = range.lowerBound + fraction * (range.upperBound - range.lowerBound)
    // Reported under the lock, so that no smaller figure overtakes a larger one.
    highest.withLock { highest in
      highest = max(highest, min(1, whole))
      report(MediaProgress(stage: stage, fraction: highest))
    }
  }
}
