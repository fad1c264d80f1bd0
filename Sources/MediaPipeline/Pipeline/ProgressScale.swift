internal import MediaProtocol

/// Turns the progress of stages into one figure that never falls.
final class ProgressScale {
  private let report: (MediaProgress) -> Void
  private var highest = 0.0

  init(_ report: @escaping (MediaProgress) -> Void) { self.report = report }

  /// Says that `stage` is at `fraction` (0…1) of the stretch of the whole given by `range`.
  func say(_ stage: MediaProgress.Stage, _ fraction: Double, of range: ClosedRange<Double>) {
    let whole = range.lowerBound + fraction * (range.upperBound - range.lowerBound)
    highest = max(highest, min(1, whole))
    report(MediaProgress(stage: stage, fraction: highest))
  }
}
