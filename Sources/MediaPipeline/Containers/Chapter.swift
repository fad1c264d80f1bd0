/// A mark in a recording that players show and jump to; it ends where the next one starts.
public struct Chapter: Sendable, Hashable {
  /// Seconds from the first sample, 0 or more.
  public var startSeconds: Double
  /// What the listener reads.
  public var title: String

  /// Makes a chapter.
  ///
  /// - Parameters:
  ///   - startSeconds: seconds from the first sample.
  ///   - title: what the listener reads.
  public init(startSeconds: Double, title: String) {
    self.startSeconds = startSeconds
    self.title = title
  }
}
