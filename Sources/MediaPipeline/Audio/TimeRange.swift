/// A stretch of a recording, half-open, in seconds from its first frame.
public struct TimeRange: Sendable, Hashable {
  /// Where the stretch begins.
  public let startSeconds: Double
  /// Where the stretch ends; the first instant that is no longer part of it.
  public let endSeconds: Double

  /// Names a stretch.
  ///
  /// - Parameters:
  ///   - startSeconds: the beginning, at least 0.
  ///   - endSeconds: the end, not before the beginning.
  public init(startSeconds: Double, endSeconds: Double) {
    precondition(startSeconds >= 0 && endSeconds >= startSeconds, "a range ends after its start")
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
  }
}
